import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { listenerAt } from '../../workspace/address-book.ts';
import { folderOf } from '../../workspace/paths.ts';
import { nodesOf, type SocketNode } from '../../workspace/sockets.ts';
import { compete } from './compete.ts';

/** A node is no directory, so nothing can be made below it (src/shared/socket-label.c, socket_address_listen: ENOTDIR, or EADDRINUSE for the other one). */
export const rule: WorkspaceRule = {
  code: 'node-below-another',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot, others) {
    const nodes = nodesOf(socket);
    const own = new Map<string, SocketNode>();
    for (const node of nodes) if (!own.has(node.path)) own.set(node.path, node);
    for (const { item, path } of nodes) {
      for (const folder of foldersAbove(path)) {
        const mine = own.get(folder);
        // Of a template this is one of many.
        const isSample = socket.name.instance !== undefined && item.entry.node.value.includes('%');
        const other =
          mine || isSample
            ? undefined
            : listenerAt(
                snapshot,
                socket,
                folder,
                (one) => compete(one.socket, socket) && others.isUnderstood(one.socket),
              );
        const above = mine?.item ?? other?.item;
        if (!above) continue;
        yield {
          ...valuePlace(item),
          message: other
            ? say`${folder} is the socket of ${other.socket.name.full}, not a directory. Whichever of the two starts last fails. Choose another path.`
            : say`${folder} is a socket of this unit, not a directory. The unit fails with "Not a directory" or "Address already in use". Choose another path.`,
          related: [relatedItem(above, say`This makes a socket of ${folder}.`)],
        };
        break;
      }
    }
  },
};

/** `/run/a` and `/run` for `/run/a/b`. */
function* foldersAbove(path: string): Iterable<string> {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) yield folder;
}
