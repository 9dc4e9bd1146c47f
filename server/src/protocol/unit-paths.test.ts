import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { UNIT_TYPES as OF_THE_CATALOGUE } from '../core/catalogue/unit-type.ts';
import { isQuadlet } from '../core/workspace/makers.ts';
import { PARTS } from '../core/workspace/systems.ts';
import { SOURCE_SUFFIXES } from '../core/workspace/unit-path.ts';
import { SOURCE_SUFFIXES as OF_THE_PROTOCOL, QUADLET_TYPES, UNIT_TYPES } from './unit-paths.ts';

// The unit types are written out where code cannot reach: these hold what is there to the one list.

const ROOT = new URL('../../../', import.meta.url);

/** Devices and scopes are in no files that anybody would deploy. */
const DEPLOYED = UNIT_TYPES.filter((type) => type !== 'device' && type !== 'scope');

/** The lists of unit types in a text, such as `service|socket`, with what stands between the types. */
function listsIn(text: string, between: string): string[] {
  const words = UNIT_TYPES.join('|');
  const separator = between === '|' ? '\\|' : between;
  return text.match(new RegExp(`(?:${words})(?:${separator}(?:${words}))+`, 'g')) ?? [];
}

it('core and protocol have the same types', () => {
  expect(UNIT_TYPES).toEqual(OF_THE_CATALOGUE);
});

it('core and protocol have the same suffixes of what units are made of', () => {
  expect(OF_THE_PROTOCOL).toEqual(SOURCE_SUFFIXES);
  expect(QUADLET_TYPES.filter((type) => !isQuadlet(`/w/web.${type}`))).toEqual([]);
});

it('the language of the manifest has files of every type', () => {
  const language = manifest.contributes.languages.find(({ id }) => id === 'systemd-unit');
  expect(language?.extensions).toEqual(UNIT_TYPES.map((type) => `.${type}`));
  const patterns = language?.filenamePatterns ?? [];
  expect(patterns.map((pattern) => listsIn(pattern, ','))).toEqual(patterns.map(() => [UNIT_TYPES.join(',')]));
});

it('the menus of the manifest are there for every type that is deployed', () => {
  const conditions = Object.values(manifest.contributes.menus)
    .flat()
    .flatMap((entry) => ('when' in entry ? [entry.when] : []));
  const lists = conditions.flatMap((condition) => listsIn(condition, '|')).filter((list) => list !== 'socket|service');
  expect(lists.length).toBeGreaterThan(10);
  expect(new Set(lists)).toEqual(new Set([DEPLOYED.join('|')]));
});

it('the manifest and the grammars name no type that there is not, and no list but these', () => {
  const grammar = readFileSync(new URL('syntaxes/systemd-unit.tmLanguage.json', ROOT), 'utf8');
  expect(listsIn(grammar, '|')).toEqual([UNIT_TYPES.join('|')]);
  const named = [...JSON.stringify(manifest).matchAll(/resourceExtname == \.(\w+)/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((type) => !UNIT_TYPES.some((known) => known === type))).toEqual([]);
});

it('the manifest names the suffixes of sources and the folders of systems that core knows', () => {
  const patterns = manifest.contributes.languages.find(({ id }) => id === 'systemd-unit')?.filenamePatterns ?? [];
  const lists = patterns.flatMap((pattern) => /\{(in,[^}]*)\}$/.exec(pattern)?.[1] ?? []);
  const suffixes = SOURCE_SUFFIXES.map((suffix) => suffix.slice(1)).join(',');
  expect(lists).toEqual([suffixes, suffixes]);
  expect(manifest.contributes.configuration.properties['systemd.systems'].default).toEqual(PARTS);
});
