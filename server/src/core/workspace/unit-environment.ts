import { ownSection } from '../catalogue/unit-type.ts';
import { environmentAssignments } from '../values/commands/environment.ts';
import type { Entry } from './analyse.ts';
import { type EffectiveUnit, items, linesInForce } from './effective-unit.ts';
import { key } from './memory.ts';
import { hasCredentials } from './services.ts';
import { ofValue } from './value-memory.ts';

/** The variables that name the directories of a unit, by the settings that make these (src/core/execute.c, exec_directory_env_name). */
export const DIRECTORY_VARIABLES = [
  ['RuntimeDirectory', 'RUNTIME_DIRECTORY'],
  ['StateDirectory', 'STATE_DIRECTORY'],
  ['CacheDirectory', 'CACHE_DIRECTORY'],
  ['LogsDirectory', 'LOGS_DIRECTORY'],
  ['ConfigurationDirectory', 'CONFIGURATION_DIRECTORY'],
] as const;

/** What a line of Environment= sets, by name, unquoted, with specifiers as they are written. */
export function assignedIn(entry: Entry): ReadonlyMap<string, string> {
  return ofValue(entry, ASSIGNED, (value) => {
    const assigned = new Map<string, string>();
    for (const text of environmentAssignments(value)) {
      const equals = text.indexOf('=');
      assigned.set(text.slice(0, equals), text.slice(equals + 1));
    }
    return assigned;
  });
}

const ASSIGNED = key<ReadonlyMap<string, string>>('variables that a line sets');

/** Makes a function that says whether a unit's own settings give a variable to its commands, PassEnvironment= among them. */
export function variablesOfUnit(unit: EffectiveUnit): (name: string) => boolean {
  const section = ownSection(unit.type);
  const lines = linesInForce(unit, section, 'Environment');
  const others = new Set(items(unit, section, 'PassEnvironment').map(({ text }) => text));
  for (const [key, name] of DIRECTORY_VARIABLES) if (items(unit, section, key).length > 0) others.add(name);
  if (hasCredentials(unit)) others.add('CREDENTIALS_DIRECTORY');
  let asked = 0;
  let all: ReadonlySet<string> | undefined;
  return (name) => {
    if (others.has(name)) return true;
    // For a few names it is not worth putting thousands into a set.
    asked++;
    if (asked <= FEW) return lines.some((line) => assignedIn(line).has(name));
    all ??= new Set(lines.flatMap((line) => [...assignedIn(line).keys()]));
    return all.has(name);
  };
}

const FEW = 8;
