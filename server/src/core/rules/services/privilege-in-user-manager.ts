import { ownSection } from '../../catalogue/unit-type.ts';
import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { Finding, UnitRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { type EffectiveUnit, type Item, items } from '../../workspace/effective-unit.ts';
import { isOfOrdinaryUser, isOwnAccount, isSystemAccount } from '../units/own-account.ts';
import { execSwitch } from './exec-facts.ts';
import { IMPLIES_NAMESPACE, NAMESPACE_SETTINGS, PRIVILEGES, type Privilege } from './user-manager-privileges.ts';

/** src/core/exec-invoke.c, exec_invoke: what needs root is tried whoever the manager is, and ends the process where it fails. */
export const rule: UnitRule = {
  code: 'privilege-in-user-manager',
  effect: 'fail',
  scope: 'unit',
  types: ['service', 'socket'],
  *check(unit, { version }) {
    if (!isOfOrdinaryUser(unit)) return;
    const commands = COMMANDS.flatMap((key) => items(unit, ownSection(unit.type), key));
    if (commands.length === 0) return;
    const sandboxed = commands.some(({ text }) => !FULLY_PRIVILEGED.test(text));
    for (const privilege of PRIVILEGES) {
      if (version < (privilege.from ?? 0) || version >= (privilege.until ?? Number.POSITIVE_INFINITY)) continue;
      if (privilege.sandbox && !sandboxed) continue;
      const item = claimed(unit, privilege);
      if (!item || (privilege.inNamespace && hasNamespace(unit, version))) continue;
      yield* finding(unit, privilege, item, version);
    }
  },
};

/** The item that needs the privilege; undefined where it is not set, or to something that every manager can do. */
function claimed(unit: EffectiveUnit, { key, needs }: Privilege): Item | undefined {
  const section = ownSection(unit.type);
  if (key === 'CapabilityBoundingSet') return limitedBoundingSet(unit, section);
  const found = items(unit, section, key);
  return needs ? found.find(({ text }) => needs(text)) : found.at(-1);
}

/** CapabilityBoundingSet= where it leaves a capability out: a list, also an empty one, or `~` and at least one. */
function limitedBoundingSet(unit: EffectiveUnit, section: string): Item | undefined {
  const entries = unit.index.get(section)?.get('CapabilityBoundingSet')?.entries ?? [];
  const values = entries.map(({ entry }) => entry.node.value);
  const last = values.at(-1);
  if (last === undefined || last === '~') return undefined;
  // Lists of both kinds may add up to all capabilities.
  if (values.some((value) => value.startsWith('~') !== last.startsWith('~'))) return undefined;
  return { text: last, entry: entries.at(-1)!.entry };
}

function hasNamespace(unit: EffectiveUnit, version: number): boolean {
  if (execSwitch(unit, 'PrivateUsers')) return true;
  if (version < IMPLIES_NAMESPACE) return false;
  const section = ownSection(unit.type);
  return NAMESPACE_SETTINGS.some((key) => items(unit, section, key).some(({ text }) => parseBoolean(text) !== false));
}

function* finding(unit: EffectiveUnit, privilege: Privilege, item: Item, version: number): Iterable<Finding> {
  const { key, status } = privilege;
  const fixes = [editFix(say`Remove ${key}=`, 'unsafe', item.entry.file, dropLine(item))];
  const place = itemPlace(item);
  const account = key === 'User' || key === 'Group';
  if (account && (key === 'Group' || version >= OWN_USER)) {
    if (isOwnAccount(item)) return;
    if (!isSystemAccount(item.text)) {
      const message =
        key === 'User'
          ? say`A user manager runs as one user, and User=${item.text} works only where that is ${item.text}. Elsewhere the ${unit.type} fails with status ${status}. Remove the line: the unit runs as the manager’s user.`
          : say`A user manager keeps the groups of its user, and Group=${item.text} works only where that is the user’s own group. Elsewhere the ${unit.type} fails with status ${status}. Remove the line.`;
      yield { ...place, effect: 'advice', message, fixes };
      return;
    }
  }
  yield {
    ...place,
    message: sentences(say`${key}= needs root, which a user manager is not.`, failure(unit, status), remedy(privilege)),
    fixes,
  };
}

function failure(unit: EffectiveUnit, status: string): Message {
  return unit.type === 'service'
    ? say`Starting the service fails with status ${status}.`
    : say`Starting the socket fails with status ${status}, as its commands do.`;
}

function remedy({ key, until }: Privilege): Message {
  if (key === 'User' || key === 'DynamicUser') return say`Remove the line: the unit runs as the manager’s user.`;
  if (key === 'CPUSchedulingPolicy')
    return say`Remove the line, unless an administrator has given the user a limit for real-time priorities.`;
  if (key === 'NetworkNamespacePath')
    return say`Where the namespace exists, the unit runs outside of it. Remove the line, or use the system manager.`;
  if (until === 254) return say`Remove the line: systemd 254 is the first that can do it there.`;
  return say`Remove the line, or use the system manager.`;
}

/** Since this version User= may name the manager's own user; before, not even root's groups could be kept. */
const OWN_USER = 257;

/** A command that systemd runs without its sandbox. */
const FULLY_PRIVILEGED = /^[-@:|]*\+/;

const COMMANDS = ['ExecStart', 'ExecStartPre', 'ExecStartPost', 'ExecStopPre', 'ExecStopPost'];
