import { ERRNOS } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import { readInteger } from '../numbers/numbers.ts';

/** The number of an error, by name in any case or by itself (src/basic/parse-util.c, parse_errno): 0 to 4095. */
export function readErrno(text: string): number | undefined {
  const upper = text.toUpperCase();
  const named = ERRNOS.find(([name]) => name === upper)?.[1];
  if (named !== undefined) return named;
  const number = readInteger(text);
  return typeof number === 'number' && number >= 0 && number <= LARGEST ? number : undefined;
}

/** The name that an error number mostly goes by. */
export function errnoName(number: number): string | undefined {
  return ERRNOS.find(([, candidate]) => candidate === number)?.[0];
}

/** The errors that filters mostly give, with what programs make of them. */
export const USUAL_ERRNOS: readonly (readonly [name: string, note: Message])[] = [
  ['EPERM', say`The program is told that it may not do this.`],
  ['ENOSYS', say`The program is told that the kernel does not have the call; most then try something else.`],
  ['EACCES', say`The program is told that access is denied.`],
  ['EINVAL', say`The program is told that an argument is wrong.`],
];

const LARGEST = 4095;
