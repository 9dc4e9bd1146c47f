import { expect, it } from 'vitest';
import { diagnose } from '../../src/core/findings/run.ts';
import { type Argument, english, type Message, say } from '../../src/core/text/message.ts';
import { scenesOfDirectives, scenesOfExamples } from './scenes.ts';

// The Problems panel of a narrow window cuts a message after some 60 characters, which have to tell what is wrong.

const LIMIT = 60;
/** Names, paths and values are as long as somebody made them; of each this much counts. */
const ARGUMENT = 11;

const FIRST = new Map(
  [...scenesOfExamples(), ...scenesOfDirectives()]
    .flatMap(({ snapshot, file }) => diagnose(snapshot, file))
    .map(({ code, message }) => [firstWords(message), code]),
);

it('each message tells what is wrong in its first 60 characters', () => {
  expect(FIRST.size).toBeGreaterThan(500);
  const late = [...FIRST].filter(([words]) => words.length > LIMIT).map(([words, code]) => `${code}: ${words}`);
  expect(late, 'Say what is wrong first, and the reason behind a colon or comma.').toEqual([]);
});

it('the length of a name does not count, and what comes later neither', () => {
  const name = 'a-unit-with-a-name-that-somebody-made-long.service';
  expect(firstWords(say`${name} is missing, which nobody knew: ${name}. Create it.`)).toBe('a-unit-with is missing');
});

/** The first sentence up to its first comma, colon or the like, with short names. */
function firstWords(message: Message): string {
  const [first = ''] = english(shortened(message) as Message).split(/[.?:;,](?= |$)| \(/);
  return first;
}

function shortened(message: Argument): Argument {
  if (typeof message === 'string') return message.slice(0, ARGUMENT);
  if (typeof message !== 'object') return message;
  return 'parts' in message
    ? { ...message, parts: message.parts.map(shortened) }
    : { ...message, args: message.args.map(shortened) };
}
