import { editFix, setValue } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { baseName, folderOf } from '../../workspace/paths.ts';
import { nodesOf } from '../../workspace/sockets.ts';
import { isOfOrdinaryUser } from '../units/own-account.ts';

/** The node is made with the rights of the manager: src/core/socket.c, socket_address_listen_in_cgroup and fifo_address_create. */
export const rule: UnitRule = {
  code: 'node-in-protected-directory',
  effect: 'fail',
  scope: 'unit',
  types: ['socket'],
  *check(socket) {
    if (!isOfOrdinaryUser(socket)) return;
    for (const { item, path } of nodesOf(socket)) {
      const folder = folderOf(path);
      if (!isProtected(folder)) continue;
      const meant = `%t/${baseName(path).replaceAll('%', '%%')}`;
      const name = item.entry.node.value.trim();
      yield {
        ...valuePlace(item),
        message: say`A user manager may not make ${path}: only root may write to ${folder || '/'}. Starting the socket fails with "Permission denied". Write ${meant}: %t is the user’s own runtime directory.`,
        ...(name.startsWith('/') && {
          fixes: [editFix(say`Replace with ${meant}`, 'unsafe', item.entry.file, setValue(item, meant))],
        }),
      };
    }
  },
};

/** Whether only root may write to a directory, on every system that follows the file system hierarchy standard. */
function isProtected(folder: string): boolean {
  return DIRECTORIES.has(folder || '/') || /^\/(?:etc|usr|root|boot)\//.test(folder);
}

const DIRECTORIES: ReadonlySet<string> = new Set([
  '/',
  '/boot',
  '/etc',
  '/root',
  '/run',
  '/usr',
  '/var',
  '/var/cache',
  '/var/lib',
  '/var/run',
]);
