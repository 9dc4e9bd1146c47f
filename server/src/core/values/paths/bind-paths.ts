import { append } from '../../text/append.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { added, problem, replacement, reset } from '../parsed.ts';
import { badEscape, quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWord, extractWords, offsetInValue, WHITESPACE, type Word, withinWord } from '../words/words.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { type ReadPath, readPath } from './path-value.ts';

/** BindPaths= and BindReadOnlyPaths= (src/core/load-fragment.c, config_parse_bind_paths). */
export const bindPathsGrammar: Grammar = {
  parsers: ['config_parse_bind_paths'],
  summary: say`absolute paths, each as source[:destination[:rbind or norbind]]; "-" before the source allows it to be missing`,
  parse(value, at) {
    if (value === '') return reset();
    return at.version < SPLITS_TUPLES_FIRST ? readInOne(value, at) : readTuples(value, at);
  },
  complete(value, offset, at, world) {
    const { from } = wordAt(value, offset);
    const typed = value.slice(from, offset);
    const field = typed.split(':').length - 1;
    const start = from + typed.lastIndexOf(':') + 1;
    if (field > 2 || /["'\\]/.test(value)) return [];
    if (field === 2) {
      const { to } = wordAt(value, offset, `:${WHITESPACE}`);
      return OPTIONS.map(([label, detail]) => ({ label, from: start, to, insert: label, kind: 'keyword', detail }));
    }
    return pathOffers(value, field === 0 && typed.startsWith('-') ? start + 1 : start, offset, at, world, {
      reserved: ':',
    });
  },
  describe(token, value, at, world) {
    if (token.kind === 'keyword') return OPTIONS.find(([name]) => name === value.slice(token.from, token.to))?.[1];
    if (token.kind === 'prefix') return say`No error if the source does not exist.`;
    return describePath(token, value, at, world);
  },
  parts(value, offset) {
    const typed = value.slice(wordAt(value, offset).from, offset);
    return {
      label: 'source:destination:options',
      parts: [
        {
          label: 'source',
          documentation: say`What to make visible: a path of the host. "-" before it allows it to be missing.`,
        },
        { label: 'destination', documentation: say`Where it appears for the unit; the same path if left out.` },
        {
          label: 'options',
          documentation: say`rbind (the default) includes mounts below the source, norbind does not.`,
        },
      ],
      active: Math.min(2, typed.split(':').length - 1),
    };
  },
};

interface Found {
  readonly items: string[];
  readonly tokens: Token[];
  readonly problems: ValueProblem[];
}

/** Splits at white space first, and each word at its colons, which a backslash hides. */
function readTuples(value: string, at: ValueContext): Parsed {
  const { words, error } = extractWords(value, { unquote: true, retainEscape: true });
  const found: Found = { items: [], tokens: [], problems: [] };
  for (const tuple of words) {
    const { words: fields, error: bad } = extractWords(tuple.text, FIELDS);
    if (bad && fields.length < 4) {
      found.problems.push(
        badEscape(value, offsetInValue(tuple, bad.at), 'ignore', {
          remedy: say`Write \\\\ for a backslash and \\: for a colon.`,
        }),
      );
      continue;
    }
    const [source, destination, options, extra] = fields.map((field) => withinWord(tuple, field));
    if (extra) {
      const wording = {
        message: say`More than three parts.`,
        remedy: say`Write source:destination:options, and \\: for a colon in a path.`,
      };
      found.problems.push(problem('bad-list-item', 'ignore', tuple.from, tuple.to, wording));
      continue;
    }
    if (source) readMount(source, destination, options, at, found);
  }
  if (error) found.problems.push(quotingProblem(value, error));
  return added(found.items, found.tokens, found.problems);
}

/**
 * Before, colons and white space were alike while reading on, so that two spaces in a row have an empty path between them and
 * a bad source leaves its destination to be taken for the next source.
 */
function readInOne(value: string, at: ValueContext): Parsed {
  const found: Found = { items: [], tokens: [], problems: [] };
  const flags = { separators: `:${WHITESPACE}`, unquote: true, dontCoalesceSeparators: true };
  let rest: number | undefined = 0;
  const after = (colon: number | undefined): boolean => colon !== undefined && value[colon - 1] === ':';
  while (rest !== undefined) {
    const source = extractWord(value, rest, flags);
    rest = source.rest;
    if (source.error) found.problems.push(quotingProblem(value, source.error));
    if (!source.word) break;
    const from = readSource(source.word, at, found);
    if (from === undefined) continue;
    if (!after(rest)) {
      found.items.push(from);
      continue;
    }
    const destination = extractWord(value, rest!, flags);
    rest = destination.rest;
    if (destination.error) found.problems.push(quotingProblem(value, destination.error));
    if (!destination.word) break;
    const to = keep(readPath(destination.word, at, { form: 'absolute' }), found);
    if (to === undefined) continue;
    if (!after(rest)) {
      found.items.push(`${from}:${to}`);
      continue;
    }
    const options = extractWord(value, rest!, { unquote: true });
    rest = options.rest;
    if (options.error) {
      found.problems.push(quotingProblem(value, options.error));
      break;
    }
    const option = readOption(options.word ?? { text: '', from: value.length, to: value.length }, found);
    if (option !== undefined) found.items.push(`${from}:${to}${option}`);
  }
  return added(found.items, found.tokens, found.problems);
}

function readMount(
  source: Word,
  destination: Word | undefined,
  options: Word | undefined,
  at: ValueContext,
  found: Found,
): void {
  const from = readSource(source, at, found);
  if (from === undefined) return;
  const to = destination && keep(readPath(destination, at, { form: 'absolute' }), found);
  if (destination && to === undefined) return;
  const option = options ? readOption(options, found) : '';
  if (option !== undefined) found.items.push(`${from}${to === undefined ? '' : `:${to}`}${option}`);
}

function readSource(word: Word, at: ValueContext, found: Found): string | undefined {
  const mark = word.text.startsWith('-') ? '-' : '';
  if (mark) found.tokens.push({ kind: 'prefix', from: word.from, to: offsetInValue(word, 0) + 1 });
  const path = keep(readPath(word, at, { form: 'absolute' }, mark.length), found);
  return path === undefined ? undefined : mark + path;
}

function keep(read: ReadPath, found: Found): string | undefined {
  append(found.tokens, read.tokens);
  append(found.problems, read.problems);
  return read.path;
}

function readOption(word: Word, found: Found): string | undefined {
  const { text, from, to } = word;
  if (text !== '') found.tokens.push({ kind: 'keyword', from, to });
  if (text === '' || text === 'rbind') return '';
  if (text === 'norbind') return ':norbind';
  const message = /^(?:ro|rw)$/.test(text)
    ? {
        message: say`"${text}" is not an option here.`,
        remedy: say`Use BindReadOnlyPaths= for a read-only mount, BindPaths= for a writable one.`,
      }
    : { message: say`"${text}" is not an option here.`, remedy: say`Write rbind or norbind.` };
  const fix = text === 'bind' ? [replacement('norbind', from, to, 'unsafe')] : [];
  found.problems.push(problem('bad-keyword', 'ignore', from, to, message, fix));
  return undefined;
}

const FIELDS = { separators: ':', cunescape: true, unescapeSeparators: true, dontCoalesceSeparators: true };

/** The first version that reads a whole source:destination:options before it looks at its parts. */
const SPLITS_TUPLES_FIRST = 258;

const OPTIONS: readonly (readonly [string, Message])[] = [
  ['rbind', say`Mounts below the source are included; the default.`],
  ['norbind', say`Mounts below the source are left out.`],
];
