import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { itemsOfKeys } from '../../workspace/effective-unit.ts';
import { takesSocketAsInput } from '../../workspace/services.ts';
import { accepts } from '../../workspace/sockets.ts';

/** An instance that is started by anything but its socket has no connection (src/core/service.c, service_start: "Got no socket."). */
export const rule: WorkspaceRule = {
  code: 'connection-enabled-at-boot',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  needs: ['WantedBy', 'RequiredBy', 'UpheldBy'],
  *check(service, _snapshot, others) {
    if (service.name.instance === undefined) return;
    const lines = itemsOfKeys(service, 'Install', ['WantedBy', 'RequiredBy', 'UpheldBy']);
    const socket = lines.length === 0 ? undefined : (others.socketsOf(service) ?? []).find(accepts);
    if (!socket) return;
    const seen = new Set<unknown>();
    for (const item of lines) {
      if (seen.has(item.entry)) continue;
      seen.add(item.entry);
      yield {
        ...itemPlace(item),
        message: takesSocketAsInput(service)
          ? say`An enabled instance starts without a connection and fails: "Got no socket". ${socket.name.full} starts one for each connection by itself. Remove the line, and enable ${socket.name.full}.`
          : say`An enabled instance starts without a connection. ${socket.name.full} starts one for each connection by itself. Remove the line, and enable ${socket.name.full}.`,
        fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
      };
    }
  },
};
