import type { Fix } from '../../diagnostic.ts';
import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlaces } from '../../findings/places.ts';
import type { Finding, WorkspaceRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { specialUnit } from '../../values/units/special-units.ts';
import { type EffectiveUnit, filesOf, items } from '../../workspace/effective-unit.ts';
import { key } from '../../workspace/memory.ts';
import { managerOf } from '../../workspace/settings.ts';
import { cachedAt, type Snapshot } from '../../workspace/snapshot.ts';
import { installWords } from './install-words.ts';

/**
 * Targets that systemd brings for one kind of manager only (units/ and units/user/ of its sources). A manager takes any name for that of
 * a unit, and finds none: src/core/unit.c, unit_add_dependency_by_name; src/core/transaction.c, transaction_add_job_and_dependencies.
 */
export const rule: WorkspaceRule = {
  code: 'target-of-other-manager',
  effect: 'advice',
  scope: 'workspace',
  ofRefused: true,
  *check(unit, snapshot) {
    yield* installed(unit, snapshot);
    yield* dependencies(unit, snapshot);
  },
};

function* installed(unit: EffectiveUnit, snapshot: Snapshot): Iterable<Finding> {
  for (const file of filesOf(unit)) {
    for (const { key, text, range } of installWords(file, ['WantedBy', 'RequiredBy', 'UpheldBy'])) {
      if (!isElsewhere(unit, text, snapshot)) continue;
      const meant = REPLACEMENTS[unit.manager].get(text) ?? 'default.target';
      yield {
        file,
        range,
        message: sentences(
          noSuchTarget(unit, text),
          say`systemctl enable links the unit below a target that nothing starts. Write ${key}=${meant}.`,
        ),
        fixes: [editFix(say`Replace with ${meant}`, 'unsafe', file, { range, newText: meant })],
      };
    }
  }
}

function* dependencies(unit: EffectiveUnit, snapshot: Snapshot): Iterable<Finding> {
  const placeOf = valuePlaces();
  for (const key of [...REQUIRING, ...WANTING, ...ORDERING]) {
    for (const item of items(unit, 'Unit', key)) {
      if (!isElsewhere(unit, item.text, snapshot)) continue;
      const place = placeOf(item);
      const { file } = item.entry;
      const meant = REPLACEMENTS[unit.manager].get(item.text);
      const fix: Fix = meant
        ? editFix(say`Replace with ${meant}`, 'unsafe', file, { range: place.range, newText: meant })
        : editFix(say`Remove ${item.text}`, 'unsafe', file, dropWord(item, place.range));
      const fails = REQUIRING.includes(key);
      yield {
        ...place,
        ...(fails && { effect: 'fail' }),
        ...(ORDERING.includes(key) && { severity: 'hint' }),
        message: sentences(
          noSuchTarget(unit, item.text),
          fails ? say`Starting the unit fails: it is not found.` : say`systemd ignores it without a word.`,
          meant ? say`Write ${meant}.` : say`Remove it.`,
        ),
        fixes: [fix],
      };
    }
  }
}

function noSuchTarget({ manager }: EffectiveUnit, name: string): Message {
  return manager === 'user'
    ? say`A user manager has no ${name}: it belongs to the system manager.`
    : say`The system manager has no ${name}: it belongs to user managers.`;
}

/** Whether systemd brings a target for the other kind of manager only, and nobody else a unit of that name for this one. */
function isElsewhere({ manager }: EffectiveUnit, name: string, snapshot: Snapshot): boolean {
  if (!name.endsWith('.target') || specialUnit(name, manager)) return false;
  if (!specialUnit(name, manager === 'user' ? 'system' : 'user')) return false;
  return !cachedAt(snapshot, IS_HERE, `${manager} ${name}`, () =>
    snapshot.pathsNamed(name).some((path) => managerOf(path, snapshot.settings) === manager),
  );
}

const IS_HERE = key<boolean>('whether a manager has a file of a target', { small: true });

const REQUIRING: readonly string[] = ['Requires', 'Requisite', 'BindsTo'];
const WANTING: readonly string[] = ['Wants', 'Upholds', 'PartOf'];
const ORDERING: readonly string[] = ['After', 'Before'];

/** The target of one kind of manager that comes nearest to one of the other. */
const REPLACEMENTS: Readonly<Record<EffectiveUnit['manager'], ReadonlyMap<string, string>>> = {
  user: new Map([['graphical.target', 'graphical-session.target']]),
  system: new Map([
    ['graphical-session.target', 'graphical.target'],
    ['xdg-desktop-autostart.target', 'graphical.target'],
  ]),
};
