/**
 * Compares what we say of the security of services with what a `systemd-analyze security --offline=yes` of 250 or later says:
 *
 *     node --import ./server/tools/import-text.ts server/tools/compare-security.ts [--root DIR]… [--record] -- systemd-analyze
 *
 * --root DIR   compares all services that are installed below DIR, a root file system
 * --user       takes those of users' managers
 * --record     writes what it says of the made-up services to server/src/core/security/recorded.json
 *
 * Behind `--` stands the program, with the words that start it; see CONTRIBUTING.md for how one of another release is run.
 */

import * as fs from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askedOf, type Said, written } from '../src/core/testing/security-asked.ts';
import { SECURITY_UNITS, securityUnit } from '../src/core/testing/security-units.ts';
import { loadUnit } from '../src/core/workspace/effective-unit.ts';
import { createHost } from '../src/core/workspace/host.ts';
import { baseName } from '../src/core/workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../src/core/workspace/settings.ts';
import { nodeDisk } from '../src/disk/disk.ts';
import { loadPathBelow } from '../src/disk/machine.ts';
import { findUnitFiles, readUnitFile } from '../src/disk/search.ts';
import { askSecurity, type Program, versionOf } from './security/ask.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', multiple: true, default: [] },
    user: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const [command = 'systemd-analyze', ...words] = positionals;
const program: Program = [command, ...words];
const version = versionOf(program);
const manager = values.user ? 'user' : 'system';

if (values.record) record();
for (const root of values.root) compare(root);

/** Compares the services that are installed below a root, and prints where we differ. */
function compare(root: string): void {
  const disk = nodeDisk(fs);
  const loadPath = loadPathBelow(root, manager).filter((folder) => disk.kind(folder) === 'folder');
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager, loadPath });
  const found = loadPath.flatMap((folder) => [...findUnitFiles(disk, folder)]);
  host.apply(
    found.flatMap(({ path, isLink }) => {
      const change = readUnitFile(disk, path, isLink);
      return typeof change === 'string' ? [] : [change];
    }),
  );
  const snapshot = host.snapshot();
  const counts = { equal: 0, different: 0, 'not loaded': 0 };
  const seen = new Set<string>();
  for (const { path } of found) {
    const name = baseName(path);
    const file = snapshot.file(path);
    if (!name.endsWith('.service') || file?.kind.kind !== 'fragment' || seen.has(name)) continue;
    seen.add(name);
    // As systemd-analyze does with a template.
    const asked = name.replace('@.', '@test-instance.');
    const unit = loadUnit(snapshot, asked, path);
    const said = askSecurity(program, join(path, '..', asked), loadPath, `--${manager}`);
    if (!said || !unit) {
      counts['not loaded']++;
      continue;
    }
    const differences = differencesOf(said, askedOf(unit, snapshot.settings));
    if (differences.length === 0) counts.equal++;
    else {
      counts.different++;
      console.log(`${path}: ${differences.join(', ')}`);
    }
  }
  console.log(`${version} below ${root}: ${JSON.stringify(counts)}`);
}

function differencesOf(said: Said, ours: Said): readonly string[] {
  const fields = new Set([...Object.keys(said.badness), ...Object.keys(ours.badness)]);
  return [
    ...(said.overall === ours.overall ? [] : [`${said.overall}, not ${ours.overall}`]),
    ...[...fields]
      .filter((field) => said.badness[field] !== ours.badness[field])
      .map((field) => `${field} ${said.badness[field]}, not ${ours.badness[field]}`),
  ];
}

/** Writes down what is said of the made-up services: of each what differs from the first, which has no settings. */
function record(): void {
  const file = new URL('../src/core/security/recorded.json', import.meta.url);
  const recorded = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>));
  const folder = mkdtempSync(join(tmpdir(), 'security-'));
  try {
    const said = SECURITY_UNITS.map((lines, index) => {
      const path = join(folder, `unit-${index}.service`);
      writeFileSync(path, securityUnit(lines));
      return askSecurity(program, path, [], `--${manager}`);
    });
    const plain = said[0]!.badness;
    recorded.set(`${manager} ${version}`, { plain, services: said.map((one) => (one ? written(one, plain) : null)) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const lines = [...recorded].sort().map(([name, one]) => `${JSON.stringify(name)}: ${onLines(one)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

function onLines(recorded: unknown): string {
  const { plain, services } = recorded as { plain: unknown; services: readonly unknown[] };
  return `{"plain": ${JSON.stringify(plain)},\n"services": [\n${services.map((one) => JSON.stringify(one)).join(',\n')}\n]}`;
}
