import type { Effect } from '../../diagnostic.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { added, dropped, problem, reset, set } from '../parsed.ts';
import { shown, wholeToken } from '../scalar.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { type ExpandedWord, expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { readWordList, tokenText, wordToken } from '../words/word-list.ts';
import { WHITESPACE, type Word } from '../words/words.ts';
import { readRange } from './number-range.ts';
import { UINT32_MAX } from './numbers.ts';

/**
 * Sets of CPUs or memory nodes: `0-3,8` (src/shared/cpu-set-util.c, config_parse_cpu_set, before 258 parse_cpu_set_full).
 */
export const cpuSetGrammar: Grammar = {
  parsers: [
    'config_parse_unit_cpu_set',
    'config_parse_allowed_cpuset',
    'config_parse_allowed_cpus',
    'config_parse_allowed_mems',
    'config_parse_exec_cpu_affinity',
    'config_parse_numa_mask',
  ],
  summary: say`numbers and ranges of numbers, such as 0-3,8`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === KEYWORDS[at.parser]) return set(value, wholeToken(value, 'keyword'));
    const whole = plainWord(value);
    const expanded = expandsSpecifiers(at) ? expandWord(whole, at) : undefined;
    if (expanded?.failed) return { ...dropped(), tokens: expanded.tokens, problems: expanded.problems };
    const text = expanded?.text ?? value;
    if (value === '') return reset();
    if (text === value) return readSet(value, at);
    return expandedSet(value, text === '' ? reset() : readSet(text, at), expanded!);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const specifiers = expandsSpecifiers(at) ? specifierOffers(value, offset, at) : [];
    if (specifiers.length > 0) return specifiers;
    const keyword = KEYWORDS[at.parser];
    const offers = value === '' ? [{ label: '0-3', kind: 'number' as const, detail: say`the first four` }] : [];
    const whole = { from: 0, to: value.length };
    return offersAt(whole, keyword ? [{ label: keyword, documentation: describeKeyword(keyword) }, ...offers] : offers);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'keyword') return describeKeyword(text);
    const range = readRange(text);
    if (range === undefined) return undefined;
    const { low, high } = range;
    const count = high - low + 1;
    if (countsNodes(at))
      return count === 1
        ? say`Memory node ${low}, counted from 0.`
        : say`${count} memory nodes, from ${low} to ${high}.`;
    return count === 1 ? say`CPU ${low}, counted from 0.` : say`${count} CPUs, from ${low} to ${high}.`;
  },
};

/** A word that stands for a set of its own. */
const KEYWORDS: Table<string> = table({
  config_parse_exec_cpu_affinity: 'numa',
  config_parse_numa_mask: 'all',
});

/** Since this version a bad item is skipped; before, it drops the line. */
const SKIPS_BAD_ITEMS = 258;
/** The versions since which specifiers are expanded, where it is not the usual one. */
const EXPANDS_SINCE: Table<number> = table({
  config_parse_exec_cpu_affinity: 248,
  config_parse_numa_mask: 258,
});
/** Before this version a bad item of CPUAffinity= makes the unit fail to load. */
const DROPS_BAD_AFFINITY = 248;
const MOST_CPUS = 8192;

function expandsSpecifiers(at: ValueContext): boolean {
  return at.version >= (EXPANDS_SINCE[at.parser] ?? 252);
}

/** What systemd does about an item that ends the line. */
function fatality(at: ValueContext): Effect {
  return at.parser === 'config_parse_exec_cpu_affinity' && at.version < DROPS_BAD_AFFINITY ? 'refuse' : 'ignore';
}

function countsNodes(at: ValueContext): boolean {
  return /Memory|NUMA/.test(at.key);
}

function describeKeyword(word: string): Message {
  return word === 'numa'
    ? say`The CPUs that are close to the memory nodes of \`NUMAMask=\`.`
    : say`All memory nodes that the machine has.`;
}

function readSet(value: string, at: ValueContext): Parsed {
  const list = readWordList(value, { separators: `${WHITESPACE},`, unquote: true });
  const tokens = list.words.map((word) => wordToken(word, 'number', value));
  const skips = at.version >= SKIPS_BAD_ITEMS;
  const problems: ValueProblem[] = [];
  const items: string[] = [];
  for (const word of list.words) {
    if (!skips && isNothing(word.text)) continue;
    const bad = checkRange(word, at);
    if (bad) problems.push(bad.ends ? { ...bad.problem, effect: fatality(at) } : bad.problem);
    else items.push(word.text);
    if (bad?.ends && !skips) return { ...dropped(), tokens, problems };
  }
  if (list.problem) return { ...dropped(), tokens, problems: [...problems, { ...list.problem, effect: fatality(at) }] };
  if (items.length === 0 && problems.length === 0 && !skips) return reset(tokens);
  return added(items, tokens, problems);
}

/** A problem of one range; `ends` where it stopped older versions from reading on. */
function checkRange(word: Word, at: ValueContext): { problem: ValueProblem; ends: boolean } | undefined {
  const range = readRange(word.text);
  const { from, to } = word;
  if (range === undefined) return { problem: notARange(word, at), ends: true };
  const { low, high } = range;
  if (low > high) {
    const newText = `${high}-${low}`;
    const wording = { message: say`The range ${word.text} runs backwards.`, remedy: say`Write ${newText}.` };
    const fix = { title: say`Replace with ${newText}`, safety: 'safe' as const, from, to, newText };
    return { problem: problem('value-out-of-range', 'ignore', from, to, wording, [fix]), ends: false };
  }
  if (high < MOST_CPUS) return undefined;
  const message = countsNodes(at)
    ? say`The highest memory node that systemd accepts is ${MOST_CPUS - 1}.`
    : say`The highest CPU that systemd accepts is ${MOST_CPUS - 1}.`;
  const wording = { message, remedy: say`Write a smaller number.` };
  return { problem: problem('value-out-of-range', 'ignore', from, to, wording), ends: true };
}

function notARange({ text, from, to }: Word, at: ValueContext): ValueProblem {
  const fix = (newText: string) => [
    { title: say`Replace with ${newText}`, safety: 'unsafe' as const, from, to, newText },
  ];
  const meant = /^(\d+)(?:\.\.+|:|–|to)(\d+)$/.exec(text);
  if (/\s/.test(text)) {
    const wording = { message: say`Quoted text is read as one range.`, remedy: say`Write the numbers without quotes.` };
    return problem('bad-list-item', 'ignore', from, to, wording, fix(text));
  }
  const message = sentences(
    countsNodes(at)
      ? say`"${shown(text)}" is not a memory node or a range of them.`
      : say`"${shown(text)}" is not a CPU or a range of them.`,
    /(?:^|-)0\d/.test(text) ? say`A leading 0 makes a number octal.` : undefined,
  );
  const wording = { message, remedy: say`Write numbers and ranges such as 0-3,8.` };
  return problem('bad-list-item', 'ignore', from, to, wording, meant ? fix(`${meant[1]}-${meant[2]}`) : []);
}

/** The largest number of all came to no CPU at all in older versions, by an overflow. */
function isNothing(text: string): boolean {
  const range = readRange(text);
  return range?.low === UINT32_MAX;
}

/** What an expansion comes to stands nowhere in the value, so its problems are those of the value as a whole. */
function expandedSet(value: string, parsed: Parsed, expanded: ExpandedWord): Parsed {
  const problems = parsed.problems.map((one) => ({ ...one, from: 0, to: value.length, fixes: [] }));
  return {
    ...parsed,
    tokens: [...wholeToken(value, 'number'), ...expanded.tokens],
    problems: [...expanded.problems, ...problems],
  };
}
