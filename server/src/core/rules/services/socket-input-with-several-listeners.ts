import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { accepts, listeners } from '../../workspace/sockets.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/execute.c: "Got more than one socket." */
export const rule: WorkspaceRule = {
  code: 'socket-input-with-several-listeners',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  needs: ['StandardInput'],
  *check(service, _snapshot, others) {
    const input = execSetting(service, 'StandardInput');
    if (input?.text !== 'socket') return;
    const sockets = (others.socketsOf(service) ?? []).filter((socket) => !accepts(socket));
    // Each instance has the sockets of its own name only.
    const groups = service.name.instance === undefined ? [sockets] : sockets.map((socket) => [socket]);
    for (const group of groups) {
      const all = group.flatMap((socket) => listeners(socket));
      if (all.length < 2) continue;
      yield {
        ...itemPlace(input),
        message: say`StandardInput=socket needs exactly one socket, not ${all.length}. Every start of the service fails. Keep one listener, use Accept=yes with a template, or let the program take the sockets from file descriptor 3 on.`,
        related: all.map((item) => {
          const { file, range } = itemPlace(item);
          return { file: file.path, range, message: say`One of the sockets.` };
        }),
      };
      return;
    }
  },
};
