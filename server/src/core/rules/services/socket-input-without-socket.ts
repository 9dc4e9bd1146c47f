import type { Fix } from '../../diagnostic.ts';
import { assign, editFix, setValue } from '../../findings/edits.ts';
import { unitFolder } from '../../findings/new-units.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { type EffectiveUnit, items, loadUnit, setting } from '../../workspace/effective-unit.ts';
import { socketsOf } from '../../workspace/sockets.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/execute.c, exec_context_named_iofds and its caller: "Got no socket." */
export const rule: WorkspaceRule = {
  code: 'socket-input-without-socket',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  *check(service, snapshot) {
    const input = execSetting(service, 'StandardInput');
    const near = service.fragment?.path;
    if (input?.text !== 'socket' || !near) return;
    // Sockets= may name a socket that lies elsewhere.
    if (items(service, 'Service', 'Sockets').length > 0 || socketsOf(snapshot, service).length > 0) return;
    const name = `${service.name.prefix}.socket`;
    const accept = service.name.instance === undefined ? 'no' : 'yes';
    const present = loadUnit(snapshot, name, near);
    const wanted = accept === 'yes' ? `${name} with Accept=yes` : name;
    yield {
      ...itemPlace(input),
      message: present?.fragment
        ? `StandardInput=socket takes a socket from the socket unit that starts this service, and ${name} starts another one as it stands. Set Accept=${accept} there, or remove the line. Started without a socket, the service fails at once.`
        : `StandardInput=socket takes a socket from the socket unit that starts this service, and none does: there is no ${wanted}. Create it, or remove the line. Started without a socket, the service fails at once.`,
      fixes: [
        present?.fragment ? accepting(present, present.fragment, accept) : creation(service, input.entry.file, name),
      ],
    };
  },
};

function accepting(socket: EffectiveUnit, fragment: UnitFile, accept: string): Fix {
  const item = setting(socket, 'Socket', 'Accept');
  const title = `Set Accept=${accept} in ${socket.name.full}`;
  if (item) return editFix(title, 'unsafe', item.entry.file, setValue(item, accept));
  return editFix(title, 'unsafe', fragment, assign(fragment, 'Socket', 'Accept', accept));
}

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
