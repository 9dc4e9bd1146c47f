import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts } from '../../workspace/sockets.ts';

/** src/core/socket.c counts a connection as open as long as its service is active (socket_connection_unref). */
export const rule: WorkspaceRule = {
  code: 'connection-remains-active',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  needs: ['RemainAfterExit'],
  *check(service, _snapshot, others) {
    const item = setting(service, 'Service', 'RemainAfterExit');
    if (!item || !parseBoolean(item.text) || service.name.instance === undefined) return;
    if (!others.socketsOf(service)?.some(accepts)) return;
    yield {
      ...itemPlace(item),
      message: say`RemainAfterExit=yes keeps every finished connection active. Each counts as open, until MaxConnections= is reached and no further connection is accepted. Remove the line.`,
      fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
