import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { english } from '../text/message.ts';
import { VALUE_PROBLEM_CODES } from '../values/grammar.ts';
import { pageCodes } from './page.ts';
import { diagnoseExample, type Example, readPage, toMarks } from './rule-page.ts';
import { RULES } from './rules.generated.ts';

/** What a page cannot hold as an example; a test beside the rule does instead. */
const TESTED_BESIDE = new Set(['overlong-line', 'too-many-lines', 'unclean-text']);

/** The examples of the rules' pages are the rules' tests: in a bad one, marker lines give the range and message of each finding. */
describe.each(pageCodes())('the page of %s', (code) => {
  const page = readPage(code)!;

  it('names its code, effect and scope', () => {
    const effects = ['refuse', 'ignore', 'fail', 'note', 'advice'];
    expect(page.code, 'the first line is "# CODE"').toBe(code);
    expect(effects, 'the line "- **Effect:** …"').toContain(page.effect.split(/,| or /)[0]!.trim());
    expect(['line', 'unit', 'workspace'], 'the line "- **Scope:** …"').toContain(page.scope);
    expect(page.text.length, 'what is wrong and what to do, in more than 80 characters').toBeGreaterThan(80);
    const rule = RULES.find((one) => one.code === code);
    if (rule) expect(page.effect, 'the effect on the page is that of the rule').toContain(rule.effect);
  });

  it.each(page.examples)('$title', (example) => {
    expect(example.files.length, 'the example is fenced as ```systemd NAME').toBeGreaterThan(0);
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
    expect(ours.length, `${code} finds something in a bad example`).toBeGreaterThan(0);
    expect(page.effect, 'the effect on the page is that of the finding').toContain(ours[0]!.effect);
    expect(page.scope, 'the scope on the page is that of the finding').toBe(ours[0]!.scope);
  });
});

it('every rule has a page of its code beside it', () => {
  const missing = RULES.map((rule) => rule.code).filter((code) => readPage(code) === undefined);
  expect(missing.map((code) => `rules/<room>/${code}.md`)).toEqual([]);
});

it('every page has an example under "## Bad" and one under "## Good"', () => {
  const lacking = pageCodes()
    .filter((code) => !TESTED_BESIDE.has(code))
    .flatMap((code) => {
      const { examples } = readPage(code)!;
      return [true, false]
        .filter((bad) => !examples.some((example) => example.bad === bad))
        .map((bad) => `${code}.md: ## ${bad ? 'Bad' : 'Good'}`);
    });
  expect(lacking).toEqual([]);
});

it('every code of a value problem has a page, and none is a rule of its own', () => {
  const missing = VALUE_PROBLEM_CODES.filter((code) => readPage(code) === undefined);
  expect(missing.map((code) => `rules/values/${code}.md`)).toEqual([]);
  const rules = new Set(RULES.map((rule) => rule.code));
  expect(VALUE_PROBLEM_CODES.filter((code) => rules.has(code))).toEqual([]);
});

it('every page belongs to a rule, exported as `rule` from the file of the same name, or to a value problem', () => {
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
