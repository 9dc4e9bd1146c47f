import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { nodesOf, serviceOf } from '../../workspace/sockets.ts';
import { runtimeDirectoriesOf } from './runtime-directories.ts';

/** src/core/execute.c, setup_exec_directory: what is there already and is no directory fails the service at step RUNTIME_DIRECTORY. */
export const rule: WorkspaceRule = {
  code: 'runtime-directory-at-node',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, _snapshot, others) {
    const near = socket.fragment?.path;
    const nodes = near === undefined ? [] : nodesOf(socket);
    if (near === undefined || nodes.length === 0) return;
    const service = others.load(serviceOf(socket), near);
    if (!service?.fragment || service.masked) return;
    for (const { item, path } of nodes) {
      const directory = runtimeDirectoriesOf(service, path).find((one) => `${one.path}/`.startsWith(`${path}/`));
      if (!directory) continue;
      const isSame = directory.path === path;
      yield {
        ...valuePlace(item),
        // systemd removes what is at the path of the directory when the service has failed, and starts it once more.
        ...(isSame && { effect: 'advice', severity: 'warning' }),
        message: isSame
          ? say`The node is in the place of a directory: RuntimeDirectory=${directory.shown} of ${service.name.full}. At the first connection the service fails with status 233/RUNTIME_DIRECTORY, and systemd removes the node: later clients find no file. Choose another path.`
          : say`The node is in the way of a directory: RuntimeDirectory=${directory.shown} of ${service.name.full}. At each connection the service fails with status 233/RUNTIME_DIRECTORY. Choose another path.`,
        related: [relatedItem(directory.item, say`This directory is made when the service starts.`)],
      };
    }
  },
};
