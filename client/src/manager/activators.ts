import { type Outcome, ok, outputText, succeeded } from './outcome.ts';
import { systemctl } from './systemctl.ts';
import type { RunOptions, Target } from './target.ts';
import { isTemplate, isUnitName } from './unit-name.ts';
import { readStates, type UnitState } from './unit-state.ts';

/** The types of units that start others when something happens. */
export type ActivatorType = 'socket' | 'timer' | 'path';

type LookOptions = Pick<RunOptions, 'signal' | 'routine'>;

/** What matches the units of some types, loaded ones only. */
export function patternsOf(types: readonly ActivatorType[]): readonly string[] {
  return types.map((type) => `*.${type}`);
}

/** The units of some types that a target has, loaded or only installed, by name. Templates are left out: none of them has a state. */
export async function readActivators(
  target: Target,
  types: readonly ActivatorType[],
  options: LookOptions = {},
): Promise<Outcome<readonly UnitState[]>> {
  const patterns = patternsOf(types);
  const asJson = ['--all', '--full', '--output=json'];
  const loaded = succeeded(await target.run(systemctl(target, 'list-units', patterns, asJson), options));
  if (loaded.kind !== 'ok') return loaded;
  const installed = succeeded(await target.run(systemctl(target, 'list-unit-files', patterns, asJson), options));
  if (installed.kind !== 'ok') return installed;
  const names = [
    ...fieldsOf(outputText(loaded.value), 'unit'),
    ...fieldsOf(outputText(installed.value), 'unit_file'),
  ].filter((name) => isUnitName(name) && !isTemplate(name));
  const states = await readStates(target, [...new Set(names)], options);
  if (states.kind !== 'ok') return states;
  // An alias has the state of its unit, and what is only mentioned by others is no unit of the target.
  const byName = new Map(states.value.filter(({ load }) => load !== 'not-found').map((state) => [state.unit, state]));
  return ok([...byName.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1)));
}

/** When each timer that waits elapses next, in milliseconds since 1970 by the target's clock. */
export async function readNextElapses(
  target: Target,
  options: LookOptions = {},
): Promise<Outcome<ReadonlyMap<string, number>>> {
  const listed = succeeded(await target.run(systemctl(target, 'list-timers', [], ['--all', '--output=json']), options));
  if (listed.kind !== 'ok') return listed;
  const next = new Map<string, number>();
  for (const timer of rowsOf(outputText(listed.value))) {
    // Microseconds, or null for a timer that waits for nothing.
    if (typeof timer['unit'] === 'string' && typeof timer['next'] === 'number' && timer['next'] > 0) {
      next.set(timer['unit'], timer['next'] / 1000);
    }
  }
  return ok(next);
}

function fieldsOf(json: string, field: string): string[] {
  return rowsOf(json)
    .map((row) => row[field])
    .filter((value) => typeof value === 'string');
}

function rowsOf(json: string): Readonly<Record<string, unknown>>[] {
  try {
    const rows: unknown = JSON.parse(json);
    return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : [];
  } catch {
    return [];
  }
}
