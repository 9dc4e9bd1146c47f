import { ownSection, type UnitType } from '../../catalogue/unit-type.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import { conditionsOf } from '../../workspace/conditions.ts';
import { assignsAny, flag, items } from '../../workspace/effective-unit.ts';

/** Names are looked up when the unit is started (src/core/exec-invoke.c, get_fixed_user; src/core/socket.c, socket_chown). */
export const rule: UnitRule = {
  code: 'account-not-installed',
  effect: 'fail',
  scope: 'unit',
  types: ['service', 'socket'],
  needs: ['User', 'Group', 'SupplementaryGroups', 'SocketUser', 'SocketGroup'],
  *check(unit, { installed }) {
    // What a condition asks for may be the very thing that is missing.
    if (!installed || unit.manager === 'user' || conditionsOf(unit).length > 0) return;
    if (assignsAny(unit, ['RootDirectory', 'RootImage', 'RootMStack'])) return;
    const section = ownSection(unit.type);
    const isDynamic = flag(unit, section, 'DynamicUser', false);
    for (const { key, kind, missing } of SETTINGS[unit.type] ?? []) {
      if (isDynamic && key !== 'SupplementaryGroups') continue;
      for (const item of items(unit, section, key)) {
        const { text, entry } = item;
        if (/^\d*$/.test(text) || entry.node.value.includes('%')) continue;
        if (kind === 'user' ? installed.hasUser(text) : installed.hasGroup(text)) continue;
        yield { ...itemPlace(item), message: missing(text) };
      }
    }
  },
};

interface AccountSetting {
  readonly key: string;
  readonly kind: 'user' | 'group';
  readonly missing: (name: string) => Message;
}

const SETTINGS: Readonly<Partial<Record<UnitType, readonly AccountSetting[]>>> = {
  service: [
    {
      key: 'User',
      kind: 'user',
      missing: (name) =>
        say`No user ${name} is in the root file system. Starting the service fails with status 217/USER. Create the user, by a file in sysusers.d for example, or set DynamicUser=yes.`,
    },
    { key: 'Group', kind: 'group', missing: groupOfService },
    { key: 'SupplementaryGroups', kind: 'group', missing: groupOfService },
  ],
  socket: [
    {
      key: 'SocketUser',
      kind: 'user',
      missing: (name) =>
        say`No user ${name} is in the root file system. Starting the socket fails. Create the user, by a file in sysusers.d for example.`,
    },
    {
      key: 'SocketGroup',
      kind: 'group',
      missing: (name) =>
        say`No group ${name} is in the root file system. Starting the socket fails. Create the group, by a file in sysusers.d for example.`,
    },
  ],
};

function groupOfService(name: string): Message {
  return say`No group ${name} is in the root file system. Starting the service fails with status 216/GROUP. Create the group, by a file in sysusers.d for example.`;
}
