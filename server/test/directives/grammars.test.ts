import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { directive, keysOf, NEWEST_VERSION, OLDEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { ownSection, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { contextOf } from '../../src/core/testing/values.ts';
import type { ValueContext } from '../../src/core/values/grammar.ts';
import { grammarFor } from '../../src/core/values/registry.ts';

const SECTIONS = ['Unit', ...UNIT_TYPES.map(ownSection)];

/** One directive for each parser function that a version of systemd has. */
function eachParser(version: number): ValueContext[] {
  const found = new Map<string, ValueContext>();
  for (const section of SECTIONS) {
    for (const key of keysOf(section, version)) {
      const { parser } = directive(section, key, version)!;
      if (!found.has(parser)) found.set(parser, contextOf(`${section}.${key}`, version));
    }
  }
  return [...found.values()];
}

test('whatever the value, reading it never fails and stays inside of it', () => {
  const contexts = eachParser(NEWEST_VERSION);
  const pieces = fc.constantFrom(
    ...' :/-+~%"\'\\@.,=0159kKMsxé'.split(''),
    'infinity',
    'yes',
    '%i',
    '/a',
    'a.service',
    '10',
  );
  const values = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...contexts), values, (at, value) => {
      const { tokens, problems, outcome, items } = grammarFor(at.parser)!.parse(value, at);
      for (const { from, to } of [...tokens, ...problems, ...problems.flatMap(({ fixes }) => fixes ?? [])]) {
        expect([at.key, from >= 0 && from <= to && to <= value.length]).toEqual([at.key, true]);
      }
      if (outcome === 'dropped' || outcome === 'reset') expect(items).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** Values that look a little like many others, so that many corrections of them are tried. */
const TEMPTING = [...',"\';:#| .-~%+'].flatMap((char) => [
  char.repeat(24),
  char.repeat(4000),
  `"${char}"`.repeat(12),
  `1${char}`.repeat(12),
  `yes ${char}`.repeat(12),
]);

// What a grammar does differently in the versions between is what it does in one of these.
test.each([OLDEST_VERSION, NEWEST_VERSION])(
  'in systemd %i what is wrong with a value is explained without parsing corrections of it, which would explain theirs in turn',
  (version) => {
    const again = new Set<string>();
    for (const at of eachParser(version)) {
      const grammar = grammarFor(at.parser)!;
      const parse = vi.spyOn(grammar, 'parse');
      onTestFinished(() => parse.mockRestore());
      for (const value of TEMPTING) {
        parse.mockClear();
        grammar.parse(value, at);
        if (parse.mock.calls.length > 1) again.add(`${at.parser} ${value.slice(0, 10)}`);
      }
      parse.mockRestore();
    }
    expect([...again]).toEqual([]);
  },
);
