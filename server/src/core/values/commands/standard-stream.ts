import { enumeration } from '../../catalogue/catalogue.ts';
import { append } from '../../text/append.ts';
import { anyOf, type Message, say } from '../../text/message.ts';
import { isSameWord, nearest } from '../../text/nearest.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueFix, ValueProblem, World } from '../grammar.ts';
import { dropped, problem, replacement, set } from '../parsed.ts';
import { describePath } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import { scalarProblem } from '../scalar.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { fdNameFault } from '../strings/single-name.ts';

/** StandardInput= (src/core/load-fragment.c, config_parse_exec_input). */
export const standardInputGrammar: Grammar = {
  parsers: ['config_parse_exec_input'],
  summary: say`null, tty, tty-force, tty-fail, data, socket, fd:NAME or file:PATH`,
  parse: (value, at) => parseStream(value, at, INPUT),
  complete: (value, offset, at, world) => offers(value, offset, at, world, INPUT),
  describe: (token, value, at, world) => describe(token, value, at, world, INPUT),
};

/** StandardOutput= and StandardError= (config_parse_exec_output). */
export const standardOutputGrammar: Grammar = {
  parsers: ['config_parse_exec_output'],
  summary: say`inherit, null, tty, journal, kmsg, journal+console, kmsg+console, socket, fd:NAME, file:PATH, append:PATH or truncate:PATH`,
  parse(value, at) {
    const modern = OBSOLETE.get(value);
    if (modern === undefined) return parseStream(value, at, OUTPUT);
    return set(modern, [{ kind: 'keyword', from: 0, to: value.length }], [obsolete(value, modern)]);
  },
  complete: (value, offset, at, world) => offers(value, offset, at, world, OUTPUT),
  describe: (token, value, at, world) => describe(token, value, at, world, OUTPUT),
};

interface Direction {
  readonly table: string;
  /** The words that take a path behind a colon. */
  readonly files: readonly string[];
  readonly meanings: ReadonlyMap<string, Message>;
}

function parseStream(value: string, at: ValueContext, direction: Direction): Parsed {
  const [, scheme] = /^(fd|file|append|truncate):/.exec(value) ?? [];
  if (scheme === 'fd') return parseNamed(value, at);
  if (scheme !== undefined && direction.files.includes(scheme)) {
    const read = readPath(plainWord(value), at, { form: 'absolute' }, scheme.length + 1);
    const tokens: Token[] = [{ kind: 'keyword', from: 0, to: scheme.length }, ...read.tokens];
    if (read.path === undefined) return { ...dropped(undefined, tokens), problems: read.problems };
    return set(`${scheme}:${read.path}`, tokens, read.problems);
  }
  const words = enumeration(direction.table, at.version);
  const tokens: Token[] = value === '' ? [] : [{ kind: 'keyword', from: 0, to: value.length }];
  if (words.includes(value)) return set(value, tokens, direction.files.includes(value) ? [needsPath(value)] : []);
  return dropped(unknownStream(value, at, direction, words), tokens);
}

/** `fd:` may be followed by nothing: then the name is that of the stream. */
function parseNamed(value: string, at: ValueContext): Parsed {
  const word = plainWord(value, 'fd:'.length);
  const expansion = expandWord(word, at, { longest: LONGEST.fdName });
  const tokens: Token[] = [
    { kind: 'keyword', from: 0, to: 2 },
    { kind: 'name', from: word.from, to: word.to },
    ...expansion.tokens,
  ];
  if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
  const fault = fdNameFault(expansion.text);
  if (fault) return dropped(problem('bad-name', 'ignore', word.from, word.to, fault), tokens);
  return set(`fd:${expansion.text}`, tokens, expansion.problems);
}

function unknownStream(value: string, at: ValueContext, direction: Direction, words: readonly string[]): ValueProblem {
  const plain = words.filter((word) => !direction.files.includes(word) && word !== 'fd');
  const forms = direction.files.map((word) => `${word}:/path`);
  const write = anyOf([...plain, ...forms, 'fd:NAME']);
  const fixes: ValueFix[] = [];
  const near = nearest(value, words);
  if (value.startsWith('/'))
    append(
      fixes,
      direction.files.map((word) => replacement(`${word}:${value}`, 0, value.length, 'unsafe')),
    );
  else if (near) fixes.push(replacement(near, 0, value.length, isSameWord(value, near) ? 'safe' : 'unsafe'));
  return scalarProblem(
    value,
    at,
    {
      code: 'bad-keyword',
      write,
      accepts: (text) => words.includes(text) || forms.some((form) => text.startsWith(form.slice(0, -'path'.length))),
    },
    { fixes },
  );
}

/** The bare word is taken, but there is no file to open then. */
function needsPath(word: string): ValueProblem {
  return problem('bad-keyword', 'fail', 0, word.length, {
    message: say`"${word}" needs a path.`,
    remedy: say`Write ${word}:/path.`,
  });
}

function obsolete(value: string, modern: string): ValueProblem {
  return {
    code: 'obsolete-value',
    effect: 'note',
    from: 0,
    to: value.length,
    message: say`"${value}" is obsolete and taken for "${modern}", from where syslog daemons get their messages too.`,
    remedy: say`Write "${modern}", or remove the line, as it is the default.`,
    fixes: [replacement(modern, 0, value.length, 'safe')],
    tags: ['deprecated'],
  };
}

function offers(value: string, offset: number, at: ValueContext, world: World, direction: Direction): Offer[] {
  const scheme = /^(fd|file|append|truncate):/.exec(value.slice(0, offset))?.[1];
  if (scheme === 'fd') return specifierOffers(value, offset, at);
  if (scheme !== undefined) {
    return direction.files.includes(scheme)
      ? pathOffers(value, scheme.length + 1, offset, at, world, { whole: true })
      : [];
  }
  return enumeration(direction.table, at.version).map((word): Offer => {
    const detail = direction.meanings.get(word);
    const base = { from: 0, to: value.length, kind: 'keyword' as const, ...(detail && { detail }) };
    if (direction.files.includes(word))
      return { ...base, label: `${word}:`, insert: `${word}:/$0`, snippet: true, rank: 1 };
    if (word === 'fd') return { ...base, label: 'fd:', insert: 'fd:$0', snippet: true, rank: 1 };
    return { ...base, label: word, insert: word, rank: 0 };
  });
}

function describe(
  token: Token,
  value: string,
  at: ValueContext,
  world: World,
  direction: Direction,
): Message | undefined {
  if (token.kind !== 'keyword') return describePath(token, value, at, world);
  const word = value.slice(token.from, token.to);
  const meaning = direction.meanings.get(word);
  return meaning && say`\`${word}\`: ${meaning}.`;
}

const OBSOLETE: ReadonlyMap<string, string> = new Map([
  ['syslog', 'journal'],
  ['syslog+console', 'journal+console'],
]);

const INPUT: Direction = {
  table: 'exec_input',
  files: ['file'],
  meanings: new Map([
    ['null', say`nothing to read; the default`],
    ['tty', say`the terminal of TTYPath=, waiting until it is free`],
    ['tty-force', say`the terminal of TTYPath=, taken from the process that has it`],
    ['tty-fail', say`the terminal of TTYPath=, or failure if it is taken`],
    ['data', say`the data of StandardInputText= and StandardInputData=`],
    ['file', say`a file, opened for reading`],
    ['socket', say`the socket that started the service; for Accept=yes the connection`],
    ['fd', say`a socket by its FileDescriptorName=`],
  ]),
};

const OUTPUT: Direction = {
  table: 'exec_output',
  files: ['file', 'append', 'truncate'],
  meanings: new Map([
    ['inherit', say`the same as standard input, or for StandardError= as standard output`],
    ['null', say`nowhere`],
    ['tty', say`the terminal of TTYPath=`],
    ['journal', say`the journal; the default`],
    ['kmsg', say`the kernel log, and from there the journal`],
    ['journal+console', say`the journal and the system console`],
    ['kmsg+console', say`the kernel log and the system console`],
    ['file', say`a file, written from its start without emptying it`],
    ['append', say`a file, written at its end`],
    ['truncate', say`a file, emptied first`],
    ['socket', say`the socket that started the service; for Accept=yes the connection`],
    ['fd', say`a socket by its FileDescriptorName=`],
  ]),
};
