import { anyOf, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersOfWords } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';
import { FALSE_WORDS, foreignBoolean, parseBoolean, TRUE_WORDS } from './boolean.ts';
import {
  ENUMERATIONS,
  type Enumeration,
  enumerationOf,
  largestNumber,
  readKeyword,
  versionWith,
  wordsOf,
} from './enumerations.ts';
import { checkKeyword } from './keyword-checks.ts';
import { keywordNote } from './keyword-notes.ts';
import { withoutManagedOom } from './managed-oom.ts';

/** One word of a few, as systemd's string tables list them; some parsers take booleans or numbers as well. */
export const keywordGrammar: Grammar = {
  parsers: Object.keys(ENUMERATIONS),
  summary: say`one of a fixed set of words`,

  parse(value: string, at: ValueContext): Parsed {
    const rule = enumerationOf(at)!;
    const unsupported = NEEDS_MANAGED_OOM.includes(at.parser) ? withoutManagedOom(value, at) : undefined;
    if (unsupported) return dropped(unsupported, wholeToken(value, 'keyword'));
    if (value === '' && rule.emptyResets) return reset();
    const word = readKeyword(rule, value, at.version);
    if (word === undefined) return dropped(keywordProblem(rule, value, at), wholeToken(value, 'keyword'));
    const verdict = checkKeyword(value, word, at);
    const tokens = wholeToken(value, isNumber(rule, value, at) ? 'number' : 'keyword');
    if (verdict.problem?.effect === 'ignore') return dropped(verdict.problem, tokens);
    return set(verdict.word ?? word, tokens, verdict.problem ? [verdict.problem] : []);
  },

  complete(value: string, _offset: number, at: ValueContext): readonly Offer[] {
    const rule = enumerationOf(at)!;
    const words = offeredWords(rule, at).filter((word) => keywordGrammar.parse(word, at).problems.length === 0);
    return offersOfWords(value, words, (word) => noteOn(rule, word, at));
  },

  unavailable: (at) =>
    (NEEDS_MANAGED_OOM.includes(at.parser) && withoutManagedOom('', at) !== undefined) ||
    (at.key === 'PrivatePIDs' && at.unitType !== 'service'),

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const rule = enumerationOf(at)!;
    return noteOn(rule, value.slice(token.from, token.to), at);
  },
};

const NEEDS_MANAGED_OOM = ['config_parse_managed_oom_mode'];

/** The words of the table and, where it has others for them, `yes` and `no`. */
function offeredWords(rule: Enumeration, at: ValueContext): string[] {
  const words = wordsOf(rule, at.version).filter((word) => !rule.booleans || parseBoolean(word) === undefined);
  return rule.booleans ? ['no', 'yes', ...words] : words;
}

/** What a word does for this directive, in Markdown; other spellings say which word they stand for. */
function noteOn(rule: Enumeration, value: string, at: ValueContext): Message | undefined {
  const word = readKeyword(rule, value, at.version);
  if (word === undefined) return undefined;
  const note = keywordNote(word, tableName(rule), at.key);
  if (word === value) return note;
  return note === undefined ? say`The same as \`${word}\`.` : say`The same as \`${word}\`: ${note}`;
}

function tableName(rule: Enumeration): string {
  return typeof rule.words === 'string' ? rule.words : '';
}

function isNumber(rule: Enumeration, value: string, at: ValueContext): boolean {
  return rule.numbers !== undefined && !wordsOf(rule, at.version).includes(value) && /\d/.test(value);
}

function keywordProblem(rule: Enumeration, value: string, at: ValueContext): ValueProblem {
  const words = offeredWords(rule, at);
  const wanted = {
    code: 'bad-keyword',
    write: listed(rule, words, at),
    accepts: (text: string) => readKeyword(rule, text, at.version) !== undefined,
  } as const;
  const later = versionWith(value, at);
  if (later !== undefined) {
    return scalarProblem(value, at, wanted, {
      code: 'unsupported-here',
      what: say`${at.key}=${shown(value)} needs systemd ${later}.`,
    });
  }
  const meant = likelyMeant(rule, value, words, at);
  return scalarProblem(value, at, wanted, {
    ...(meant !== undefined && { remedy: say`Did you mean ${meant}?` }),
    fixes: meant ? [rewrite(value, meant, meant === value.toLowerCase() ? 'safe' : 'unsafe')] : [],
  });
}

function likelyMeant(rule: Enumeration, value: string, words: readonly string[], at: ValueContext): string | undefined {
  const known = MISTAKES.get(`${tableName(rule)} ${value.toLowerCase()}`);
  if (known !== undefined) return known;
  const foreign = rule.booleans ? foreignBoolean(value) : undefined;
  if (foreign !== undefined) return foreign;
  const plain = value.replaceAll('_', '-').replaceAll(' ', '-');
  const spellings = rule.booleans ? [...words, ...TRUE_WORDS, ...FALSE_WORDS].filter((word) => word.length > 1) : words;
  const near = nearest(plain, [...spellings, ...Object.keys(rule.aliases ?? {})]);
  // Where yes stands for another of the words, it is still yes that was nearly written.
  const truth = near !== undefined && rule.booleans ? parseBoolean(near) : undefined;
  if (truth !== undefined) return truth ? 'yes' : 'no';
  if (near !== undefined) return readKeyword(rule, near, at.version);
  // C's names for such constants have the word at their end: SCHED_FIFO.
  return words.find((word) => plain.toLowerCase().endsWith(`-${word}`));
}

/** `none, main, exec or all`, with what else is taken. */
function listed(rule: Enumeration, words: readonly string[], at: ValueContext): Message {
  const largest = largestNumber(rule, at.version);
  if (largest === undefined) return anyOf(words);
  return anyOf([...words, largest > 255 ? say`a number` : say`a number up to ${largest}`]);
}

/** Words of other tools, or of neighbouring directives, by the table and the word, and what was most likely meant. */
const MISTAKES: ReadonlyMap<string, string> = new Map([
  ...['yes', 'true', 'on', 'unless-stopped'].map((word) => [`service_restart ${word}`, 'always'] as const),
  ...['never', 'none', 'false', 'off'].map((word) => [`service_restart ${word}`, 'no'] as const),
  ['service_restart failure', 'on-failure'],
  ['service_restart on-error', 'on-failure'],
  ['service_restart on-crash', 'on-abnormal'],
  ['service_type daemon', 'simple'],
  ['service_type fork', 'forking'],
  ['service_type background', 'forking'],
  ['service_type once', 'oneshot'],
  ['service_type sd-notify', 'notify'],
  ['kill_mode cgroup', 'control-group'],
  ['kill_mode all', 'control-group'],
  ['kill_mode main', 'mixed'],
  ['notify_access no', 'none'],
  ['notify_access yes', 'main'],
  ['notify_access true', 'main'],
  ['log_level error', 'err'],
  ['log_level warn', 'warning'],
  ['log_level critical', 'crit'],
  ['log_level emergency', 'emerg'],
  ['log_level trace', 'debug'],
  ['protect_home readonly', 'read-only'],
  ['protect_home ro', 'read-only'],
  ['service_exit_type control-group', 'cgroup'],
]);
