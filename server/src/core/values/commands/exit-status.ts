import { NEWEST_VERSION } from '../../catalogue/catalogue.ts';
import { exitStatuses } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { readUnsigned } from '../numbers/numbers.ts';
import { offersInList } from '../offers.ts';
import { added, reset } from '../parsed.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, tokenText, wordToken } from '../words/word-list.ts';
import { signalChoices } from './signal-setting.ts';
import { describeSignal, readSignal, signalName } from './signals.ts';

/** Exit statuses by number or name, and signals by name; kept as numbers and as signal names. */
export const exitStatusListGrammar: Grammar = {
  parsers: ['config_parse_set_status'],
  summary: say`exit statuses and signals, such as 1 TEMPFAIL SIGKILL`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {});
    const items: string[] = [];
    const tokens: Token[] = [];
    const problems: ValueProblem[] = [];
    for (const word of list.words) {
      const item = readItem(word.text, at);
      tokens.push(wordToken(word, item?.startsWith('SIG') ? 'signal' : 'number', value));
      if (item === undefined) problems.push(unknownWord(word, vocabulary(at), at));
      else items.push(item);
    }
    if (list.problem) problems.push(list.problem);
    return added(items, tokens, problems);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const statuses = exitStatuses(at.version).map(({ name, number, from }) => ({
      label: name,
      detail: say`${number}, ${ORIGINS[from]}`,
      rank: from === 'systemd' ? 40 : 20,
    }));
    return offersInList(value, offset, [...statuses, ...signalChoices()]);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    const item = readItem(text, at);
    if (item === undefined) return undefined;
    if (item.startsWith('SIG')) return describeSignal(readSignal(item)!);
    const known = exitStatuses(at.version).find(({ number }) => String(number) === item);
    if (!known) return readSignal(text) === undefined ? undefined : NUMBER_IS_STATUS;
    return say`Exit status ${known.number}, **${known.name}**: ${ORIGINS[known.from]}.`;
  },
};

const NUMBER_IS_STATUS = say`Numbers are exit statuses here. Write a signal by its name.`;

const ORIGINS = {
  libc: say`from the C language`,
  lsb: say`from the Linux Standard Base, for init scripts`,
  bsd: say`from BSD’s sysexits.h`,
  systemd: say`systemd’s own, where it could not start the program`,
} as const;

/** A number is taken for an exit status before it could be one for a signal. */
function readItem(text: string, at: ValueContext): string | undefined {
  const named = exitStatuses(at.version).find(({ name }) => name === text);
  if (named) return String(named.number);
  const number = readUnsigned(text);
  if (typeof number === 'number' && number <= 255) return String(number);
  const signal = readSignal(text);
  return signal === undefined ? undefined : signalName(signal);
}

function vocabulary(at: ValueContext): Vocabulary {
  const names = exitStatuses(at.version).map(({ name }) => name);
  return {
    noun: say`an exit status or a signal`,
    write: say`Write a number from 0 to 255, a name such as TEMPFAIL, or a signal such as SIGKILL.`,
    code: 'bad-exit-status',
    accepts: (word) => readItem(word, at) !== undefined,
    candidates: () => [...names, ...signalChoices().map(({ label }) => label)],
    since: (word) => laterVersion(word, at),
    mistakes: Object.fromEntries([
      ['ex_ok', 'SUCCESS'],
      ...names.flatMap((name) => [`ex_${name}`, `exit_${name}`].map((other) => [other.toLowerCase(), name])),
      ...signalChoices().flatMap(({ label }) =>
        [label.toLowerCase(), label.slice(3).toLowerCase()].map((other) => [other, label]),
      ),
    ]),
  };
}

function laterVersion(word: string, at: ValueContext): number | undefined {
  for (let version = at.version + 1; version <= NEWEST_VERSION; version++) {
    if (exitStatuses(version).some(({ name }) => name === word)) return version;
  }
  return undefined;
}
