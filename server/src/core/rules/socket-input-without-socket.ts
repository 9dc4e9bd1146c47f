import type { Fix } from '../diagnostic.ts';
import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import { socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { execSetting } from './exec-facts.ts';
import { unitFolder } from './new-units.ts';
import { itemPlace } from './places.ts';
import type { WorkspaceRule } from './rule.ts';

/** src/core/execute.c, exec_context_named_iofds and its caller: "Got no socket." */
export const rule: WorkspaceRule = {
  code: 'socket-input-without-socket',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  *check(service, snapshot) {
    const input = execSetting(service, 'StandardInput');
    if (input?.text !== 'socket' || !service.fragment) return;
    // Sockets= may name a socket that lies elsewhere.
    if (items(service, 'Service', 'Sockets').length > 0 || socketsOf(snapshot, service).length > 0) return;
    const template = service.name.instance !== undefined;
    const socket = `${service.name.prefix}.socket`;
    const kind = template ? `${socket} with Accept=yes` : socket;
    yield {
      ...itemPlace(input),
      message: `StandardInput=socket takes a socket from the socket unit that starts this service, and none does: there is no ${kind}. Started without one, the service fails at once. Create ${kind}, or remove the line.`,
      fixes: [creation(service, input.entry.file, socket)],
    };
  },
};

function creation(service: EffectiveUnit, file: UnitFile, socket: string): Fix {
  const path = `${unitFolder(file)}/${socket}`;
  const accept = service.name.instance === undefined ? '' : 'Accept=yes\n';
  const text = `[Unit]
Description=${service.name.prefix} socket

[Socket]
ListenStream=8080
${accept}
[Install]
WantedBy=sockets.target
`;
  return { title: `Create ${socket}`, safety: 'unsafe', changes: [{ kind: 'create', file: path, text }], open: path };
}
