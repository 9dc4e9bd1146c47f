import { say } from '../../text/message.ts';
import type { Token, ValueContext, ValueProblem, Wording } from '../grammar.ts';
import { isValidFileName } from '../paths/paths.ts';
import { shown } from '../scalar.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { byteLength } from '../words/escapes.ts';
import type { Word } from '../words/words.ts';

/**
 * Whether the text may name a credential (src/shared/creds-util.c, credential_name_valid): a file name of printable ASCII without colon.
 */
export function isCredentialName(text: string): boolean {
  return isValidFileName(text) && isFdName(text);
}

/** Whether the text may name a file descriptor (src/basic/fd-util.c, fdname_is_valid); it may be empty. */
export function isFdName(text: string): boolean {
  return /^[ -9;-~]*$/.test(text) && byteLength(text) <= 255;
}

/** Whether the text may name several credentials: a name with at most one `*`, at its end (credential_glob_valid). */
function isCredentialGlob(text: string): boolean {
  const glob = text.search(/[*?[\]]/);
  if (glob < 0) return isCredentialName(text);
  return glob === text.length - 1 && text.endsWith('*') && (glob === 0 || isCredentialName(text.slice(0, -1)));
}

export interface CredentialName {
  /** The name as systemd keeps it; undefined where it does not take it. */
  readonly name: string | undefined;
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
}

/** Reads the name of a credential, specifiers expanded. */
export function readCredentialName(word: Word, at: ValueContext, globs = false): CredentialName {
  const expanded = expandWord(word, at, { longest: LONGEST.credential });
  const tokens: Token[] = [{ kind: 'name', from: word.from, to: word.to }, ...expanded.tokens];
  if (expanded.failed) return { name: undefined, problems: expanded.problems, tokens };
  const isValid = globs ? isCredentialGlob : isCredentialName;
  if (isValid(expanded.text)) return { name: expanded.text, problems: expanded.problems, tokens };
  return { name: undefined, problems: [...expanded.problems, badName(word, expanded.text, globs)], tokens };
}

export function badName(word: Word, name: string, globs = false): ValueProblem {
  const { from, to } = word;
  // A name that is missing is shown at the colon behind it.
  return { code: 'bad-credential', effect: 'ignore', from, to: Math.max(to, from + 1), ...why(name, globs) };
}

function why(name: string, globs: boolean): Wording {
  if (name === '') return { message: say`No credential name.`, remedy: say`Write one, such as "password".` };
  if (globs && /[*?[\]]/.test(name.replace(/\*$/, ''))) {
    return {
      message: say`"${shown(name)}" is not a valid pattern.`,
      remedy: say`Write no more than one "*", at the end of the name.`,
    };
  }
  if (name.includes('/')) {
    return {
      message: say`A credential name cannot contain "/": "${shown(name)}".`,
      remedy: say`Write a name without it.`,
    };
  }
  if (byteLength(name) > 255)
    return {
      message: say`A credential name has at most 255 bytes; this one has ${byteLength(name)}.`,
      remedy: say`Shorten it.`,
    };
  return {
    message: say`"${shown(name)}" is not a valid credential name.`,
    remedy: say`Write a file name in plain ASCII, without colons.`,
  };
}
