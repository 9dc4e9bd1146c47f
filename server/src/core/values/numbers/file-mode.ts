import { type Message, say } from '../../text/message.ts';
import type { Grammar, Hint, Offer, Parsed, Token, ValueContext, ValueFix } from '../grammar.ts';
import { detailed, offersAt } from '../offers.ts';
import { dropped, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';
import { type NumberFault, readUnsigned } from './numbers.ts';

/** The access bits of a file or directory, in octal; kept with four digits. */
export const fileModeGrammar: Grammar = {
  parsers: ['config_parse_mode'],
  summary: say`access bits in octal, such as 0660`,

  parse(value: string, at: ValueContext): Parsed {
    const mode = readMode(value);
    const tokens = wholeToken(value, 'number');
    if (typeof mode === 'number') return set(formatMode(mode), tokens);
    const wanted = {
      code: 'bad-mode',
      write: say`access bits in octal, such as 0660`,
      accepts: (text: string) => typeof readMode(text) === 'number',
    } as const;
    const finding =
      mode === 'range'
        ? ({ code: 'value-out-of-range', what: say`${shown(value)} is more than 07777.` } as const)
        : { what: say`"${shown(value)}" is not an octal number.`, fixes: modeFixes(value) };
    return dropped(scalarProblem(value, at, wanted, finding), tokens);
  },

  complete(value: string, _offset: number, at: ValueContext): readonly Offer[] {
    const modes = at.key === 'UMask' ? ['0022', '0027', '0077'] : at.key === 'SocketMode' ? SOCKET : DIRECTORY;
    return offersAt(
      { from: 0, to: value.length },
      modes.map((label, rank) => ({ label, kind: 'number', rank, ...detailed(describeMode(readMode(label), at)) })),
    );
  },

  hints(value: string, at: ValueContext): readonly Hint[] {
    const mode = readMode(value);
    if (typeof mode !== 'number') return [];
    const label =
      at.key === 'UMask'
        ? say`files ${modeLetters(0o666 & ~mode)}, directories ${modeLetters(0o777 & ~mode)}`
        : say`${modeLetters(mode)}`;
    return [{ at: value.length, label, level: 'some' }];
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    return describeMode(readMode(value.slice(token.from, token.to)), at);
  },
};

const SOCKET = ['0666', '0660', '0600'];
const DIRECTORY = ['0755', '0750', '0700'];

/** Reads access bits (src/basic/parse-util.c, parse_mode): octal without a sign, and no prefix but zeros. */
function readMode(text: string): number | NumberFault {
  const read = readUnsigned(text, { base: 8, refuseSign: true });
  return typeof read === 'number' && read > 0o7777 ? 'range' : read;
}

/** As `ls` shows it: `rw-r-----`. */
export function modeLetters(mode: number): string {
  const letters = [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 4, 2, 1].map((bit, i) => (mode & bit ? 'rwx'[i % 3]! : '-'));
  const special = [0o4000, 0o2000, 0o1000];
  special.forEach((bit, i) => {
    if (!(mode & bit)) return;
    const place = i * 3 + 2;
    const letter = i === 2 ? 't' : 's';
    letters[place] = letters[place] === 'x' ? letter : letter.toUpperCase();
  });
  return letters.join('');
}

function describeMode(mode: number | NumberFault, at: ValueContext): Message | undefined {
  if (typeof mode !== 'number') return undefined;
  if (at.key !== 'UMask') return say`\`${modeLetters(mode)}\` (${formatMode(mode)})`;
  return say`New files get at most \`${modeLetters(0o666 & ~mode)}\`, new directories \`${modeLetters(0o777 & ~mode)}\``;
}

function formatMode(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function modeFixes(value: string): ValueFix[] {
  const prefixed = /^0[oO]([0-7]{1,4})$/.exec(value)?.[1];
  if (prefixed !== undefined) return [rewrite(value, prefixed.padStart(4, '0'), 'safe')];
  const hexadecimal = /^0[xX]([0-9a-fA-F]{1,3})$/.exec(value)?.[1];
  if (hexadecimal !== undefined) return [rewrite(value, formatMode(Number.parseInt(hexadecimal, 16)), 'safe')];
  const letters = /^[-dscpl]?([r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-])$/.exec(value)?.[1];
  if (letters !== undefined) return [rewrite(value, formatMode(modeOf(letters)), 'safe')];
  const symbolic = symbolicMode(value);
  return symbolic === undefined ? [] : [rewrite(value, formatMode(symbolic), 'unsafe')];
}

function modeOf(letters: string): number {
  let mode = 0;
  for (let i = 0; i < 9; i++) {
    const letter = letters[i]!;
    if ('rwxst'.includes(letter)) mode |= 0o400 >> i;
    if ('sStT'.includes(letter)) mode |= [0o4000, 0o2000, 0o1000][Math.floor(i / 3)]!;
  }
  return mode;
}

/** `u=rw,g=r`, as chmod takes it. */
function symbolicMode(value: string): number | undefined {
  let mode = 0;
  for (const clause of value.split(',')) {
    const match = /^([ugoa]+)=([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1]!.includes('a') ? 'ugo' : match[1]!;
    const bits = [...match[2]!].reduce((sum, letter) => sum | { r: 4, w: 2, x: 1 }[letter]!, 0);
    for (const one of who) mode |= bits << { u: 6, g: 3, o: 0 }[one]!;
  }
  return mode;
}
