import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { type EffectiveUnit, flag, type Item, setting } from '../../workspace/effective-unit.ts';
import { commands } from '../../workspace/services.ts';
import { nodesOf } from '../../workspace/sockets.ts';

/**
 * src/core/socket.c: User= and its kin are of the execution context, which only the socket's own commands have; the nodes get their
 * owner in socket_chown() from SocketUser= and SocketGroup=.
 */
export const rule: UnitRule = {
  code: 'user-without-command',
  effect: 'advice',
  scope: 'unit',
  types: ['socket'],
  needs: ['User', 'Group', 'DynamicUser'],
  *check(socket) {
    if (COMMANDS.some((key) => commands(socket, key).length > 0)) return;
    const isDynamic = flag(socket, 'Socket', 'DynamicUser', false);
    for (const key of ['User', 'Group', 'DynamicUser']) {
      const item = setting(socket, 'Socket', key);
      if (!item || (key === 'DynamicUser' && !isDynamic)) continue;
      const successor = successorOf(socket, key, isDynamic);
      const { file, node } = item.entry;
      yield {
        ...itemPlace(item),
        message: sentences(
          say`${key}= has no effect: in [Socket] it is for commands such as ExecStartPre=, and this unit has none. systemd does nothing with it.`,
          ownerAdvice(socket, key, item, successor),
        ),
        fixes: [
          ...(successor === undefined
            ? []
            : [editFix(say`Rename to ${successor}=`, 'unsafe', file, { range: node.keyRange, newText: successor })]),
          editFix(say`Remove the line`, 'unsafe', file, dropLine(item)),
        ],
      };
    }
  },
};

const COMMANDS = ['ExecStartPre', 'ExecStartPost', 'ExecStopPre', 'ExecStopPost'];

/** The directive that gives the node the owner; undefined where there is no node, it has one already, or the user would not exist yet. */
function successorOf(socket: EffectiveUnit, key: string, isDynamic: boolean): string | undefined {
  const successor = `Socket${key}`;
  if (socket.manager === 'user' || key === 'DynamicUser' || isDynamic || nodesOf(socket).length === 0) return undefined;
  return setting(socket, 'Socket', successor) ? undefined : successor;
}

function ownerAdvice(socket: EffectiveUnit, key: string, { text }: Item, successor: string | undefined) {
  const node = nodesOf(socket)[0];
  if (!node || socket.manager === 'user' || setting(socket, 'Socket', 'SocketUser')) return say`Remove the line.`;
  if (successor !== undefined) return say`${node.path} belongs to root. Write ${successor}=${text}.`;
  if (key === 'Group' && setting(socket, 'Socket', 'SocketGroup')) return say`Remove the line.`;
  return say`${node.path} belongs to root. Set SocketUser= or SocketGroup= to one that exists before the service starts.`;
}
