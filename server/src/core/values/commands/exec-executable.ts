import { isUtf8Clean } from '../../text/bytes.ts';
import { type Message, say } from '../../text/message.ts';
import type { ValueProblem, Wording } from '../grammar.ts';
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
  const fault = (wording: Wording, fixes: ValueProblem['fixes'] = []): Omit<ValueProblem, 'effect'> => ({
    code: 'bad-command',
    from,
    to,
    ...wording,
    fixes,
  });
  if (path === '') {
    return {
      ...fault({ message: say`No executable.`, remedy: say`Write its absolute path, or its name alone.` }),
      from: Math.min(from, Math.max(0, value.length - 1)),
      to: Math.max(to, 1),
    };
  }
  const special = specialIn(path, version);
  if (special) {
    return fault({
      message: special,
      remedy: say`Write another path. If a shell is meant, which systemd does not use, write /bin/sh -c and the command in quotes.`,
    });
  }
  const isDirectory = version >= SEES_DOTS ? /(?:^|\/)\.{0,2}$/.test(path) : path.endsWith('/');
  if (isDirectory)
    return fault({ message: say`"${path}" is a directory.`, remedy: say`Write the path of an executable.` });
  if (path.startsWith('/') ? version < MEASURES_PATHS || isValidPath(path) : isValidFileName(path, version))
    return undefined;
  return fault(...relativeFault(path, from, to, word));
}

function relativeFault(
  path: string,
  from: number,
  to: number,
  word: Word,
): [Wording, NonNullable<ValueProblem['fixes']>] {
  const replace = (newText: string): NonNullable<ValueProblem['fixes']> =>
    path === word.text && to - from === path.length
      ? [{ title: say`Write ${newText}`, safety: 'unsafe', from, to, newText }]
      : [];
  if (byteLength(path) > 255 && !path.includes('/'))
    return [
      {
        message: say`The name of the executable is too long: a file name has at most 255 bytes.`,
        remedy: say`Shorten it.`,
      },
      [],
    ];
  if (path.startsWith('/'))
    return [
      {
        message: say`The path of the executable, or one of its components, is too long.`,
        remedy: say`Shorten it.`,
      },
      [],
    ];
  if (path.startsWith('|'))
    return [
      {
        message: say`The prefix "|" needs systemd 258 or newer.`,
        remedy: say`Write "/bin/sh -c" before the command instead.`,
      },
      [],
    ];
  if (/^~\//.test(path))
    return [
      { message: say`"~" is not expanded here.`, remedy: say`Write %h for the home directory of the manager’s user.` },
      replace(`%h${path.slice(1)}`),
    ];
  if (path.startsWith('$'))
    return [
      {
        message: say`Variables are not expanded in the path of the executable.`,
        remedy: say`Write it out, or start it through /usr/bin/env or /bin/sh -c.`,
      },
      [],
    ];
  const absolute = /^(?:bin|sbin|usr|opt|etc|lib|home|srv|var)\//.test(path) ? replace(`/${path}`) : [];
  return [
    {
      message: say`"${path}" is neither an absolute path nor a plain name.`,
      remedy: say`Write the path from "/" on, or a name alone, which is looked up in the search path.`,
    },
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

/** Before this version an absolute path may be of any length. */
const MEASURES_PATHS = 248;
/** The first versions that see a directory in a path ending in a dot, and refuse glob characters. */
const SEES_DOTS = 255;
const STRICT = 258;
