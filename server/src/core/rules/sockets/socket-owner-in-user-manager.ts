import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { nodesOf } from '../../workspace/sockets.ts';
import { isOfOrdinaryUser, isOwnAccount, isSystemAccount } from '../units/own-account.ts';

/** src/core/socket.c, socket_chown: only root may give files away; to a group that they are in, others may. */
export const rule: UnitRule = {
  code: 'socket-owner-in-user-manager',
  effect: 'fail',
  scope: 'unit',
  types: ['socket'],
  needs: ['SocketUser', 'SocketGroup'],
  *check(socket) {
    if (!isOfOrdinaryUser(socket) || nodesOf(socket).length === 0) return;
    for (const key of ['SocketUser', 'SocketGroup'] as const) {
      const item = setting(socket, 'Socket', key);
      if (!item || isOwnAccount(item)) continue;
      const certain = key === 'SocketUser' ? isSystemAccount(item.text) : ROOT.includes(item.text);
      yield {
        ...itemPlace(item),
        ...(!certain && { effect: 'advice' }),
        message: certain
          ? say`${key}=${item.text} needs root, which a user manager is not. Starting the socket fails with status 235/CHOWN. Remove the line: the socket belongs to the manager’s user.`
          : key === 'SocketUser'
            ? say`SocketUser=${item.text} has to be the manager’s own user: a user manager cannot change to others. Otherwise the socket fails with status 235/CHOWN. Remove the line: the socket belongs to the manager’s user.`
            : say`SocketGroup=${item.text} needs a user in that group: a user manager cannot change to others. Otherwise the socket fails with status 235/CHOWN. Remove the line where the group need not connect.`,
        fixes: [editFix(say`Remove ${key}=`, 'unsafe', item.entry.file, dropLine(item))],
      };
    }
  },
};

const ROOT = ['root', '0'];
