import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { UNIT_TYPES } from '../../server/src/protocol/unit-paths.ts';
import { type ProgramResult, runProgram } from '../tools/program.ts';
import { type Machine, startMachine } from './harness/machine.ts';
import { missing } from './harness/requirements.ts';
import { RELEASES, rootFileSystem } from './harness/rootfs.ts';

// Other editors, with the blocks of docs/editors.md, and the language server as the package of npm has it.

const ROOT = join(import.meta.dirname, '../..');
const DRIVERS = join(import.meta.dirname, 'harness/editors');
const PAGE = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
const [neovim, instead] = blocks('lua');
const [emacs] = blocks('elisp');
/** Neovim 0.10 has one block in the place of the calls in the other. */
const LUA = `if vim.lsp.config then\n${neovim}\nelse\n${neovim!.slice(0, neovim!.indexOf('vim.lsp.config('))}\n${instead}\nend\n`;

const FILES: Readonly<Record<string, string>> = {
  'systemd-units.json': '{ "root": true }\n',
  'web.socket': '[Socket]\nListenStream = 8080\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n',
  'old.timer': '[Timer]\nUnit=old.service\nOnBootSec=1min\n',
  'old.service': '[Service]\nExecStart=/bin/true\n',
  'other.conf': '',
};
const PATHS = UNIT_TYPES.flatMap((type) => [`b.${type}`, `b@x.${type}`, `a.${type}.d/b.conf`, `${type}.d/b.conf`]);

/** What the drivers write. */
interface Driven {
  /** Units and drop-ins that have no language server. */
  readonly without: readonly string[];
  /** How many servers a file has that is none of systemd's. */
  readonly other: number;
  readonly codes: readonly string[];
  readonly hover: string;
  readonly labels: readonly string[];
  readonly formatted: string;
  /** The lines of the file that a fix made. */
  readonly created: readonly string[];
}

/** Writes the files into a folder, and the language server as a program beside them. */
function fill(folder: string): void {
  const files = { ...FILES, ...Object.fromEntries(PATHS.map((path) => [path, ''])), 'paths.txt': PATHS.join('\n') };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = join(folder, 'bin/systemd-units-language-server');
  mkdirSync(dirname(program));
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/npm/server.cjs')}' "$@"\n`);
  chmodSync(program, 0o755);
}

describe('Neovim', () => {
  let machine: Machine | undefined;
  afterEach(() => machine?.stop());

  test('attaches, diagnoses, describes, completes, formats, fixes and renames', async (context) => {
    const reason = await missing('machine', 'debootstrap');
    if (reason !== undefined) return context.skip(reason);
    const release = RELEASES.find(({ packages }) => packages.includes('neovim'))!;
    machine = await startMachine({ root: await rootFileSystem(release), init: 'nothing', folders: { [ROOT]: ROOT } });
    const { folder, run } = machine;
    fill(folder);
    writeFileSync(join(folder, 'init.lua'), LUA);
    const driver = join(DRIVERS, 'neovim.lua');
    const command = ['nvim', '--clean', '--headless', '-n', '-u', 'init.lua', '-c', `luafile ${driver}`];
    const driven = await drive(folder, (env) => run(command, { cwd: folder, env }));
    expectAll(driven);
    expect(driven.codes).toEqual(['accept-without-template']);
    expect(driven).toMatchObject({
      created: expect.arrayContaining(['[Service]']),
      renamed: '[Timer]\nUnit=new.service\nOnBootSec=1min\n',
      files: ['new.service', 'old.timer'],
    });
  });
});

describe('Emacs with Eglot', () => {
  let folder: string | undefined;
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  test('attaches, diagnoses, describes, completes, formats and fixes', async (context) => {
    const reason = await missing('eglot');
    if (reason !== undefined) return context.skip(reason);
    const cwd = mkdtempSync(join(tmpdir(), 'ssu-editor-'));
    folder = cwd;
    fill(cwd);
    writeFileSync(join(cwd, 'block.el'), emacs!);
    const load = ['-l', 'block.el', '-l', join(DRIVERS, 'eglot.el')];
    const command = ['emacs', '-q', '--batch', '--eval', '(package-initialize)', ...load] as const;
    const driven = await drive(cwd, (env) => runProgram(command, { cwd, env: { ...process.env, ...env } }));
    expectAll(driven);
    expect(driven.codes).toEqual([expect.stringContaining('[accept-without-template]')]);
    // Before Emacs 29 Eglot does not give its name.
    expect(driven.created).toEqual(driven.names ? expect.arrayContaining(['[Service]']) : []);
  });
});

/** Runs an editor in the folder, and reads what its driver has written. */
async function drive(
  folder: string,
  run: (env: Readonly<Record<string, string>>) => Promise<ProgramResult>,
): Promise<Driven & Readonly<Record<string, unknown>>> {
  const env = {
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: folder,
    PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`,
  };
  const { stderr } = await run(env);
  try {
    return JSON.parse(readFileSync(join(folder, 'drive.json'), 'utf8'));
  } catch {
    throw new Error(`The editor did not finish: ${stderr}`);
  }
}

function expectAll({ without, other, hover, labels, formatted }: Driven): void {
  expect({ without, other }).toEqual({ without: [], other: 0 });
  expect(hover).toContain('Accept=');
  expect(labels).toEqual(expect.arrayContaining(['ListenStream', 'Backlog']));
  expect(formatted).toBe(FILES['web.socket']!.replace(' = ', '='));
}

function blocks(language: string): readonly string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
}
