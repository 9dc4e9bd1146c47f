import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { accepts, listeners, socketsOf } from '../../workspace/sockets.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/execute.c: "Got more than one socket." */
export const rule: WorkspaceRule = {
  code: 'socket-input-with-several-listeners',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  *check(service, snapshot) {
    const input = execSetting(service, 'StandardInput');
    if (input?.text !== 'socket') return;
    const sockets = socketsOf(snapshot, service).filter((socket) => !accepts(socket));
    // Each instance has the sockets of its own name only.
    const groups = service.name.instance === undefined ? [sockets] : sockets.map((socket) => [socket]);
    for (const group of groups) {
      const all = group.flatMap((socket) => listeners(socket));
      if (all.length < 2) continue;
      yield {
        ...itemPlace(input),
        message: `StandardInput=socket needs exactly one socket, and this service is started with ${all.length}. Keep one listener, use Accept=yes with a template, or let the program take the sockets from file descriptor 3 on. Every start of the service fails.`,
        related: all.map((item) => {
          const { file, range } = itemPlace(item);
          return { file: file.path, range, message: 'One of the sockets.' };
        }),
      };
      return;
    }
  },
};
