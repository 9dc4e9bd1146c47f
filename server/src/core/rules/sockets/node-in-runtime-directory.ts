import { assign, editFix, setValue } from '../../findings/edits.ts';
import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { nodesOf, serviceOf } from '../../workspace/sockets.ts';
import { runtimeDirectoriesOf } from './runtime-directories.ts';

/** src/core/unit.c and execute.c, exec_context_destroy_runtime_directory: systemd removes the directory with all that is in it. */
export const rule: WorkspaceRule = {
  code: 'node-in-runtime-directory',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, _snapshot, others) {
    const near = socket.fragment?.path;
    const nodes = near === undefined ? [] : nodesOf(socket);
    if (near === undefined || nodes.length === 0) return;
    const service = others.load(serviceOf(socket), near);
    const file = service?.fragment;
    if (!service || !file || service.masked) return;
    const preserve = setting(service, 'Service', 'RuntimeDirectoryPreserve');
    if (preserve && preserve.text !== 'no') return;
    for (const { item, path } of nodes) {
      const directory = runtimeDirectoriesOf(service, path).find((one) => path.startsWith(`${one.path}/`));
      if (!directory) continue;
      const title = say`Set RuntimeDirectoryPreserve=yes in ${service.name.full}`;
      yield {
        ...valuePlace(item),
        message: say`The node is in RuntimeDirectory=${directory.shown} of ${service.name.full}. systemd removes that directory when the service stops: the socket stays active, but clients find no file. Set RuntimeDirectoryPreserve=yes in the service, or listen elsewhere.`,
        related: [relatedItem(directory.item, say`This directory is removed when the service stops.`)],
        fixes: [
          preserve
            ? editFix(title, 'unsafe', preserve.entry.file, setValue(preserve, 'yes'))
            : editFix(title, 'unsafe', file, assign(file, 'Service', 'RuntimeDirectoryPreserve', 'yes')),
        ],
      };
    }
  },
};
