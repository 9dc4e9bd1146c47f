import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outputText } from '../src/manager/outcome.ts';
import { runProgram } from '../src/manager/process.ts';
import { commandLine } from '../src/manager/ssh/command-line.ts';
import { findProgram } from '../tools/program.ts';

/** Log-in shells that people have, as far as this machine has them; `sh` is everywhere. */
const SHELLS = ['sh', 'bash', 'zsh', 'fish', 'tcsh'].filter((name) => findProgram(name) !== undefined);

it.each(SHELLS)('a command line has %s run exactly these words', async (shell) => {
  expect(await saidBy(shell, HOSTILE)).toEqual(HOSTILE);
  const word = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: CHARACTER }),
    fc.string({ unit: fc.constantFrom(...SPECIAL) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 40 }), async (words) => {
      const wanted = words.map((text) => text.replaceAll('\0', ''));
      expect(await saidBy(shell, wanted)).toEqual(wanted);
    }),
    { numRuns: shell === 'sh' ? 12 : 4 },
  );
});

/** The words that a program gets. */
async function saidBy(shell: string, words: readonly string[]): Promise<string[]> {
  const ran = await runProgram([shell, '-c', commandLine(['printf', '%s\\0', ...words])]);
  if (ran.kind !== 'ok') throw new Error(ran.kind);
  expect(ran.value.stderr).toBe('');
  return outputText(ran.value).split('\0').slice(0, -1);
}

/** Any character. What fast-check has for it (`binary`) makes a table of all million of them first, which takes a second. */
const CHARACTER = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800));

const SPECIAL = [
  "'",
  '"',
  '\\',
  '$',
  '`',
  '!',
  ';',
  '\n',
  '\r',
  '\t',
  ' ',
  '-',
  '~',
  '=',
  '*',
  '(',
  '{',
  '%',
  '^',
  '#',
  '&',
];

const HOSTILE = [
  '',
  '-rf',
  '--',
  '../../etc/passwd',
  '$(touch /tmp/x)',
  '`id`',
  "'; id #",
  "\\'; id #",
  "\\\\'",
  '"$HOME"',
  'a\nb',
  '\n',
  'ends in a line end\n',
  '!!',
  '=ls',
  '~root',
  '{a,b}',
  '[ab]*?',
  '%1',
  'dev-disk-by\\x2duuid.mount',
  '\\',
  'x\\',
];
