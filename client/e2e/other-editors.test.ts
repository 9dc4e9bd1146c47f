import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UNIT_TYPES } from '../../server/src/protocol/unit-paths.ts';
import { runProgram } from '../tools/program.ts';
import { missing } from './harness/requirements.ts';

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

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssu-editor-'));
  const files = { ...FILES, ...Object.fromEntries(PATHS.map((path) => [path, ''])), 'paths.txt': PATHS.join('\n') };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = join(folder, 'bin/systemd-units-language-server');
  mkdirSync(dirname(program));
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/npm/server.cjs')}' "$@"\n`);
  chmodSync(program, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Neovim', () => {
  test('attaches, diagnoses, describes, completes, formats, fixes and renames', async (context) => {
    const reason = await missing('neovim');
    if (reason !== undefined) return context.skip(reason);
    writeFileSync(join(folder, 'init.lua'), LUA);
    const driver = join(DRIVERS, 'neovim.lua');
    const driven = await drive(['nvim', '--clean', '--headless', '-n', '-u', 'init.lua', '-c', `luafile ${driver}`]);
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
  test('attaches, diagnoses, describes, completes, formats and fixes', async (context) => {
    const reason = await missing('eglot');
    if (reason !== undefined) return context.skip(reason);
    writeFileSync(join(folder, 'block.el'), emacs!);
    const load = ['-l', 'block.el', '-l', join(DRIVERS, 'eglot.el')];
    const driven = await drive(['emacs', '-q', '--batch', '--eval', '(package-initialize)', ...load]);
    expectAll(driven);
    expect(driven.codes).toEqual([expect.stringContaining('[accept-without-template]')]);
    // Before Emacs 29 Eglot does not give its name.
    expect(driven.created).toEqual(driven.names ? expect.arrayContaining(['[Service]']) : []);
  });
});

/** Runs an editor in the folder, and reads what its driver has written. */
async function drive(command: readonly [string, ...string[]]): Promise<Driven & Readonly<Record<string, unknown>>> {
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: folder,
    PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`,
  };
  const { stderr } = await runProgram(command, { cwd: folder, env });
  try {
    return JSON.parse(readFileSync(join(folder, 'drive.json'), 'utf8'));
  } catch {
    throw new Error(`${command[0]} did not finish: ${stderr}`);
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
