import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { billOfMaterials } from './bill-of-materials.ts';
import { notices } from './notices.ts';
import { bundledPackages } from './packages.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bundled-'));
  put('node_modules/plain', { name: 'plain', version: '1.0.0', license: 'MIT' }, 'Do as you like.\r\n');
  put(
    'node_modules/@of/scope',
    { name: '@of/scope', version: '2.0.0', license: 'ISC', homepage: 'https://a.example' },
    'I',
  );
  put('node_modules/@of/scope/node_modules/plain', { name: 'plain', version: '0.9.0', license: 'MIT' }, 'Older.');
  put('node_modules/silent', { name: 'silent', version: '1.0.0', license: 'MIT' });
  put('node_modules/nameless', { name: 'nameless', version: '1.0.0' }, 'Some text.');
});
afterAll(() => rmSync(root, { recursive: true }));

function put(folder: string, manifest: object, licence?: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'package.json'), JSON.stringify(manifest));
  if (licence !== undefined) writeFileSync(join(root, folder, 'License.txt'), licence);
}

const INPUTS = [
  'server/src/node.ts',
  'node_modules/@of/scope/lib/a.js',
  'node_modules/@of/scope/lib/b.js',
  'node_modules/@of/scope/node_modules/plain/index.js',
  'node_modules/plain/index.js',
];

it('each package of the inputs is found once, with its licence', () => {
  const found = bundledPackages(INPUTS, root);
  expect(found.map(({ name, version, license, text }) => [name, version, license, text])).toEqual([
    ['@of/scope', '2.0.0', 'ISC', 'I'],
    ['plain', '0.9.0', 'MIT', 'Older.'],
    ['plain', '1.0.0', 'MIT', 'Do as you like.'],
  ]);
});

it('a package that cannot be named with its licence may not be bundled', () => {
  expect(() => bundledPackages(['node_modules/silent/a.js'], root)).toThrow('silent is bundled, but has no file');
  expect(() => bundledPackages(['node_modules/nameless/a.js'], root)).toThrow(
    'nameless is bundled, but its package.json',
  );
});

it('notices have the whole licences', () => {
  const text = notices(bundledPackages(INPUTS, root));
  for (const part of ['@of/scope 2.0.0 (ISC)\n\nI\n', 'plain 0.9.0 (MIT)\n\nOlder.\n', 'Do as you like.']) {
    expect(text).toContain(part);
  }
});

it('the bill of materials has components by package URL', () => {
  const bill = JSON.parse(
    billOfMaterials({ name: 'us', version: '3.0.0', license: 'MIT' }, bundledPackages(INPUTS, root)),
  );
  expect(bill.metadata.component.purl).toBe('pkg:npm/us@3.0.0');
  expect(bill.components.map(({ purl }: { purl: string }) => purl)).toEqual([
    'pkg:npm/%40of/scope@2.0.0',
    'pkg:npm/plain@0.9.0',
    'pkg:npm/plain@1.0.0',
  ]);
  expect(bill.components[0].externalReferences).toEqual([{ type: 'website', url: 'https://a.example' }]);
  expect(bill.dependencies[0].dependsOn).toHaveLength(3);
});
