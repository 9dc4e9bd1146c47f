import { expect, it } from 'vitest';
import { smallUnit } from '../../bench/units.ts';
import { PIECES } from '../../fuzz/inputs.ts';
import { cost } from './work.ts';

const { diagnose } = await import('../../src/core/findings/run.ts');
const { createHost } = await import('../../src/core/workspace/host.ts');
const { eachParser } = await import('./sample-values.ts');

// Cost that grows with the size is not enough where some line costs a thousand times what others do.

/** What judging a file costs for each of its characters. */
function costOfACharacter(name: string, text: string): number {
  const judge = () => {
    const host = createHost();
    host.apply([{ path: `/w/${name}`, layer: 'disk', text }]);
    const snapshot = host.snapshot();
    return diagnose(snapshot, snapshot.file(`/w/${name}`)!);
  };
  return cost(judge) / text.length;
}

/** How many times what an ordinary unit costs a file may cost for each character. */
const MOST = 20;

const ORDINARY = costOfACharacter('a.service', smallUnit());

/** The characters of a file: enough that what is done once for each file does not count. */
const LENGTH = 400;

/** A file of one line again and again, behind a beginning. */
function filled(start: string, line: string): string {
  return start + `${line}\n`.repeat(Math.ceil(LENGTH / (line.length + 1)));
}

const LINES = [
  ...[...PIECES].map((piece) => piece.replaceAll('\n', '\\\n')),
  ...[
    '',
    '#',
    ';',
    '[]',
    '[a]',
    '[X-A]',
    '[Unit]',
    '[Service]',
    '=x',
    'a=',
    'K =',
    'a\\',
    'a\\\n#',
    '[X-A]\na=',
    'Nice=1\nNice=',
  ],
];

it.each(['', '[Service]\n', '[X-A]\n'])('no line behind %j costs out of proportion', (start) => {
  const found = LINES.map((line) => [line, costOfACharacter('a.service', filled(start, line)) / ORDINARY] as const);
  expect(found.filter(([, times]) => times > MOST)).toEqual([]);
});

it('no value costs out of proportion, without a value and with good and bad ones', () => {
  const found = eachParser().flatMap(({ at, type, value }) =>
    [...new Set(['', 'x', '\u00e9', '%', '0', value])].map((one) => {
      const line = `${at.key}=${one}`;
      return [line, costOfACharacter(`a.${type}`, filled(`[${at.section}]\n`, line)) / ORDINARY] as const;
    }),
  );
  expect(found.filter(([, times]) => times > MOST)).toEqual([]);
});
