import { editFix } from '../../findings/edits.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { closest } from '../../text/nearest.ts';
import type { Range } from '../../text/range.ts';
import { parseUnitName, type UnitName } from '../../values/unit-name.ts';
import { specialUnits } from '../../values/units/special-units.ts';
import type { Entry } from '../../workspace/analyse.ts';
import type { EffectiveUnit } from '../../workspace/effective-unit.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { installWords } from './install-words.ts';

/** systemd takes any name for that of a unit that may come later: src/core/unit.c, unit_add_dependency_by_name. */
export const rule: WorkspaceRule = {
  code: 'misspelt-unit',
  effect: 'advice',
  scope: 'workspace',
  *check(unit, _snapshot, others) {
    for (const { file, text, range } of namedUnits(unit)) {
      const name = parseUnitName(text);
      const meant = name && likelyMeant(name, unit.manager);
      if (!meant || !others.isMissing(text, file.path)) continue;
      yield {
        file,
        range,
        message: say`No unit ${text} here. systemd ignores a name that no unit has. Did you mean ${meant}?`,
        fixes: [editFix(say`Replace with ${meant}`, 'unsafe', file, { range, newText: meant })],
      };
    }
  },
};

interface NamedUnit {
  readonly file: UnitFile;
  readonly text: string;
  readonly range: Range;
}

/** The units that a unit's dependencies and its [Install] sections name. */
function* namedUnits(unit: EffectiveUnit): Iterable<NamedUnit> {
  for (const entry of unit.entries) if (entry.at.parser === 'config_parse_unit_deps') yield* wordsOf(entry);
  for (const file of [unit.fragment, ...unit.dropIns]) {
    if (!file) continue;
    for (const { text, range } of installWords(file, ['WantedBy', 'RequiredBy', 'UpheldBy']))
      yield { file, text, range };
  }
}

function* wordsOf({ file, node, parsed }: Entry): Iterable<NamedUnit> {
  for (const token of parsed.tokens) {
    if (token.kind !== 'unit') continue;
    yield { file, text: node.value.slice(token.from, token.to), range: valueSource(node, token.from, token.to) };
  }
}

/** The well-known unit that a name is one or two slips away from; a number that differs is no slip. */
function likelyMeant({ full, type, instance, prefix }: UnitName, manager: 'system' | 'user'): string | undefined {
  if (instance !== undefined || prefix.length < SHORTEST) return undefined;
  const known = KNOWN[manager].get(type) ?? [];
  if (known.includes(prefix)) return undefined;
  const near = closest(prefix, known, prefix.length < LONG ? 1 : 2)?.candidate;
  if (near === undefined || near.replace(/\d/g, '') === prefix.replace(/\d/g, '')) return undefined;
  return full.replace(prefix, near);
}

/** Between names shorter than these, so few differences are none to speak of. */
const SHORTEST = 5;
const LONG = 8;

/** What is before the type in the names of systemd's own units, by their type. */
const KNOWN = { system: stems('system'), user: stems('user') } as const;

function stems(manager: 'system' | 'user'): ReadonlyMap<string, readonly string[]> {
  const names = specialUnits(manager).flatMap(({ name }) => parseUnitName(name) ?? []);
  const types = [...new Set(names.map(({ type }) => type))];
  return new Map(types.map((type) => [type, names.filter((one) => one.type === type).map(({ prefix }) => prefix)]));
}
