import { expect, it } from 'vitest';
import { diagnose } from '../../src/core/findings/run.ts';
import { english } from '../../src/core/text/message.ts';
import { VALUE_PROBLEM_CODES } from '../../src/core/values/grammar.ts';
import { allTemplates } from '../../tools/read-templates.ts';
import { scenesOfExamples } from './scenes.ts';

// What is wrong, what systemd does about it, what to do: what rules find in the examples of all pages says it in this order.

const VALUE_CODES: ReadonlySet<string> = new Set(VALUE_PROBLEM_CODES);
const FOUND = [...scenesOfExamples()]
  .flatMap(({ snapshot, file }) => diagnose(snapshot, file))
  .filter(({ code }) => !VALUE_CODES.has(code))
  .map(({ code, effect, message }) => ({ code, effect, text: english(message) }));

it('goes through the rules', () => {
  expect(new Set(FOUND.map(({ code }) => code)).size).toBeGreaterThan(60);
});

it('each message says what to do, and before that what systemd does', () => {
  const wrong = FOUND.filter(({ text, effect }) => !isInOrder(text, effect === 'advice' || effect === 'fail'));
  expect(wrong, `A sentence for what to do begins with one of ${WHAT_TO_DO}, and none before does.`).toEqual([]);
});

it('no template of a rule says what systemd does behind what to do', () => {
  const templates = allTemplates().filter(({ file }) => file.startsWith('core/rules/'));
  expect(templates.length).toBeGreaterThan(100);
  expect(templates.map(({ key }) => key).filter(isLate)).toEqual([]);
});

it('messages in the wrong order are seen', () => {
  const texts = [
    'No A=. systemd ignores the line. Add it.',
    'No A=. Add it. systemd ignores the line.',
    'No A=. systemd ignores the line.',
    'No A=. Add it.',
  ];
  expect(texts.map((text) => isInOrder(text, false))).toEqual([true, false, false, false]);
  expect(texts.map(isLate)).toEqual([false, true, false, false]);
});

const WHAT_TO_DO = new RegExp(
  `^(?:${[
    'Add|Change|Check|Choose|Create|Did you mean|End|Give|Keep|Let|Make|Move|Name|Put|Remove|Rename|Save|Set|Shorten|Split|Use|Write',
    'To [a-z ]+,',
  ].join('|')})(?: |$)`,
);
const WHAT_SYSTEMD_DOES =
  /\bsystem(?:d(?: \{?\d+\}?)?|ctl enable) (?:accepts|does not|drops|fails|ignores|listens|loads|logs|refuses|still|uses the|warns)/;

/** Whether what systemd does stands behind what to do. */
function isLate(text: string): boolean {
  const all = sentencesOf(text);
  const remedy = all.findIndex((one) => WHAT_TO_DO.test(one));
  return remedy >= 0 && all.slice(remedy).some((one) => WHAT_SYSTEMD_DOES.test(one) && !WHAT_TO_DO.test(one));
}

/** Whether a message says what to do, and before that what systemd does; `silent` where systemd may do nothing about it. */
function isInOrder(text: string, silent: boolean): boolean {
  const all = sentencesOf(text);
  const remedy = all.findIndex((one) => WHAT_TO_DO.test(one));
  if (remedy < 1 || isLate(text)) return false;
  return silent || all.slice(0, remedy).some((one) => WHAT_SYSTEMD_DOES.test(one));
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?]"?) (?=[A-Z"[{]|systemd)/);
}
