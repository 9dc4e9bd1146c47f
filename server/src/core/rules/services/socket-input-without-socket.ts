import type { Fix } from '../../diagnostic.ts';
import { assign, editFix, setValue } from '../../findings/edits.ts';
import { unitFolder } from '../../findings/new-units.ts';
import type { Others } from '../../findings/others.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { description, section, unitText } from '../../new-units/unit-text.ts';
import { say } from '../../text/message.ts';
import { closest } from '../../text/nearest.ts';
import { type EffectiveUnit, items, setting } from '../../workspace/effective-unit.ts';
import { folderOf } from '../../workspace/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { serviceOf, socketPrefixesIn } from '../../workspace/sockets.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/execute.c, exec_context_named_iofds and its caller: "Got no socket." */
export const rule: WorkspaceRule = {
  code: 'socket-input-without-socket',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  needs: ['StandardInput'],
  *check(service, snapshot, others) {
    const input = execSetting(service, 'StandardInput');
    const near = service.fragment?.path;
    if (input?.text !== 'socket' || !near) return;
    // Sockets= may name a socket that lies elsewhere.
    if (items(service, 'Service', 'Sockets').length > 0 || others.socketsOf(service)?.length !== 0) return;
    const name = `${service.name.prefix}.socket`;
    const present = others.load(name, near);
    if (!present && !others.isMissing(name, near)) return;
    // A socket that starts what is not there says so itself: the two have one cause.
    const partner = present ?? alike(service, snapshot, others, near);
    if (partner && others.isMissing(serviceOf(partner), near)) return;
    const accept = service.name.instance === undefined ? 'no' : 'yes';
    yield {
      ...itemPlace(input),
      message: present?.fragment
        ? say`No socket unit starts this service: ${name} starts another one. With StandardInput=socket the service fails at once without a socket. Set Accept=${accept} in ${name}, or remove the line.`
        : accept === 'yes'
          ? say`No socket unit starts this service: no ${name} with Accept=yes. With StandardInput=socket the service fails at once without a socket. Create it, or remove the line.`
          : say`No socket unit starts this service: no ${name}. With StandardInput=socket the service fails at once without a socket. Create it, or remove the line.`,
      fixes: [
        present?.fragment ? accepting(present, present.fragment, accept) : creation(service, input.entry.file, name),
      ],
    };
  },
};

/** A socket beside the service whose name differs by a slip, so that it may have been meant to start it. */
function alike({ name }: EffectiveUnit, snapshot: Snapshot, others: Others, near: string): EffectiveUnit | undefined {
  const beside = socketPrefixesIn(snapshot, folderOf(near));
  const meant = beside.length > FEW ? undefined : closest(name.prefix, beside, 2)?.candidate;
  return meant === undefined ? undefined : others.load(`${meant}.socket`, near);
}

/** Each name is compared with all of a folder, which many services in a large folder would do over and over. */
const FEW = 100;

function accepting(socket: EffectiveUnit, fragment: UnitFile, accept: string): Fix {
  const item = setting(socket, 'Socket', 'Accept');
  const title = say`Set Accept=${accept} in ${socket.name.full}`;
  if (item) return editFix(title, 'unsafe', item.entry.file, setValue(item, accept));
  return editFix(title, 'unsafe', fragment, assign(fragment, 'Socket', 'Accept', accept));
}

function creation(service: EffectiveUnit, file: UnitFile, socket: string): Fix {
  const path = `${unitFolder(file)}/${socket}`;
  const text = unitText(
    section('Unit', description(say`${service.name.prefix} socket`)),
    section('Socket', 'ListenStream=8080', ...(service.name.instance === undefined ? [] : ['Accept=yes'])),
    section('Install', 'WantedBy=sockets.target'),
  );
  return {
    title: say`Create ${socket}`,
    safety: 'unsafe',
    changes: [{ kind: 'create', file: path, text }],
    open: path,
  };
}
