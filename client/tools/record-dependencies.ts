/**
 * Asks the managers of every systemd at hand, of the system and of a user, about the dependencies of the made-up units, and writes their answers
 * to server/src/core/graph/recorded.json. Needs root, as the end-to-end tests do:
 *
 *     node --import ./server/tools/import-text.ts client/tools/record-dependencies.ts
 */
import { writeFileSync } from 'node:fs';
import type { Shown } from '../../server/src/core/testing/dependency-graph.ts';
import { askDependencies, isMadeUp } from '../e2e/harness/dependencies.ts';
import { everyManager } from '../e2e/harness/every-manager.ts';
import { systemdVersion } from '../e2e/harness/machine.ts';

const recorded: Record<string, Shown> = {};
for (const { scope, root, start, lacks } of everyManager()) {
  const reason = await lacks();
  if (reason) throw new Error(reason);
  const folder = await root();
  const version = await systemdVersion(folder);
  const manager = await start();
  try {
    const { shown } = await askDependencies(manager, folder, version);
    recorded[`${scope} ${version}`] = Object.fromEntries(
      Object.entries(shown)
        .filter(([name]) => isMadeUp(name))
        .map(([name, properties]) => [name, withoutPin(properties)]),
    );
  } finally {
    await manager.stop();
  }
}
const lines = Object.entries(recorded).map(
  ([manager, shown]) =>
    `${JSON.stringify(manager)}: {\n${Object.entries(shown)
      .map(([name, properties]) => `${JSON.stringify(name)}: ${JSON.stringify(properties)}`)
      .join(',\n')}\n}`,
);
writeFileSync(new URL('../../server/src/core/graph/recorded.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);

/** What keeps the units loaded is not recorded. */
function withoutPin(properties: Shown[string]): Shown[string] {
  const kept = Object.entries(properties).map(
    ([property, values]) => [property, values.filter((one) => one !== 'dg-pin.service')] as const,
  );
  return Object.fromEntries(kept.filter(([, values]) => values.length > 0));
}
