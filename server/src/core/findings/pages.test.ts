import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnoseExample, type Example, readPage, toMarks } from '../testing/pages.ts';
import { english } from '../text/message.ts';
import { VALUE_PROBLEM_CODES } from '../values/grammar.ts';
import { pageCodes } from './page.ts';
import { RULES } from './rules.generated.ts';

/** The examples of the rules' pages are the rules' tests: in a bad one, marker lines give the range and message of each finding. */
describe.each(pageCodes())('the page of %s', (code) => {
  const page = readPage(code)!;

  it('names its code, effect and scope', () => {
    expect(page.code).toBe(code);
    expect(['refuse', 'ignore', 'fail', 'note', 'advice']).toContain(page.effect.split(/,| or /)[0]!.trim());
    expect(['line', 'unit', 'workspace']).toContain(page.scope);
    expect(page.text.length).toBeGreaterThan(80);
    const rule = RULES.find((one) => one.code === code);
    if (rule) expect(page.effect).toContain(rule.effect);
  });

  it.each(page.examples)('$title', (example) => {
    expect(example.files.length).toBeGreaterThan(0);
    const found = diagnoseExample(example);
    const ours = found.filter((one) => one.code === code);
    if (!example.bad) {
      expect(found.filter((one) => ['refuse', 'ignore', 'fail', 'note'].includes(one.effect)).map(brief)).toEqual([]);
      expect(ours.map(brief)).toEqual([]);
      return;
    }
    expect(shown(example, ours), 'npm run update-pages writes what is found; read the difference').toEqual(
      marked(example),
    );
    expect(page.effect).toContain(ours[0]!.effect);
    expect(page.scope).toBe(ours[0]!.scope);
  });
});

it('every rule has a page', () => {
  expect(RULES.map((rule) => rule.code).filter((code) => readPage(code) === undefined)).toEqual([]);
});

it('every code of a value problem has a page, and none is a rule of its own', () => {
  expect(VALUE_PROBLEM_CODES.filter((code) => readPage(code) === undefined)).toEqual([]);
  const rules = new Set(RULES.map((rule) => rule.code));
  expect(VALUE_PROBLEM_CODES.filter((code) => rules.has(code))).toEqual([]);
});

it('every page belongs to a rule or to a value problem', () => {
  const known = new Set([...RULES.map((rule) => rule.code), ...VALUE_PROBLEM_CODES]);
  expect(pageCodes().filter((code) => !known.has(code))).toEqual([]);
});

/** What is found in each file, as its marks have it. */
function shown(example: Example, found: readonly Diagnostic[]) {
  return example.files.map(({ name }) => [name, toMarks(found.filter(({ file }) => file === `/w/${name}`))]);
}

function marked(example: Example) {
  return example.files.map(({ name, marks }) => [name, marks]);
}

function brief(diagnostic: Diagnostic): string {
  return `${diagnostic.code}: ${english(diagnostic.message)}`;
}
