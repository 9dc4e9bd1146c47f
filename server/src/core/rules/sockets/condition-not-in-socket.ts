import { addToSection, editFix } from '../../findings/edits.ts';
import { itemPlace, relatedItem } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { conditionsOf } from '../../workspace/conditions.ts';
import type { Item } from '../../workspace/effective-unit.ts';
import { accepts, listeners } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_enter_running and socket_trigger_notify: a service that was skipped leaves the traffic waiting, and is started again. */
export const rule: WorkspaceRule = {
  code: 'condition-not-in-socket',
  effect: 'advice',
  scope: 'workspace',
  types: ['service'],
  *check(service, _snapshot, others) {
    // An alias by link is the same unit, which has its own file to be told at.
    if (service.fragment?.link !== undefined) return;
    const conditions = conditionsOf(service);
    if (conditions.length === 0) return;
    const socket = (others.socketsOf(service) ?? []).find((one) => !accepts(one) && listeners(one).length > 0);
    const file = socket?.fragment;
    if (!socket || !file) return;
    const there = new Set(conditionsOf(socket).map(lineOf));
    const missing = conditions.filter((item) => !there.has(lineOf(item)));
    if (missing.length === 0) return;
    const name = socket.name.full;
    const lines = missing.map(lineOf).join('\n');
    const [listener] = listeners(socket);
    for (const item of missing) {
      yield {
        ...itemPlace(item),
        message: say`${name} listens even where this does not hold. Then the first connection has systemd skip the service over and over, until the socket fails with "trigger-limit-hit". Put the line into ${name} too.`,
        related: listener ? [relatedItem(listener, say`This socket starts the service.`)] : [],
        fixes: [
          editFix(
            missing.length === 1 ? say`Add the condition to ${name}` : say`Add the conditions to ${name}`,
            'unsafe',
            file,
            addToSection(file, 'Unit', lines),
          ),
        ],
      };
    }
  },
};

function lineOf({ entry }: Item): string {
  return `${entry.directive.key}=${entry.node.value}`;
}
