import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import directives from '../catalogue/data/directives.json' with { type: 'json' };
import { GRAMMARS } from './grammars.generated.ts';
import { grammarFor } from './registry.ts';

const FILES = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'));
const TEXTS = new Map(FILES.map((path) => [path, readFileSync(join(import.meta.dirname, path), 'utf8')]));

/** Every constant of type Grammar, by the file that it stands in. */
const WRITTEN = [...TEXTS].flatMap(([path, text]) =>
  [...text.matchAll(/^(export )?const (\w+): Grammar = /gm)].map(([, exported, name]) => ({
    path,
    name: name!,
    exported,
  })),
);

it('every parser function of systemd has a grammar', () => {
  expect(directives.parsers.filter((parser) => !grammarFor(parser))).toEqual([]);
});

it('no parser function has two grammars', () => {
  const parsers = GRAMMARS.flatMap((grammar) => grammar.parsers);
  expect(parsers.filter((parser, at) => parsers.indexOf(parser) < at)).toEqual([]);
});

it('the parser functions of the grammars are those of the catalogue', () => {
  const known = new Set(directives.parsers);
  expect(GRAMMARS.flatMap(({ parsers }) => parsers).filter((parser) => !known.has(parser))).toEqual([]);
});

it('every grammar is exported from a file in a room, and its name ends in Grammar', () => {
  const lost = WRITTEN.filter(
    ({ path, name, exported }) => !exported || !name.endsWith('Grammar') || !path.includes('/'),
  );
  expect(lost.map(({ path, name }) => `${name} in values/${path}`)).toEqual([]);
  expect(WRITTEN).toHaveLength(GRAMMARS.length);
});

it('every grammar has a test', () => {
  const tests = [...TEXTS].flatMap(([path, text]) => (path.endsWith('.test.ts') ? text : [])).join('\n');
  const tested = new Set(tests.match(/\w+Grammar\b/g));
  const untested = WRITTEN.filter(({ name }) => !tested.has(name));
  expect(untested.map(({ path, name }) => `${name} in values/${path}`)).toEqual([]);
});
