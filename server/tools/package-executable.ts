/**
 * Makes programs of one file each that need no Node, for Linux on x64 and arm64: `dist/systemd-units-linux-x64` and the like. They hold the
 * command line, the language server (`systemd-units language-server --stdio`) and the texts of all languages. Beside them are the licences of
 * what they contain, `dist/systemd-units-linux-notices.txt`.
 *
 *     npm run package-executable [-- x64]
 *
 * Node is fetched from npm, where it is packed for each architecture. Only the one of this machine is run, to put the program into all of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './npm.ts';

/** The first version line that makes executables by itself is 25. */
const NODE_VERSION = '26.12.1';
const ARCHITECTURES = ['x64', 'arm64'];

const dist = join(import.meta.dirname, '../../dist');
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ARCHITECTURES;
const unknown = wanted.filter((architecture) => !ARCHITECTURES.includes(architecture));
if (unknown.length > 0 || process.platform !== 'linux') {
  process.stderr.write(
    unknown.length > 0
      ? `There is no executable for ${unknown.join(', ')}, only for ${ARCHITECTURES.join(' and ')}.\n`
      : 'Executables are made on Linux.\n',
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'executable-'));
try {
  const builder = fetchNode(process.arch);
  writeNotices(join(builder, '../../LICENSE'));
  for (const architecture of wanted) {
    const output = join(dist, `systemd-units-linux-${architecture}`);
    const configuration = join(folder, `${architecture}.json`);
    const languages = readdirSync(join(dist, 'l10n')).map((name) => [`l10n/${name}`, join(dist, 'l10n', name)]);
    const contents = {
      main: join(dist, 'executable.cjs'),
      executable: fetchNode(architecture),
      output,
      assets: Object.fromEntries(languages),
      disableExperimentalSEAWarning: true,
    };
    writeFileSync(configuration, JSON.stringify(contents));
    execFileSync(builder, ['--build-sea', configuration], { stdio: ['ignore', 'ignore', 'inherit'] });
    process.stdout.write(`${output}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Writes the licences of all that is in the executables: what goes with the package of npm, and Node's, which has those of its parts. */
function writeNotices(license: string): void {
  const packages = readFileSync(join(dist, 'npm/ThirdPartyNotices.txt'), 'utf8');
  const notices = `${packages}\n\nnode ${NODE_VERSION}\n\n${readFileSync(license, 'utf8')}`;
  writeFileSync(join(dist, 'systemd-units-linux-notices.txt'), notices);
}

/** The path of a Node for an architecture of Linux, which is fetched where it was not yet. */
function fetchNode(architecture: string): string {
  const target = join(folder, architecture);
  const node = join(target, 'package/bin/node');
  if (mkdirSync(target, { recursive: true }) === undefined) return node;
  const packed = npm(folder, 'pack', '--silent', `node-linux-${architecture}@${NODE_VERSION}`).trim();
  execFileSync('tar', ['--extract', '--gzip', '--file', join(folder, packed), '--directory', target]);
  return node;
}
