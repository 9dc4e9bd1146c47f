import { namespaces } from '../../catalogue/names.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt, offersInList } from '../offers.ts';
import { added, dropped, reset, set } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { listed, readWordList, tokenText, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { parseBoolean } from './boolean.ts';

/** Kinds of namespaces: a boolean for all of them, or a list (src/core/load-fragment.c, config_parse_namespace_flags). */
export const namespacesGrammar: Grammar = {
  parsers: ['config_parse_namespace_flags', 'config_parse_restrict_namespaces'],
  summary: say`yes, no, or kinds of namespaces such as user and net; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    if (parseBoolean(value) !== undefined) return set(value, wholeToken(value, 'keyword'));
    const list = readWordList(value, {}, true);
    const tokens = [...list.tokens, ...list.words.map((word) => wordToken(word, 'keyword', value))];
    const unknown = list.words.find((word) => !namespaces(at.version).has(word.text));
    if (unknown) return dropped(unknownWord(unknown, vocabulary(at), at), tokens);
    if (list.problem) return dropped(list.problem, tokens);
    const user = list.words.find((word) => word.text === 'user');
    if (user && !list.inverted && neverUser(at)) return dropped(userProblem(user), tokens);
    if (list.words.length === 0) return set('~', tokens);
    return added(
      list.words.map((word) => listed(list, word.text)),
      tokens,
    );
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const kinds = [...namespaces(at.version)].filter(
      (kind) => kind !== 'user' || !neverUser(at) || value.startsWith('~'),
    );
    const offers = offersInList(
      value,
      offset,
      kinds.map((label) => ({ label, documentation: NOTES[label]! })),
      true,
    );
    if (value.trim().includes(' ') || value.startsWith('~')) return offers;
    const yesNo = [
      { label: 'yes', detail: say`all kinds`, rank: 1 },
      { label: 'no', detail: say`none`, rank: 1 },
    ];
    return [...offers, ...offersAt({ from: 0, to: value.length }, yesNo)];
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'operator') return say`All kinds of namespaces except those that follow.`;
    const note = NOTES[text];
    return note && say`**${text}** namespace: ${note}`;
  },
};

/** The user namespace is what delegation is built on, so that it cannot be delegated itself. */
function neverUser(at: ValueContext): boolean {
  return at.key === 'DelegateNamespaces';
}

function userProblem(word: Word): ValueProblem {
  const wording = {
    message: say`The user namespace cannot be delegated.`,
    remedy: say`Remove "user"; PrivateUsers= gives the unit a user namespace of its own.`,
  };
  return { code: 'bad-list-item', effect: 'ignore', from: word.from, to: word.to, ...wording };
}

function vocabulary(at: ValueContext): Vocabulary {
  return {
    noun: say`a kind of namespace`,
    write: say`Write yes, no, or some of ${enumerated([...namespaces(at.version)])}.`,
    code: 'bad-list-item',
    accepts: (word) => namespaces(at.version).has(word),
    candidates: () => namespaces(at.version),
    mistakes: { mount: 'mnt', network: 'net', hostname: 'uts', process: 'pid', users: 'user' },
  };
}

const NOTES: Table<Message> = table({
  cgroup: say`what the processes see as the root of the control groups.`,
  ipc: say`System V IPC objects and POSIX message queues.`,
  mnt: say`mount points, so the view of the file system.`,
  net: say`network interfaces, addresses, routes and firewall.`,
  pid: say`process numbers.`,
  time: say`the monotonic and boot clocks.`,
  user: say`user and group numbers, and the capabilities that go with them.`,
  uts: say`the host name and the NIS domain name.`,
});
