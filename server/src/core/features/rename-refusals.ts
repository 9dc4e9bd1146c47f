import { UNIT_TYPES } from '../catalogue/unit-type.ts';
import type { FileChange } from '../diagnostic.ts';
import { type Message, say } from '../text/message.ts';
import type { World } from '../values/grammar.ts';
import { parseUnitName, type UnitName, unitNameKind } from '../values/unit-name.ts';
import { aliasesOf } from '../workspace/aliases.ts';
import { setting, unitOf } from '../workspace/effective-unit.ts';
import { escapePath } from '../workspace/path-names.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileOf, type RenamedUnits } from './rename-units.ts';

/** The name that a unit is given, taken apart, or why it cannot be given to it. */
export function nameFault(snapshot: Snapshot, path: string, from: UnitName, name: string): UnitName | Message {
  const to = parseUnitName(name);
  if (!to) return malformed(name, from);
  if (to.type !== from.type)
    return say`${from.full} is a .${from.type} unit, and its new name has to end in .${from.type}.`;
  const [before, after] = [unitNameKind(from), unitNameKind(to)];
  if (before === 'template' && after !== 'template')
    return say`${from.full} is a template: its new name needs "@" before .${from.type}.`;
  if (before === 'instance' && after !== 'instance')
    return say`${from.full} is an instance: its new name needs an instance behind "@".`;
  if (before === 'plain' && after !== 'plain')
    return say`${from.full} is no template: its new name cannot contain "@".`;
  return fixedByPath(snapshot, path, to) ?? linked(snapshot, path, from) ?? to;
}

function malformed(name: string, { type }: UnitName): Message {
  if (name === '') return say`A unit needs a name.`;
  if (name.length > 255) return say`The name has ${name.length} characters; a unit name has at most 255.`;
  const odd = [...name].find((character) => !/[A-Za-z0-9:\-_.\\@]/.test(character));
  if (odd !== undefined) return say`A unit name cannot contain "${odd}". Use letters, digits and : - _ . \\ @ only.`;
  if (!UNIT_TYPES.some((one) => name.endsWith(`.${one}`)))
    return say`"${name}" has no unit suffix. Write ${`${name}.${type}`}.`;
  return say`"${name}" is no unit name: something has to stand before the "@" or the suffix.`;
}

/** systemd accepts a mount or automount unit under the name of its path only. */
function fixedByPath(snapshot: Snapshot, path: string, to: UnitName): Message | undefined {
  if (to.type !== 'mount' && to.type !== 'automount') return undefined;
  const file = snapshot.file(path);
  const unit = file && unitOf(snapshot, file);
  const where = unit && setting(unit, to.type === 'mount' ? 'Mount' : 'Automount', 'Where')?.text;
  const prefix = where === undefined ? undefined : escapePath(where, snapshot.settings.version);
  if (prefix === undefined || prefix === to.prefix) return undefined;
  return say`The unit for ${where!} can only be called ${`${prefix}.${to.type}`}. Change Where= first.`;
}

/** A link to the unit would lead nowhere, and editors do not make links. */
function linked(snapshot: Snapshot, path: string, from: UnitName): Message | undefined {
  if (snapshot.file(path)?.link !== undefined) return undefined;
  const alias = aliasesOf(snapshot, from, path)[0];
  return (
    alias &&
    say`${alias.full} is a symbolic link to ${from.full}, which an editor cannot change. Remove the link first.`
  );
}

/** What is already there under one of the new names. */
export function clash(
  snapshot: Snapshot,
  units: RenamedUnits,
  moves: readonly (FileChange & { kind: 'rename' })[],
  world: Pick<World, 'kind'>,
): Message | undefined {
  const leaving = new Set(moves.map(({ file }) => file));
  for (const { path, to } of units.byPath.values()) {
    const there = fileOf(snapshot, to.full, path);
    const isTemplates = there !== undefined && to.instance && baseName(there) !== to.full;
    if (there !== undefined && !isTemplates && !units.byPath.has(there)) {
      return say`There is already a unit ${to.full}, in ${folderOf(there)}.`;
    }
  }
  const ends = new Set<string>();
  for (const { to } of moves) {
    const kind = world.kind?.(to);
    const isThere = kind !== undefined ? kind !== 'nothing' : isKnown(snapshot, to);
    if ((isThere && !leaving.has(to)) || ends.has(to)) return say`There is already ${baseName(to)} in ${folderOf(to)}.`;
    ends.add(to);
  }
  return undefined;
}

function isKnown(snapshot: Snapshot, path: string): boolean {
  return snapshot.file(path) !== undefined || snapshot.dropInsAt(folderOf(path), baseName(path)).length > 0;
}
