import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Expression, parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Functions that take any number of arguments, and so invite a list whose length nobody knows. */
const TAKES_MANY = new Set([
  'push',
  'unshift',
  'splice',
  'concat',
  'max',
  'min',
  'hypot',
  'fromCharCode',
  'fromCodePoint',
  'apply',
]);

const SPREAD = /[(,]\s*\.\.\./;

/** The calls of these functions in a source that make arguments of a list. */
function spreads(file: string, source: string): string[] {
  const found: string[] = [];
  // Parsing takes a while.
  if (!SPREAD.test(source)) return found;
  new Visitor({
    CallExpression({ callee, arguments: args, start, end }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (
        !TAKES_MANY.has(callee.property.name) ||
        !args.some((one) => one.type === 'SpreadElement' && !isWritten(one.argument))
      )
        return;
      found.push(`${file}:${source.slice(0, start).split('\n').length} ${source.slice(start, end)}`);
    },
  }).visit(parseSync(file, source).program);
  return found;
}

/** Whether all elements of a list are written out where it stands. */
function isWritten(list: Expression): boolean {
  if (list.type === 'ParenthesizedExpression') return isWritten(list.expression);
  if (list.type === 'ConditionalExpression') return isWritten(list.consequent) && isWritten(list.alternate);
  return list.type === 'ArrayExpression' && list.elements.every((one) => one?.type !== 'SpreadElement');
}

it('finds a list that is spread', () => {
  for (const call of [
    'out.push(...list)',
    'out.push(one, ...list)',
    'Math.max(0, ...list)',
    'String.fromCharCode(...list)',
  ]) {
    expect(spreads('a.ts', call)).toEqual([`a.ts:1 ${call}`]);
  }
  expect(spreads('a.ts', 'out.push([...list], ...(more ? [one, two] : [])); ask(...two);')).toEqual([]);
});

// The stack holds about 100,000 arguments; a line of a unit file can have more words than that.
it('makes no arguments of a list of any length', () => {
  const files = globSync(['client/src/**/*.ts', 'server/src/**/*.ts'], { cwd: ROOT });
  expect(files.length).toBeGreaterThan(400);
  expect(
    files
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => spreads(file, readFileSync(join(ROOT, file), 'utf8'))),
  ).toEqual([]);
});
