import { ERRNOS } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Grammar, Offer, Parsed, Token } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { dropped, problem, reset, set } from '../parsed.ts';
import { rewrite, shown, wholeToken } from '../scalar.ts';
import { errnoName, readErrno, USUAL_ERRNOS } from './errno.ts';

/** What a filtered system call gives: an error, or the end of the process (src/core/load-fragment.c, config_parse_syscall_errno). */
export const syscallErrnoGrammar: Grammar = {
  parsers: ['config_parse_syscall_errno'],
  summary: say`kill, or an error such as EPERM`,

  parse(value: string): Parsed {
    if (value === '') return reset();
    if (value === KILL) return set(value, wholeToken(value, 'keyword'));
    const number = readErrno(value);
    if (number !== undefined && number > 0) return set(value, wholeToken(value, 'keyword'));
    const meant = number === undefined ? nearest(value, [KILL, ...ERRNOS.map(([name]) => name)]) : undefined;
    const wording = {
      message: number === 0 ? say`0 is not an error.` : say`"${shown(value)}" is not an error.`,
      remedy: meant ? say`Did you mean ${meant}?` : say`Write a name such as EPERM, a number from 1 to 4095, or kill.`,
    };
    const fixes = meant ? [rewrite(value, meant, 'unsafe')] : [];
    return dropped(problem('bad-keyword', 'ignore', 0, value.length, wording, fixes), wholeToken(value, 'keyword'));
  },

  complete(value: string): readonly Offer[] {
    const usual = USUAL_ERRNOS.map(([label, documentation], rank) => ({ label, documentation, rank: rank + 1 }));
    const others = ERRNOS.map(([label, number]) => ({ label, detail: say`error ${number}`, rank: 10 }));
    const kill = { label: KILL, documentation: KILL_NOTE, rank: 0 };
    const known = new Set(usual.map(({ label }) => label));
    return offersAt({ from: 0, to: value.length }, [
      kill,
      ...usual,
      ...others.filter(({ label }) => !known.has(label)),
    ]);
  },

  describe: (token: Token, value: string) => describeErrno(value.slice(token.from, token.to)),
};

const KILL = 'kill';
const KILL_NOTE = say`The process is ended with the signal SIGSYS.`;

/** What a program gets instead of the call, in Markdown. */
export function describeErrno(text: string): Message | undefined {
  if (text === KILL) return KILL_NOTE;
  const number = readErrno(text);
  if (number === undefined) return undefined;
  const name = errnoName(number) ?? say`an error`;
  const note =
    USUAL_ERRNOS.find(([candidate]) => candidate === name)?.[1] ?? say`The program gets this error from the call.`;
  return say`**${name}** (${number}): ${note}`;
}
