import type { Fix } from '../../diagnostic.ts';
import { editFix, setValue } from '../../findings/edits.ts';
import { itemPlace, relatedItem } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type ExecCommand, readExecLine } from '../../values/commands/exec-command.ts';
import { withType } from '../../values/unit-name.ts';
import { type EffectiveUnit, type Item, setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { findPath } from '../../workspace/load-path.ts';
import { baseName, folderOf, join } from '../../workspace/paths.ts';
import { commands } from '../../workspace/services.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { accepts, serviceOf } from '../../workspace/sockets.ts';

/** src/socket-proxy/socket-proxyd.c, add_listen_socket: "Passed in socket is not a stream socket", or none was passed in. */
export const rule: WorkspaceRule = {
  code: 'proxy-with-accept',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  needs: ['Accept'],
  *check(socket, snapshot, others) {
    const near = socket.fragment?.path;
    const accept = setting(socket, 'Socket', 'Accept');
    if (!near || !accept || !accepts(socket)) return;
    const service = others.load(serviceOf(socket), near);
    const command = service && commands(service, 'ExecStart').find(startsProxy);
    if (!service || !command) return;
    const single = withType(socket.name, 'service');
    const exists = findPath(snapshot, single, near) !== undefined;
    yield {
      ...itemPlace(accept),
      message: say`systemd-socket-proxyd cannot be started for each connection: it accepts them itself. It ends at once, and each client is disconnected. Set Accept=no, and name the service ${single}.`,
      related: [relatedItem(command, say`This starts systemd-socket-proxyd.`)],
      fixes: exists
        ? [editFix(say`Set Accept=no`, 'unsafe', accept.entry.file, setValue(accept, 'no'))]
        : asOneService(snapshot, socket, service, accept, single),
    };
  },
};

function startsProxy({ text, entry }: Item): boolean {
  // Of a line with several commands only those of the item count.
  return execCommands(entry).some(isProxy) && readExecLine(text, entry.at).commands.some(isProxy);
}

function isProxy({ path }: ExecCommand): boolean {
  return baseName(path) === 'systemd-socket-proxyd';
}

/** Accept=no, with the template as the one service that it then needs; none where the template lies elsewhere. */
function asOneService(
  snapshot: Snapshot,
  socket: EffectiveUnit,
  service: EffectiveUnit,
  accept: Item,
  name: string,
): Fix[] {
  const [from, near] = [service.fragment?.path, socket.fragment?.path];
  if (from === undefined || near === undefined || folderOf(from) !== folderOf(near)) return [];
  if (socket.name.instance !== undefined || snapshot.hasDropIns(`${service.name.full}.d`)) return [];
  const edit = { kind: 'edit' as const, file: accept.entry.file.path, edits: [setValue(accept, 'no')] };
  const rename = { kind: 'rename' as const, file: from, to: join(folderOf(from), name) };
  return [
    { title: say`Set Accept=no and rename ${service.name.full} to ${name}`, safety: 'unsafe', changes: [edit, rename] },
  ];
}
