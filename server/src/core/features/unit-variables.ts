import { ownSection } from '../catalogue/unit-type.ts';
import { say } from '../text/message.ts';
import type { KnownVariable, World } from '../values/grammar.ts';
import { items, unitOf } from '../workspace/effective-unit.ts';
import { hasCredentials } from '../workspace/services.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { DIRECTORY_VARIABLES } from '../workspace/unit-environment.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A world with the environment variables that a file's unit sets. */
export function withVariables(world: World, snapshot: Snapshot, file: UnitFile): World {
  return { ...world, variables: () => unitVariables(snapshot, file) };
}

/** The environment variables that a unit's own settings give to its processes, as far as they can be told without running it. */
function unitVariables(snapshot: Snapshot, file: UnitFile): readonly KnownVariable[] {
  const unit = unitOf(snapshot, file);
  if (!unit) return [];
  const section = ownSection(unit.type);
  const found = new Map<string, KnownVariable>();
  for (const [key, name] of DIRECTORY_VARIABLES) {
    const directories = items(unit, section, key).map((item) => item.text.split(':')[0]!);
    if (directories.length > 0) found.set(name, { name, setBy: say`${`${key}=${directories.join(' ')}`}` });
  }
  if (hasCredentials(unit)) {
    found.set('CREDENTIALS_DIRECTORY', { name: 'CREDENTIALS_DIRECTORY', setBy: say`the credentials of the unit` });
  }
  for (const { text: name } of items(unit, section, 'PassEnvironment')) {
    found.set(name, { name, setBy: say`PassEnvironment=` });
  }
  for (const { text } of items(unit, section, 'Environment')) {
    const equals = text.indexOf('=');
    const name = text.slice(0, equals);
    found.set(name, { name, value: text.slice(equals + 1), setBy: say`Environment=` });
  }
  for (const { text } of items(unit, section, 'UnsetEnvironment')) found.delete(text);
  return [...found.values()];
}
