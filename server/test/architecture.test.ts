import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findBreaches, findCircles, findOpenRecords, findReaders, findUnreached, readSources } from './architecture.ts';

const ROOT = join(import.meta.dirname, '../..');

it('no import goes through a wall', () => {
  const sources = readSources(ROOT);
  expect(sources.size).toBeGreaterThan(100);
  expect(findBreaches(sources)).toEqual([]);
});

it.each([
  ['server/src/core/text/planted.ts', "import { x } from '../syntax/parse.ts';"],
  ['server/src/core/rules/units/planted.ts', "import { existsSync, readFileSync } from 'node:fs';"],
  ['server/src/core/values/planted.ts', "import { Hover } from 'vscode-languageserver';"],
  ['server/src/core/rules/units/planted.ts', "import { hover } from '../../features/hover.ts';"],
  ['server/src/core/features/planted.ts', "import { sceneOf } from '../testing/scene.ts';"],
  ['server/src/lsp/planted.ts', "import { sceneOf } from '../core/testing/scene.ts';"],
  ['server/src/core/findings/planted.ts', "import { rule } from '../rules/units/misspelt-unit.ts';"],
  ['server/src/core/rules/units/planted.ts', "import { loadUnit, setting } from '../../workspace/effective-unit.ts';"],
  ['server/src/core/rules/units/planted.ts', "import { accepts, socketsOf } from '../../workspace/sockets.ts';"],
  ['server/src/protocol/planted.ts', "import type { Plan } from '../core/activation/plan-types.ts';"],
  ['server/src/protocol/planted.ts', "import type { Range } from 'vscode-languageserver';"],
  ['server/src/lsp/planted.ts', "import * as fs from 'node:fs';"],
  ['server/src/lsp/planted.ts', "import { connect } from 'node:net';"],
  ['server/src/check/planted.ts', "import https from 'https';"],
  ['client/src/editor/planted.ts', "import { parse } from '../../../server/src/core/syntax/parse.ts';"],
  ['client/src/planted.ts', "import { x } from './l10n.ts';"],
  ['client/src/cellar/planted.ts', "import { x } from '../l10n.ts';"],
  ['client/src/manager/planted.ts', "import { activate } from '../extension.ts';"],
  ['client/src/manager/planted.ts', "import type { Step } from '../deploy/step.ts';"],
  ['client/src/request/planted.ts', "import { explain } from '../explain/explain.ts';"],
  ['client/src/explain/planted.ts', "import { report } from '../fleet/report.ts';"],
  ['client/src/editor/planted.ts', "import { App } from '../commands/app.ts';"],
  ['client/src/deploy/planted.ts', "import { machineInMemory } from '../manager/targets/in-memory/target.ts';"],
  ['client/src/node.ts', "import { fails } from './manager/targets/in-memory/faults.ts';"],
  ['client/src/commands/planted.ts', "import { spawn } from 'node:child_process';"],
  ['server/src/lsp/planted.ts', "import { window } from 'vscode';"],
  ...[
    'manager',
    'manager/ssh',
    'unit-files',
    'deploy',
    'request',
    'new-unit',
    'explain',
    'explain/causes',
    'fleet',
  ].map((room) => [`client/src/${room}/planted.ts`, "import { window } from 'vscode';"]),
])('a wall that is broken is seen: %s', (file, text) => {
  expect(findBreaches(new Map([[file, text]]))).toHaveLength(1);
});

it('every source is part of a program', () => {
  expect(findUnreached(readSources(ROOT))).toEqual([]);
});

it('a source that only its test imports is seen', () => {
  const sources = new Map([
    ['server/src/node.ts', "import { table } from './lsp/table.ts';"],
    [
      'server/src/lsp/table.ts',
      "import type { A } from '../core/features/wired.ts';\nconst late = () => import('./late.ts');",
    ],
    ['server/src/lsp/late.ts', ''],
    ['server/src/lsp/client-for-tests.ts', ''],
    ['server/src/core/features/wired.ts', ''],
    ['server/src/core/features/planted.ts', "import { wired } from './wired.ts';"],
  ]);
  expect(findUnreached(sources)).toEqual(['server/src/core/features/planted.ts']);
});

it('the client understands no unit file', () => {
  expect(findReaders(readSources(ROOT))).toEqual([]);
});

it.each([
  String.raw`const value = /^[ \t]*Exec[A-Za-z]+[ \t]*=[ \t]*(.*)$/.exec(line)?.[1];`,
  String.raw`const commands = [...text.matchAll(/^ExecStart[ \t]*=[ \t]*(.+)$/gm)];`,
  String.raw`const input = /^StandardInput\s*=\s*socket/m.test(text);`,
  String.raw`if (/^\[(Unit|Service)\]/.test(line)) return;`,
  String.raw`const header = new RegExp('^\\[Socket\\]$');`,
  `const lines = text.split('[Service]');`,
  `return lines.filter((line) => line.startsWith('Environment='));`,
])('a reader of unit files is seen: %s', (text) => {
  expect(findReaders(new Map([['client/src/deploy/planted.ts', text]]))).toHaveLength(1);
});

it.each([
  `const message = t('Open {0}', 'ExecStart=');`,
  `const html = /[[&<>"']/g.test('ExecStart=');`,
  String.raw`const running = /^Unit (\S+) not found/.exec(line);`,
])('what only names a directive is no reader: %s', (text) => {
  expect(findReaders(new Map([['client/src/deploy/planted.ts', text]]))).toEqual([]);
});

it('no object literal is looked up by any text', () => {
  const core = new Map(
    [...readSources(ROOT)].filter(
      ([file]) => /\/(core|check)\//.test(file) && !/\.generated\.|-for-tests\.|\/testing\//.test(file),
    ),
  );
  expect(findOpenRecords(core)).toEqual([]);
});

it.each([
  'const NOTES: Readonly<Record<string, Message>> = {',
  'export const NOTES: Record<string, { readonly a: 1 }> = {',
  '  readonly notes?: Readonly<Record<string, Message>>;',
  'const NOTES: { readonly [word: string]: Message } = {',
])('an object literal for any text is seen: %s', (text) => {
  expect(findOpenRecords(new Map([['server/src/core/values/planted.ts', text]]))).toHaveLength(1);
});

it('no imports go in a circle', () => {
  // Also those of the tools and of the tests' own rooms.
  expect(findCircles(readSources(ROOT, ['client', 'server']))).toEqual([]);
});

it('a circle is seen, and what only meets again is none', () => {
  const sources = new Map([
    ['client/src/start.ts', "import { left } from './planted/left.ts';\nimport { right } from './planted/right.ts';"],
    ['client/src/planted/left.ts', "import { end } from './end.ts';"],
    ['client/src/planted/right.ts', "import { end } from './end.ts';"],
    ['client/src/planted/end.ts', 'export const end = 1;'],
  ]);
  expect(findCircles(sources)).toEqual([]);
  sources.set('client/src/planted/end.ts', "import type { Left } from './left.ts';");
  expect(findCircles(sources)).toEqual([['client/src/planted/left.ts', 'client/src/planted/end.ts']]);
});

it('nothing of Node is in the browser bundles', () => {
  const metafiles = JSON.parse(readFileSync(join(ROOT, 'out/metafile.json'), 'utf8')) as {
    outputs: Record<string, { imports: { path: string }[] }>;
  }[];
  const web = metafiles.flatMap(({ outputs }) => Object.entries(outputs)).filter(([name]) => /\.js$/.test(name));
  expect(web.map(([name]) => name).sort()).toEqual([
    'dist/extension-web.js',
    'dist/server-common.js',
    'dist/server-web.js',
  ]);
  for (const [, output] of web)
    expect(output.imports.map(({ path }) => path).filter((path) => path !== 'vscode')).toEqual([]);
});

it('what the server sends is awaited, or its failure is logged', () => {
  const SEND = /\bconnection\.(?:[\w.]+\.)?(?:send\w+|register|refresh)\(/g;
  const sends = [...readSources(ROOT)]
    .filter(([file]) => file.startsWith('server/src/lsp/') && !file.endsWith('-for-tests.ts'))
    .flatMap(([file, text]) => [...text.matchAll(SEND)].map(({ index }) => [file, text.slice(0, index)] as const));
  expect(sends.length).toBeGreaterThan(3);
  for (const [file, before] of sends) expect(before, file).toMatch(/(?:unawaited\(\s*connection,\s*|await )$/);
});

it('every part of a feature has a test beside it, unless it has nothing but types', () => {
  const features = [...readSources(ROOT)].filter(([file]) => file.startsWith('server/src/core/features/'));
  const withCode = features.filter(([file, text]) => !file.endsWith('.test.ts') && hasCode(text)).map(([file]) => file);
  expect(withCode.length).toBeGreaterThan(50);
  expect(withCode.filter((file) => !existsSync(join(ROOT, file.replace(/\.ts$/, '.test.ts'))))).toEqual([]);
});

it.each([
  ["import type { A } from './a.ts';\n\n/** Words. */\nexport interface B {\n  a: A;\n}\ntype C = B;\n", false],
  ["import type { A } from './a.ts';\n\nexport type B =\n  | A\n  | undefined;\n", false],
  ['export function a(): void {}\n', true],
  ['interface A {\n  a: 1;\n}\n\nconst a: A = { a: 1 };\nexport { a };\n', true],
  ["export { a } from './a.ts';\n", true],
])('of %j it is known whether it has more than types', (text, expected) => {
  expect(hasCode(text)).toBe(expected);
});

/** Whether something is left of a source once its types are taken away. */
function hasCode(text: string): boolean {
  return /^(?!import type|(?:export )?(?:interface|type) )[a-z]/m.test(text);
}
