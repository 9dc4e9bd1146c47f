// package.mjs FILE: packages what the build left in dist/ as an extension, the same sources as the same bytes. Plain JavaScript, for the
// Node that is on the machine.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [file] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const vsce = fileURLToPath(new URL('../../node_modules/@vscode/vsce/vsce', import.meta.url));

// A zip has the local times of its files, and none before 1980 (reproducible-builds.org, SOURCE_DATE_EPOCH).
const { SOURCE_DATE_EPOCH = String(Date.UTC(1980, 0, 2) / 1000) } = process.env;
const env = { ...process.env, SOURCE_DATE_EPOCH, TZ: 'UTC' };
process.exitCode =
  spawnSync(process.execPath, [vsce, 'package', '--out', file], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
