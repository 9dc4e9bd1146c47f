import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gluedWords, readTemplates } from './read-templates.ts';

const ROOT = join(import.meta.dirname, '../src/core');

it('finds templates, also within arguments', () => {
  const source = [
    'const a = say`No template ${name}: ${plain ? say`it is {odd}` : other(`x}`)}.`;',
    "yield { message: say`With a \\` and ${'}'}` };",
  ].join('\n');
  expect(readTemplates(source).map(({ key, line }) => [line, key])).toEqual([
    [0, 'No template {0}: {1}.'],
    [0, 'it is {odd}'],
    [1, 'With a ` and {0}'],
  ]);
});

it.each([
  ["say`It ${plain ? 'is a template' : 'is none'}.`", 'is a template'],
  ['say`It ${plain ? say`is a template` : say`is none`}.`', undefined],
  ["say`It is ${names.join(', ')}.`", undefined],
  ['say`It is ${at.key}.`', undefined],
])('%s: English words in an argument', (source, words) => {
  expect(gluedWords(readTemplates(source)[0]!)).toBe(words);
});

it('no template of core has English words in an argument', () => {
  const files = globSync('**/*.ts', { cwd: ROOT, exclude: (name) => String(name).endsWith('.test.ts') });
  const templates = files.flatMap((file) => readTemplates(readFileSync(join(ROOT, file), 'utf8')));
  expect(templates.length).toBeGreaterThan(10);
  expect(templates.flatMap((one) => gluedWords(one) ?? [])).toEqual([]);
});
