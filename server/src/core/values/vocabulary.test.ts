import { expect, test } from 'vitest';
import { contextOf } from '../testing/values.ts';
import { english, say } from '../text/message.ts';
import { unknownWord, type Vocabulary } from './vocabulary.ts';

const colours: Vocabulary = {
  noun: say`a colour`,
  write: say`Write red or green.`,
  code: 'bad-list-item',
  accepts: (word) => word === 'red' || word === 'green',
  candidates: () => ['red', 'green'],
  since: (word) => (word === 'green' ? 262 : undefined),
  mistakes: { grass: 'green' },
};

test.each([
  ['red,red', '"red,red" is read as one word.', 'Separate words with spaces.', 'red red'],
  ["'red'", 'Quotes are read as part of the word.', 'Write red without them.', 'red'],
  ['rde', '"rde" is not a colour.', 'Did you mean red?', 'red'],
  ['grass', '"grass" is not a colour.', 'Did you mean green?', 'green'],
  ['green', 'green needs systemd 262 or newer.', 'Remove it for systemd 257.', undefined],
  ['blue', '"blue" is not a colour.', 'Write red or green.', undefined],
])('%s: %s %s', (text, message, remedy, fixed) => {
  const problem = unknownWord({ text, from: 0, to: text.length }, colours, contextOf('Service.Delegate', 257));
  expect([english(problem.message), english(problem.remedy), problem.fixes?.[0]?.newText]).toEqual([
    message,
    remedy,
    fixed,
  ]);
});

test('a ~ before a later word is explained', () => {
  const problem = unknownWord({ text: '~red', from: 4, to: 8 }, colours, contextOf('Service.Delegate'));
  expect(english(problem.remedy)).toContain('Put this word on its own Delegate=~ line');
});
