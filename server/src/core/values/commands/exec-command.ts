import { append } from '../../text/append.ts';
import { say } from '../../text/message.ts';
import type { Token, ValueContext, ValueProblem } from '../grammar.ts';
import { afterPrefix } from '../paths/path-value.ts';
import { simplifyPath } from '../paths/paths.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { badEscape, quotingProblem } from '../words/quoting-problem.ts';
import { extractWordRelaxed, offsetInValue, WHITESPACE, type Word } from '../words/words.ts';
import { executableFault } from './exec-executable.ts';
import { type ExecPrefixes, readExecPrefixes } from './exec-prefix.ts';
import { readVariables } from './variable-words.ts';

/** One command of an Exec*= line. */
export interface ExecCommand {
  /** The stretch of the value from the prefixes to the last argument. */
  readonly from: number;
  readonly to: number;
  readonly prefixes: ExecPrefixes;
  /** The executable, specifiers expanded: an absolute path, or a plain name that is looked for in the search path. */
  readonly path: string;
  /** What the process sees, its own name first. */
  readonly argv: readonly string[];
  /** The words of the line, in the value's offsets: the executable without its prefixes first. */
  readonly words: readonly Word[];
}

export interface ExecLine {
  readonly commands: readonly ExecCommand[];
  readonly tokens: readonly Token[];
  readonly problems: readonly ValueProblem[];
}

/**
 * Reads an Exec*= line as systemd does (src/core/load-fragment.c, config_parse_exec). Most of what is wrong with a command is fatal to
 * the unit; with the prefix `-` it only drops the rest of the line.
 */
export function readExecLine(value: string, at: ValueContext): ExecLine {
  const commands: ExecCommand[] = [];
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  let rest: number | undefined = 0;
  while (rest !== undefined && rest < value.length) {
    const first = extractWordRelaxed(value, rest, FLAGS);
    if (first.error) return { commands, tokens, problems: [...problems, quotingProblem(value, first.error)] };
    if (!first.word) break;
    if (first.unknownEscape !== undefined) problems.push(keptEscape(value, first.unknownEscape));
    rest = first.rest;
    if (first.word.text === ';') {
      tokens.push({ kind: 'operator', from: first.word.from, to: first.word.to });
      continue;
    }
    const read = readCommand(value, first.word, rest, at);
    append(tokens, read.tokens);
    append(problems, read.problems);
    if (!read.command) return { commands, tokens, problems };
    commands.push(read.command);
    if (!read.followed) break;
    rest = read.rest;
  }
  return { commands, tokens, problems };
}

/** Since this version the expanded path of the executable has a limit of its own. */
const MEASURES_EXECUTABLE = 249;

interface ReadCommand {
  /** Undefined where systemd does not take it. */
  readonly command?: ExecCommand;
  readonly tokens: readonly Token[];
  readonly problems: readonly ValueProblem[];
  /** A semicolon ended it, and another command may follow. */
  readonly followed: boolean;
  readonly rest: number | undefined;
}

function readCommand(value: string, first: Word, start: number | undefined, at: ValueContext): ReadCommand {
  const prefixes = readExecPrefixes(first, at.version);
  const effect = prefixes.ignoresFailure ? 'ignore' : 'refuse';
  const tokens: Token[] = [...prefixes.tokens];
  const problems: ValueProblem[] = [...prefixes.problems];
  const failed = (more: readonly ValueProblem[]): ReadCommand => ({
    tokens,
    problems: [...problems, ...more],
    followed: false,
    rest: undefined,
  });

  const executable = afterPrefix(first, prefixes.length);
  const words = [executable];
  const argv: string[] = [];
  let path = '/bin/sh';
  if (prefixes.viaShell) {
    argv.push(prefixes.ownName ? '-sh' : 'sh');
    if (executable.text !== '') {
      argv.push(executable.text);
      tokens.push(argumentToken(executable));
    }
  } else {
    const expansion = expandWord(executable, at, {
      ...(at.version >= MEASURES_EXECUTABLE && { longest: LONGEST.path }),
      effect,
    });
    tokens.push({
      kind: 'command',
      from: executable.from,
      to: executable.to,
      ...(expansion.text !== executable.text && { text: expansion.text }),
    });
    append(tokens, expansion.tokens);
    if (expansion.failed) return failed(expansion.problems);
    append(problems, expansion.problems);
    path = expansion.text;
    const fault = executableFault(path, at.version, executable, value);
    if (fault) return failed([{ ...fault, effect }]);
    if (!prefixes.ownName) argv.push(path);
  }

  let rest = start;
  let to = first.to;
  let followed = false;
  while (rest !== undefined && rest < value.length) {
    const special = separatorAt(value, rest);
    if (special) {
      tokens.push({ kind: 'operator', from: rest, to: rest + special.length });
      const next = skipBlanks(value, rest + special.length);
      if (special === ';') {
        followed = true;
        rest = next;
        break;
      }
      argv.push(';');
      words.push({ text: ';', from: rest, to: rest + 2, offsets: [rest] });
      to = rest + 2;
      rest = next;
      continue;
    }
    const next = extractWordRelaxed(value, rest, FLAGS);
    if (next.error) return failed([quotingProblem(value, next.error, effect)]);
    if (!next.word) break;
    if (next.unknownEscape !== undefined) problems.push(keptEscape(value, next.unknownEscape));
    const expansion = expandWord(next.word, at, { effect });
    tokens.push(argumentToken(next.word));
    append(tokens, variablesIn(next.word, prefixes));
    append(tokens, expansion.tokens);
    if (expansion.failed) return failed(expansion.problems);
    append(problems, expansion.problems);
    argv.push(expansion.text);
    words.push(next.word);
    to = next.word.to;
    rest = next.rest;
  }
  if (argv.length === 0) {
    const wording = {
      message: say`No name after the executable, which "@" needs.`,
      remedy: say`Add the name to run it under, or remove the "@".`,
    };
    return failed([{ code: 'bad-command', effect, from: first.from, to: first.to, ...wording }]);
  }
  const command = { from: first.from, to, prefixes, path: simplifyPath(path, at.version), argv, words };
  return { command, tokens, problems, followed, rest };
}

function argumentToken({ text, from, to, offsets }: Word): Token {
  return offsets ? { kind: 'argument', from, to, text } : { kind: 'argument', from, to };
}

/** An unquoted `;` or `\;` that stands alone. */
function separatorAt(value: string, at: number): ';' | '\\;' | undefined {
  for (const separator of [';', '\\;'] as const) {
    const next = value[at + separator.length];
    if (value.startsWith(separator, at) && (next === undefined || WHITESPACE.includes(next))) return separator;
  }
  return undefined;
}

function skipBlanks(value: string, at: number): number {
  let next = at;
  while (next < value.length && WHITESPACE.includes(value[next]!)) next++;
  return next;
}

/** The variables in an argument that are replaced when the command is run. */
function variablesIn(word: Word, prefixes: ExecPrefixes): Token[] {
  if (prefixes.keepsVariables || !word.text.includes('$')) return [];
  const read = readVariables(word.text);
  if (read.kind === 'dropped') return [];
  const found = read.kind === 'split' ? [{ from: 0, to: word.text.length }] : read.replaced;
  return found.map(({ from, to }) => ({
    kind: 'variable',
    from: offsetInValue(word, from),
    to: offsetInValue(word, to - 1) + 1,
  }));
}

function keptEscape(value: string, from: number): ValueProblem {
  return badEscape(value, from, 'ignore', {
    consequence: say`systemd keeps it as written, backslash included.`,
    remedy: say`Write \\\\ for a backslash.`,
  });
}

const FLAGS = { unquote: true, cunescape: true };
