import type { Fix } from '../../diagnostic.ts';
import { assign, editFix, setValue } from '../../findings/edits.ts';
import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type EffectiveUnit, setting } from '../../workspace/effective-unit.ts';
import { nodesOf, serviceOf } from '../../workspace/sockets.ts';
import { ownersOf, runtimeDirectoriesOf } from './runtime-directories.ts';

/** src/core/unit.c and execute.c, exec_context_destroy_runtime_directory: systemd removes the directory with all that is in it. */
export const rule: WorkspaceRule = {
  code: 'node-in-runtime-directory',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot, others) {
    const near = socket.fragment?.path;
    const nodes = near === undefined ? [] : nodesOf(socket);
    if (near === undefined || nodes.length === 0) return;
    const own = others.load(serviceOf(socket), near);
    for (const { item, path } of nodes) {
      const all = [...(own ? [own] : []), ...ownersOf(snapshot, others, socket, path)];
      for (const service of all) {
        const directory = isRemoved(service)
          ? runtimeDirectoriesOf(service, path).find((one) => path.startsWith(`${one.path}/`))
          : undefined;
        if (!directory) continue;
        const name = service.name.full;
        yield {
          ...valuePlace(item),
          message: say`The node is in RuntimeDirectory=${directory.shown} of ${name}. systemd removes that directory when the service stops: the socket stays active, but clients find no file. Set RuntimeDirectoryPreserve=yes in ${name}, or listen elsewhere.`,
          related: [relatedItem(directory.item, say`This directory is removed when the service stops.`)],
          fixes: preserving(service),
        };
        break;
      }
    }
  },
};

/** Whether systemd removes the runtime directories of a service when it stops for good or is restarted. */
function isRemoved(service: EffectiveUnit): boolean {
  if (!service.fragment || service.masked) return false;
  return (setting(service, 'Service', 'RuntimeDirectoryPreserve')?.text ?? 'no') === 'no';
}

function preserving(service: EffectiveUnit): Fix[] {
  const title = say`Set RuntimeDirectoryPreserve=yes in ${service.name.full}`;
  const present = setting(service, 'Service', 'RuntimeDirectoryPreserve');
  if (present) return [editFix(title, 'unsafe', present.entry.file, setValue(present, 'yes'))];
  const file = service.fragment;
  return file ? [editFix(title, 'unsafe', file, assign(file, 'Service', 'RuntimeDirectoryPreserve', 'yes'))] : [];
}
