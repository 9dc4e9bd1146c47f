import { ownSection } from '../catalogue/unit-type.ts';
import { type EffectiveUnit, items } from './effective-unit.ts';
import { hasCredentials } from './services.ts';

/** The variables that name the directories of a unit, by the settings that make these (src/core/execute.c, exec_directory_env_name). */
export const DIRECTORY_VARIABLES = [
  ['RuntimeDirectory', 'RUNTIME_DIRECTORY'],
  ['StateDirectory', 'STATE_DIRECTORY'],
  ['CacheDirectory', 'CACHE_DIRECTORY'],
  ['LogsDirectory', 'LOGS_DIRECTORY'],
  ['ConfigurationDirectory', 'CONFIGURATION_DIRECTORY'],
] as const;

/** The names of the variables that a unit's own settings give to its commands, those of PassEnvironment= among them. */
export function variablesOfUnit(unit: EffectiveUnit): ReadonlySet<string> {
  const section = ownSection(unit.type);
  const names = new Set<string>();
  for (const { text } of items(unit, section, 'PassEnvironment')) names.add(text);
  for (const { text } of items(unit, section, 'Environment')) names.add(text.slice(0, text.indexOf('=')));
  for (const [key, name] of DIRECTORY_VARIABLES) if (items(unit, section, key).length > 0) names.add(name);
  if (hasCredentials(unit)) names.add('CREDENTIALS_DIRECTORY');
  return names;
}
