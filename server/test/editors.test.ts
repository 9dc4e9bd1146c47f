import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { UNIT_TYPES } from '../src/protocol/unit-paths.ts';
import { npmManifest } from '../tools/bundled/npm-manifest.ts';

// The blocks of docs/editors.md: they are for every type of unit, and start the program that the package of npm has.

const DOCS = join(import.meta.dirname, '../../docs');
const PAGE = readFileSync(join(DOCS, 'editors.md'), 'utf8');
const [neovim, neovim010, helix, emacs, kate] = ['lua', 'toml', 'elisp', 'json'].flatMap((language) =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!),
);

const NAMES = UNIT_TYPES.flatMap((type) => [`/w/a.${type}`, `/w/a@b.${type}`]);
const DROP_INS = UNIT_TYPES.flatMap((type) => [`/w/a.${type}.d/b.conf`, `/w/${type}.d/b.conf`]);
const OTHERS = ['/w/b.conf', '/w/myservice', '/w/nginx.d/b.conf', '/w/a.service.md'];

it.each([
  ['Neovim', neovim],
  ['Neovim 0.10', neovim010],
  ['Helix', helix],
  ['Emacs', emacs],
  ['Kate', kate],
])('the block for %s starts the language server over stdio', (_editor, block) => {
  const { bin } = npmManifest(manifest) as { bin: object };
  const [, program] = /"?'?(systemd-units-[\w-]+)['"],? ?[^-]*['"]--stdio['"]/.exec(block!)!;
  expect(Object.keys(bin)).toContain(program);
  expect(block).toMatch(/version"?:? ?=? ?"?'?installed/);
});

it('Neovim has a file type for each unit and drop-in', () => {
  const [, list] = /types = \{(.*)\}/.exec(neovim!)!;
  const types = [...list!.matchAll(/'(\w+)'/g)].map(([, type]) => type);
  expect(types.sort()).toEqual([...UNIT_TYPES].sort());
  // Of Lua's patterns (Lua 5.1, 5.4.1) only these are used.
  const patterns = [...neovim!.matchAll(/\['([^']*)' \.\. type \.\. '([^']*)'\]/g)].flatMap(([, before, after]) =>
    types.map((type) => new RegExp(`^${`${before}${type}${after}`.replaceAll('%', '\\')}$`)),
  );
  expect(patterns).toHaveLength(2 * types.length);
  expect(DROP_INS.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(OTHERS.filter((path) => patterns.some((pattern) => pattern.test(path)))).toEqual([]);
});

it('Helix has a file type for each unit and drop-in', () => {
  const types = [...helix!.matchAll(/"([a-z]+)",/g)].map(([, type]) => type).filter((type) => type !== 'systemd');
  expect(types.sort()).toEqual([...UNIT_TYPES].sort());
  const globs = [...helix!.matchAll(/glob = "(\*\.)?\{([a-z,]+)\}\.d\/\*\.conf"/g)];
  expect(globs.map(([, before]) => before)).toEqual(['*.', undefined]);
  for (const [, , list] of globs) expect(list!.split(',').sort()).toEqual([...UNIT_TYPES].sort());
});

it('Emacs has a mode for each unit and drop-in', () => {
  const [, list] = /dolist \(pattern '\(([\s\S]*?)\)\)\n/.exec(emacs!)!;
  const patterns = [...list!.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => {
    // Emacs has groups and alternatives behind a backslash, and \' for the end (Emacs Lisp manual, 35.3.1).
    const expression = text!
      .replaceAll('\\\\', '\\')
      .replaceAll("\\'", '$')
      .replace(/\\([(|)])/g, '$1');
    return new RegExp(expression);
  });
  expect(patterns).toHaveLength(2);
  const isUnit = (path: string) => patterns.some((pattern) => pattern.test(path));
  expect([...NAMES, ...DROP_INS].filter((path) => !isUnit(path))).toEqual([]);
  expect(OTHERS.filter(isUnit)).toEqual([]);
});

it('Kate has JSON that it can read', () => {
  const { servers } = JSON.parse(kate!);
  expect(servers['systemd unit'].command).toEqual(['systemd-units-language-server', '--stdio']);
});

it('the settings of Zed have all drop-ins, and its extension all units', () => {
  const zed = /^## Zed[\s\S]*?^```json\n([\s\S]*?)^```$/m.exec(PAGE)?.[1];
  const globs = JSON.parse(zed!).file_types['systemd unit'] as string[];
  const lists = globs.map((glob) => /\{(.*)\}\.d\/\*\.conf$/.exec(glob)![1]!.split(','));
  expect(lists.map((list) => list.sort())).toEqual(Array(2).fill([...UNIT_TYPES].sort()));
  const [, suffixes] = /path_suffixes = \[(.*)\]/.exec(entry('zed/languages/systemd/config.toml'))!;
  expect(JSON.parse(`[${suffixes}]`).sort()).toEqual([...UNIT_TYPES].sort());
});

describe('entries for the lists of others', () => {
  it('start the program of the package', () => {
    expect(entry('nvim-lspconfig/lsp/systemd_units.lua')).toContain(
      "cmd = { 'systemd-units-language-server', '--stdio' }",
    );
    expect(entry('helix/languages.toml')).toContain(
      '{ command = "systemd-units-language-server", args = ["--stdio"] }',
    );
    const { command } = JSON.parse(entry('kate/settings.json')).servers['systemd unit'];
    expect(command).toEqual(['systemd-units-language-server', '--stdio']);
  });

  it('are of this version', () => {
    const { name, bin } = npmManifest(manifest) as { name: string; bin: object };
    const mason = entry('mason-registry/packages/systemd-units/package.yaml');
    expect(mason).toContain(`id: pkg:npm/${name}@${manifest.version}\n`);
    for (const program of Object.keys(bin)) expect(mason).toContain(`${program}: npm:${program}\n`);
    expect(entry('zed/extension.toml')).toContain(`version = "${manifest.version}"`);
  });

  it('of Helix has the types of units everywhere', () => {
    const helixEntry = entry('helix/languages.toml');
    for (const type of UNIT_TYPES) expect(helixEntry).toContain(`  "${type}",\n`);
    for (const [, list] of helixEntry.matchAll(/\{([a-z,]+)\}\.d/g))
      expect(list!.split(',').sort()).toEqual([...UNIT_TYPES].sort());
  });
});

function entry(path: string): string {
  return readFileSync(join(DOCS, 'editors', path), 'utf8');
}
