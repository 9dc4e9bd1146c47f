import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';

// The tests in scaling/ count the work of our own code: what a regular expression does is not seen there.

const ROOT = join(import.meta.dirname, '../..');

/** The regular expressions of a source that may cost more than the length of the text, and why. */
function slowOnes(file: string, source: string): string[] {
  const found: string[] = [];
  const { program } = parseSync(file, source);
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const { pattern, flags } = node.regex;
      for (const { type } of analyse({ source: pattern, flags }).reports) {
        const line = source.slice(0, node.start).split('\n').length;
        found.push(`${file}:${line} /${pattern}/${flags} ${REASONS[type]}`);
      }
    },
  }).visit(program);
  return found;
}

const REASONS = {
  Trade: 'has two repetitions that can share the same characters in many ways',
  Self: 'has a repetition within a repetition',
  Move: 'is tried again at each place of a long run: anchor it, or let a lookbehind begin it only where the run begins',
} as const;

it('finds each kind', () => {
  const source = 'export const kinds = [/a*$/, /^\\s*x?\\s*$/, /^(?:a+)+$/, /^a*$/, /(?<!a)a*$/];\n';
  expect(slowOnes('x.ts', source).map((found) => found.split(' ')[1])).toEqual([
    '/a*$/',
    '/^\\s*x?\\s*$/',
    '/^(?:a+)+$/',
  ]);
});

it('every regular expression takes time in proportion to the text', () => {
  const files = globSync('{client,server}/src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => slowOnes(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
