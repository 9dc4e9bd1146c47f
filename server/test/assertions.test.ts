import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Argument, type CallExpression, type Expression, parseSync, type Span, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

// That each test has an assertion at all, and awaits it, Vitest sees to itself: expect.requireAssertions in vitest.config.mts.

const ROOT = join(import.meta.dirname, '../..');

/** The assertions of a source that no result could make fail, and why. */
function certainOnes(file: string, source: string): string[] {
  const found: string[] = [];
  const text = ({ start, end }: Span) => source.slice(start, end);
  const tell = (node: Span, why: string) =>
    found.push(`${file}:${source.slice(0, node.start).split('\n').length} ${text(node)} ${why}`);
  const { program } = parseSync(file, source);
  new Visitor({
    ExpressionStatement({ expression }) {
      const asserted = expression.type === 'AwaitExpression' ? expression.argument : expression;
      const subject = expected(asserted);
      if (subject && (subject === asserted || asserted.type === 'MemberExpression')) tell(asserted, 'asserts nothing');
    },
    CallExpression(node) {
      const { callee, arguments: args } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const { name } = callee.property;
      const [wanted] = args;
      if (FROM_A_FILE.test(name)) tell(node, 'is compared to what an earlier run has written');
      const subject = expected(callee.object);
      if (!wanted || (!subject && text(callee.object) !== 'expect')) return;
      const nothing = HOLDS_NOTHING.get(name);
      if (nothing && (nothing.test(text(wanted)) || matchesAll(wanted))) tell(node, 'matches everything');
      if (name === 'toBeGreaterThanOrEqual' && text(wanted) === '0') tell(node, 'holds of every count');
      const [actual] = subject?.arguments ?? [];
      if (actual && text(actual) === text(wanted) && !/[(`]/.test(text(actual)))
        tell(node, 'compares a thing to itself');
    },
  }).visit(program);
  return found;
}

/** What is wanted of a matcher where every value of the right type meets it. */
const HOLDS_NOTHING: ReadonlyMap<string, RegExp> = new Map([
  ['arrayContaining', /^\[\s*\]$/],
  ['objectContaining', /^\{\s*\}$/],
  ['toMatchObject', /^\{\s*\}$/],
  ['stringContaining', /^(['"`])\1$/],
  ['stringMatching', /^(['"`])\1$/],
  ['toMatch', /^(['"`])\1$/],
]);
const FROM_A_FILE = /^to(?:Match|ThrowErrorMatching|MatchFile)Snapshot$/;

/** The call of `expect` that a chain like `expect(x).not.toBe` begins with. */
function expected(node: Expression): CallExpression | undefined {
  if (node.type === 'MemberExpression') return expected(node.object);
  if (node.type !== 'CallExpression') return undefined;
  return node.callee.type === 'Identifier' && node.callee.name === 'expect' ? node : expected(node.callee);
}

/** Whether a regular expression matches both nothing and any one character. */
function matchesAll(node: Argument): boolean {
  if (!('regex' in node)) return false;
  const { pattern, flags } = node.regex;
  return ['', '\u0001'].every((text) => new RegExp(pattern, flags).test(text));
}

it('finds each kind', () => {
  const kinds = [
    'expect(count);',
    'expect(count).toBe;',
    'await expect(count);',
    'expect(names).toEqual(expect.arrayContaining([]));',
    'expect(one).toMatchObject({});',
    "expect(said).toEqual(['a', expect.stringContaining('')]);",
    'expect(said).toMatch(/a*/);',
    'expect(one).toEqual({ said: expect.stringMatching(/.*/) });',
    'expect(count).toBeGreaterThanOrEqual(0);',
    'expect(one.name).toBe(one.name);',
    'expect(one).toMatchSnapshot();',
    "await expect(one).toMatchFileSnapshot('one.txt');",
  ];
  expect(kinds.filter((source) => certainOnes('x.ts', source).length !== 1)).toEqual([]);
});

it('leaves alone what can fail', () => {
  const kinds = [
    'expect(names).toEqual([]);',
    "expect(said).not.toBe('');",
    "expect(names).toContain('');",
    'expect(names).toMatchObject([]);',
    'expect(said).toMatch(/^a*$|b/m);',
    'expect(read(file)).toBe(read(file));',
    'expect(count).toBeGreaterThanOrEqual(1);',
    'expect(text).toMatchInlineSnapshot(`a`);',
    'await expect(one).rejects.toThrow();',
  ];
  expect(kinds.flatMap((source) => certainOnes('x.ts', source))).toEqual([]);
});

it('no assertion of any test holds whatever happens', () => {
  const files = globSync('{client,server}/**/*.ts', { cwd: ROOT, exclude: ['**/node_modules'] }).filter((file) =>
    /\.test\.ts$|-for-tests\.ts$|^server\/test\/|^client\/e2e\//.test(file),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => certainOnes(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
