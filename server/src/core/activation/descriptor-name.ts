import { type EffectiveUnit, type Item, setting } from '../workspace/effective-unit.ts';
import { accepts } from '../workspace/sockets.ts';

/**
 * What the descriptors that a unit hands over are called: a connection always so (src/core/service.c, service_collect_fds), a listening
 * socket by its unit where nothing else is said (src/core/socket.c, socket_fdname).
 *
 * @param textOf Gives the text of the value with its specifiers expanded.
 */
export function descriptorName(start: EffectiveUnit, textOf: (item: Item) => string): string {
  if (start.type === 'socket' && accepts(start)) return 'connection';
  const named = setting(start, 'Socket', 'FileDescriptorName');
  return named ? textOf(named) : start.name.full;
}
