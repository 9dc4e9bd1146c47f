import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { RULES } from '../../src/core/findings/rules.generated.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { english } from '../../src/core/text/message.ts';
import type { Range } from '../../src/core/text/range.ts';
import { VALUE_PROBLEM_CODES, type ValueProblem } from '../../src/core/values/grammar.ts';
import { analysisOf } from '../../src/core/workspace/analyse.ts';
import { type Scene, scenesOfDirectives, scenesOfExamples } from './scenes.ts';

// What is wrong with a value, what systemd does about it, what to do: each problem of each kind of value says it in this order.

/** A problem of a value in English, and its diagnostic's message. */
interface Shown {
  readonly fact: string;
  readonly remedy: string;
  /** undefined where no diagnostic has the fact first and the remedy last. */
  readonly consequence: string | undefined;
}

const CODES: ReadonlySet<string> = new Set(VALUE_PROBLEM_CODES);
const SUPERSEDING: ReadonlySet<string> = new Set(
  RULES.filter((rule) => rule.scope === 'line' && rule.supersedes).map(({ code }) => code),
);
const SHOWN = [...scenesOfExamples(), ...scenesOfDirectives()].flatMap(shownIn);

it('goes through all kinds of problems', () => {
  expect(SHOWN.length).toBeGreaterThan(5_000);
  expect(new Set(SHOWN.map(({ remedy }) => remedy)).size).toBeGreaterThan(250);
});

it('what systemd does stands between what is wrong and what to do', () => {
  const wrong = SHOWN.filter(({ consequence }) => !consequence || !CONSEQUENCE.test(consequence));
  expect(wrong).toEqual([]);
});

it('what is wrong does not say yet what to do', () => {
  expect([...new Set(SHOWN.map(({ fact }) => fact))].filter((fact) => !isFact(fact))).toEqual([]);
});

it('what to do begins with a verb and does not say what systemd does', () => {
  expect([...new Set(SHOWN.map(({ remedy }) => remedy))].filter((remedy) => !isRemedy(remedy))).toEqual([]);
});

it('sentences in the wrong place are seen', () => {
  expect(
    ['"a" is not a size.', '"a" is not a size. Write 1M.', '"a" is not a size; did you mean 1M?'].map(isFact),
  ).toEqual([true, false, false]);
  expect(
    ['Write 1M.', 'Did you mean 1M?', 'Sizes are numbers.', 'Write 1M. systemd ignores the line.'].map(isRemedy),
  ).toEqual([true, true, false, false]);
});

const CONSEQUENCE = /^(?:systemd |systemctl enable |Elsewhere it |It has no effect)[^.]*\.$/;
const VERB =
  'Add|Begin|Choose|Close|Correct|Did you mean|Double|Give|Move|Paste|Percent-encode|Put|Remove|Separate|Shorten|Use|Write';
const REMEDY = new RegExp(`^(?:${VERB})\\b.*[.?]$`, 's');
const TOO_EARLY = new RegExp(`(?:^|[.;,:?] )(?:${VERB})\\b`, 'i');

function isFact(text: string): boolean {
  return text.endsWith('.') && !TOO_EARLY.test(text);
}

function isRemedy(text: string): boolean {
  return REMEDY.test(text) && !/systemd (?:ignores|refuses|logs|skips|drops)/.test(text);
}

/**
 * The problems of a file's values with what is shown of them. Those behind a line at which systemd stops reading are not shown, nor those
 * of which a rule says something better.
 */
function shownIn({ snapshot, file }: Scene): Shown[] {
  const { entries, stop } = analysisOf(file, snapshot.settings);
  const end = stop?.node.range.from ?? Number.POSITIVE_INFINITY;
  const all = diagnose(snapshot, file);
  const diagnostics = all.filter(({ code }) => CODES.has(code));
  const better = all.filter(({ code }) => SUPERSEDING.has(code));
  return entries
    .filter(({ node: { range } }) => range.from < end && !better.some((one) => isWithin(one.range, range)))
    .flatMap(({ node, parsed }) =>
      parsed.problems.map((problem) => {
        const ofLine = diagnostics.filter(({ range }) => isWithin(range, node.range));
        return shown(problem, ofLine);
      }),
    );
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

function shown(problem: ValueProblem, diagnostics: readonly Diagnostic[]): Shown {
  const fact = english(problem.message);
  const remedy = english(problem.remedy);
  const text = diagnostics
    .map(({ message }) => english(message))
    .find((message) => message.startsWith(`${fact} `) && message.endsWith(` ${remedy}`));
  return { fact, remedy, consequence: text?.slice(fact.length, -remedy.length).trim() };
}
