import { append } from '../../text/append.ts';
import { isUtf8Clean } from '../../text/bytes.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import type { Grammar, Parsed, Token, ValueContext, ValueFix, ValueProblem, Wording, World } from '../grammar.ts';
import { added, problem, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { isBehindEquals } from '../words/assignment-word.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { tokenText } from '../words/word-list.ts';
import { extractWords, offsetInValue, type Word, type WordFlags } from '../words/words.ts';
import { describeVariableHere } from './exec-variables.ts';

/** Environment=: assignments (src/core/load-fragment.c, config_parse_environ). */
export const environmentGrammar: Grammar = {
  parsers: ['config_parse_environ'],
  summary: say`assignments NAME=value, separated by spaces; an assignment with spaces in its value is quoted as a whole`,
  parse: (value, at) => readWords(value, at, ASSIGNMENT_WORDS, assignmentFault),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeVariable(token, value, world),
  parts: (value, offset) => ({
    label: 'NAME=value',
    parts: [
      { label: 'NAME', documentation: say`Letters, digits and "_", not beginning with a digit.` },
      {
        label: 'value',
        documentation: say`Any text. If it contains spaces, put the whole assignment into quotes: "NAME=a b".`,
      },
    ],
    active: isBehindEquals(value, offset) ? 1 : 0,
  }),
};

/** PassEnvironment=: names of variables of the manager (config_parse_pass_environ). */
export const passEnvironmentGrammar: Grammar = {
  parsers: ['config_parse_pass_environ'],
  summary: say`names of environment variables, separated by spaces`,
  parse: (value, at) => readWords(value, at, { unquote: true }, (text) => nameFault(text)),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeVariable(token, value, world),
};

/** UnsetEnvironment=: names, or assignments of which only exactly the same are removed (config_parse_unset_environ). */
export const unsetEnvironmentGrammar: Grammar = {
  parsers: ['config_parse_unset_environ'],
  summary: say`names of environment variables or assignments NAME=value, separated by spaces`,
  parse: (value, at) =>
    readWords(value, at, { unquote: true, cunescape: true }, (text) =>
      text.includes('=') ? assignmentFault(text) : nameFault(text),
    ),
  complete: (value, offset, at) => specifierOffers(value, offset, at),
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeVariable(token, value, world),
};

/** The assignments of a value of Environment=, unquoted, with their specifiers as they are written. */
export function environmentAssignments(value: string): readonly string[] {
  const { words } = extractWords(value, ASSIGNMENT_WORDS);
  return words.map(({ text }) => text).filter((text) => assignmentFault(text) === undefined);
}

const ASSIGNMENT_WORDS: WordFlags = { unquote: true, cunescape: true };

interface Fault extends Wording {
  readonly newText?: string;
}

function readWords(
  value: string,
  at: ValueContext,
  flags: WordFlags,
  check: (text: string) => Fault | undefined,
): Parsed {
  if (value === '') return reset();
  const { words, error } = extractWords(value, flags);
  const items: string[] = [];
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  for (const [index, word] of words.entries()) {
    const expansion = expandWord(word, at);
    append(tokens, variableTokens(word));
    append(tokens, expansion.tokens);
    append(problems, expansion.problems);
    if (expansion.failed) continue;
    const fault = check(expansion.text);
    if (!fault) items.push(expansion.text);
    else problems.push(faulty(word, fault, expansion.text, value, index > 0 ? words[index - 1] : undefined));
  }
  if (error) problems.push(quotingProblem(value, error));
  return added(items, tokens, problems);
}

/** The name of the variable, and its value if it has one. */
function variableTokens(word: Word): Token[] {
  const equals = word.text.indexOf('=');
  // Quotes around the word belong to neither.
  const from = offsetInValue(word, 0);
  const to = word.text === '' ? word.to : offsetInValue(word, word.text.length - 1) + 1;
  if (equals < 0) return [{ kind: 'variable', from, to }];
  const middle = offsetInValue(word, equals);
  return [
    { kind: 'variable', from: Math.min(from, middle), to: middle, text: word.text.slice(0, equals) },
    { kind: 'string', from: middle + 1, to: Math.max(middle + 1, to), text: word.text.slice(equals + 1) },
  ];
}

/** src/basic/env-util.c, env_name_is_valid. */
function isVariableName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

function assignmentFault(text: string): Fault | undefined {
  const equals = text.indexOf('=');
  if (equals < 0) return { message: say`"${text}" is not an assignment.`, remedy: say`Write NAME=value.` };
  const value = text.slice(equals + 1);
  if (!isUtf8Clean(value))
    return {
      message: say`The value is not valid UTF-8.`,
      remedy: say`Write it with valid characters only.`,
    };
  const name = text.slice(0, equals);
  return isVariableName(name) ? undefined : nameFault(name);
}

function nameFault(name: string): Fault | undefined {
  if (isVariableName(name)) return undefined;
  if (name === '')
    return {
      message: say`No name before "=".`,
      remedy: say`Write NAME=value, without spaces around the "=".`,
    };
  if (name.startsWith('$')) {
    const bare = name.replace(/^\$\{?|\}$/g, '');
    return {
      message: say`"${name}" has a "$", which does not belong to the name of a variable.`,
      remedy: say`Write the name without it.`,
      ...(isVariableName(bare) && { newText: bare }),
    };
  }
  if (/^\d/.test(name)) {
    return {
      message: say`"${name}" is not a valid variable name: it begins with a digit.`,
      remedy: say`Begin it with a letter or "_".`,
    };
  }
  if (/[,;]/.test(name)) {
    const names = name.split(/[,;]+/).filter(Boolean);
    const message = say`"${name}" is read as one name.`;
    const remedy = say`Separate names with spaces.`;
    return { message, remedy, ...(names.every(isVariableName) && { newText: names.join(' ') }) };
  }
  if (name.includes('='))
    return {
      message: say`"${name}" is an assignment.`,
      remedy: say`Write only the name of the variable.`,
      newText: name.slice(0, name.indexOf('=')),
    };
  const odd = [...name].find((c) => !/\w/.test(c));
  return {
    message: say`A variable name cannot contain "${odd ?? ''}".`,
    remedy: say`Use letters, digits and "_" only.`,
  };
}

function faulty(word: Word, fault: Fault, text: string, value: string, previous: Word | undefined): ValueProblem {
  const { from, to } = word;
  const fixes: ValueFix[] = [];
  if (fault.newText !== undefined && text === word.text && !word.offsets) {
    fixes.push({ title: say`Write ${fault.newText}`, safety: 'unsafe', from, to, newText: fault.newText });
  }
  if (text === 'export' || text === 'set') {
    fixes.push({ title: say`Remove "${text}"`, safety: 'safe', from, to: Math.min(value.length, to + 1), newText: '' });
    return problem(
      'bad-environment',
      'ignore',
      from,
      to,
      {
        message: say`"${text}" is read as part of the value: systemd uses no shell.`,
        remedy: say`Write the assignment alone.`,
      },
      fixes,
    );
  }
  if (!text.includes('=') && previous?.text.includes('=') && !previous.offsets && !word.offsets) {
    const newText = `"${value.slice(previous.from, to)}"`;
    if (!/["\\]/.test(value.slice(previous.from, to))) {
      fixes.push({ title: say`Write ${newText}`, safety: 'unsafe', from: previous.from, to, newText });
    }
    const quoting = say`If it belongs to the value before it, put the whole assignment into quotes.`;
    const { message, remedy } = fault;
    return problem('bad-environment', 'ignore', from, to, { message, remedy: sentences(remedy, quoting) }, fixes);
  }
  const { message, remedy } = fault;
  return problem('bad-environment', 'ignore', from, to, { message, remedy }, fixes);
}

function describeVariable(token: Token, value: string, world: World): Message | undefined {
  return token.kind === 'variable' ? describeVariableHere(tokenText(token, value), world) : undefined;
}
