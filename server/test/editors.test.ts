import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { UNIT_TYPES } from '../src/protocol/unit-paths.ts';
import { npmManifest } from '../tools/bundled/npm-manifest.ts';

// The blocks for other editors in README.md: they are for every type of unit, and start the program that the package of npm has.

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const SECTION = README.slice(README.indexOf('## In other editors'), README.indexOf('## What it does not do'));
const [neovim, neovim010, helix, emacs, kate] = ['lua', 'toml', 'elisp', 'json'].flatMap((language) =>
  [...SECTION.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!),
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
