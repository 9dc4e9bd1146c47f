import { expect, it } from 'vitest';
import { SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { readValue } from '../../src/core/values/read-value.ts';
import { grammarFor } from '../../src/core/values/registry.ts';
import { times, varied, type Work } from './input.ts';
import { eachParser, type Sample } from './sample-values.ts';
import { slowness } from './time.ts';

/** Pieces that a value can be made of over and over, alone and before or behind a good value. */
const PIECES = [
  ...[
    'a',
    '1',
    '0',
    '/',
    ' ',
    '\t',
    '\\',
    '"',
    "'",
    '%',
    '%%',
    '%i',
    '$',
    '${A}',
    ':',
    ',',
    ';',
    '-',
    '+',
    '!',
    '@',
    '|',
    '=',
  ],
  ...[
    '.',
    '~',
    '#',
    '[',
    ']',
    '{',
    '*',
    '?',
    '<',
    '^',
    '_',
    '\\x41',
    '\ud800',
    '\u00e9',
    '1 ',
    'a ',
    'a=b ',
    '/a ',
    '/a:/b ',
  ],
  ...[
    'a,',
    '1:',
    '1,',
    '1-2 ',
    '1.',
    'a.service ',
    '1h ',
    '1h',
    '0x',
    '"a b" ',
    "''",
    '/../',
    ' #',
    ' ; ',
    '1..2,',
    '::',
  ],
];

/** The characters of the smaller values. */
const LENGTH = 1000;

function filled(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

/** Ways to make a long value for a directive. */
function* longValues({ value }: Sample): Iterable<readonly [string, (length: number) => string]> {
  for (const piece of PIECES) {
    const shown = JSON.stringify(piece);
    yield [`${shown}, many times`, (length) => filled(piece, length)];
    yield [`${shown}, many times behind ${value}`, (length) => value + filled(piece, length)];
    yield [`${shown}, many times before ${value}`, (length) => filled(piece, length) + value];
    yield [`${shown}, many times within quotes`, (length) => `"${filled(piece, length)}"`];
  }
  for (const separator of [' ', ',', ':', ';', '']) {
    const shown = `${value}, many times with ${JSON.stringify(separator)} between`;
    yield [shown, (length) => filled(value + separator, length)];
    yield [
      `${shown}, each different`,
      (length) => times(length / value.length, (index) => varied(value, index)).join(separator),
    ];
  }
}

it.each(eachParser())('long values of $at.key ($at.parser)', (sample) => {
  const { at } = sample;
  const grammar = grammarFor(at.parser)!;
  const found: string[] = [];
  for (const [way, make] of longValues(sample)) {
    const ask: Record<string, (value: string) => unknown> = {
      reading: (value) => readValue(grammar, value, at),
      'completing at the end': (value) => grammar.complete?.(value, value.length, at, SMALL_MACHINE),
      'completing in the middle': (value) => grammar.complete?.(value, value.length >> 1, at, SMALL_MACHINE),
      'its parts': (value) => grammar.parts?.(value, value.length, at),
    };
    for (const [what, answer] of Object.entries(ask)) {
      const work: Work = (length) => {
        const value = make(length);
        return () => answer(value);
      };
      const too = slowness(work, LENGTH);
      if (too) found.push(`${what}, ${way}: ${too}`);
    }
    const describing: Work = (length) => {
      const value = make(length);
      const { tokens } = grammar.parse(value, at);
      const some = [tokens[0], tokens[tokens.length >> 1], tokens.at(-1)].filter((token) => token !== undefined);
      return () => some.map((token) => grammar.describe?.(token, value, at, SMALL_MACHINE));
    };
    const too = slowness(describing, LENGTH);
    if (too) found.push(`describing, ${way}: ${too}`);
  }
  expect(found).toEqual([]);
});
