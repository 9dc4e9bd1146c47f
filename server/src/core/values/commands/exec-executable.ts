import { isUtf8Clean } from '../../text/bytes.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import type { ValueProblem } from '../grammar.ts';
import { isValidFileName, isValidPath } from '../paths/paths.ts';
import { byteLength } from '../words/escapes.ts';
import type { Word } from '../words/words.ts';

/** Why a text cannot be an executable; the effect is for the caller to say. */
export function executableFault(
  path: string,
  version: number,
  word: Word,
  value: string,
): Omit<ValueProblem, 'effect'> | undefined {
  const { from, to } = word;
  const fault = (message: Message, fixes: ValueProblem['fixes'] = []): Omit<ValueProblem, 'effect'> => ({
    code: 'bad-command',
    from,
    to,
    message,
    fixes,
  });
  if (path === '') {
    return {
      ...fault(say`No executable. Write its absolute path, or its name alone.`),
      from: Math.min(from, Math.max(0, value.length - 1)),
      to: Math.max(to, 1),
    };
  }
  const special = specialIn(path, version);
  if (special)
    return fault(
      sentences(special, say`systemd uses no shell. To use one, write /bin/sh -c and the command in quotes.`),
    );
  const isDirectory = version >= SEES_DOTS ? /(?:^|\/)\.{0,2}$/.test(path) : path.endsWith('/');
  if (isDirectory) return fault(say`"${path}" is a directory. Write the path of an executable.`);
  if (path.startsWith('/') ? isValidPath(path) : isValidFileName(path)) return undefined;
  return fault(...relativeFault(path, from, to, word));
}

function relativeFault(
  path: string,
  from: number,
  to: number,
  word: Word,
): [Message, NonNullable<ValueProblem['fixes']>] {
  const replace = (newText: string): NonNullable<ValueProblem['fixes']> =>
    path === word.text && to - from === path.length
      ? [{ title: say`Write ${newText}`, safety: 'unsafe', from, to, newText }]
      : [];
  if (byteLength(path) > 255 && !path.includes('/'))
    return [say`The name of the executable is too long: a file name has at most 255 bytes.`, []];
  if (path.startsWith('/')) return [say`The path of the executable, or one of its components, is too long.`, []];
  if (path.startsWith('|'))
    return [say`The prefix "|" needs systemd 258 or newer. Write "/bin/sh -c" before the command instead.`, []];
  if (/^~\//.test(path))
    return [
      say`"~" is not expanded here. Write %h for the home directory of the manager’s user.`,
      replace(`%h${path.slice(1)}`),
    ];
  if (path.startsWith('$'))
    return [
      say`Variables are not expanded in the path of the executable. Write it out, or start it through /usr/bin/env or /bin/sh -c.`,
      [],
    ];
  const absolute = /^(?:bin|sbin|usr|opt|etc|lib|home|srv|var)\//.test(path) ? replace(`/${path}`) : [];
  return [
    say`"${path}" is neither an absolute path nor a plain name. Write the path from "/" on, or a name alone, which is looked up in the search path.`,
    absolute,
  ];
}

/** The characters that systemd does not take in an executable (src/basic/string-util.c, string_is_safe). */
function specialIn(path: string, version: number): Message | undefined {
  const found = (version >= STRICT ? /[\x00-\x1f\x7f"'\\*?[]/ : /[\x00-\x1f\x7f"'\\]/).exec(path)?.[0];
  if (found !== undefined) {
    return found < ' ' || found === '\x7f'
      ? say`A control character is not allowed in the path of an executable.`
      : say`"${found}" is not allowed in the path of an executable.`;
  }
  return version >= STRICT && !isUtf8Clean(path) ? say`The path of the executable is not valid UTF-8.` : undefined;
}

/** The first versions that see a directory in a path ending in a dot, and refuse glob characters. */
const SEES_DOTS = 255;
const STRICT = 258;
