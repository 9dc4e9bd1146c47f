import {
  groupCalls,
  groupMembers,
  isSyscallGroup,
  syscallGroupSince,
  syscallGroups,
  syscallNames,
  syscallSince,
} from '../../catalogue/syscalls.ts';
import { inlineCode } from '../../text/markdown.ts';
import { enumerated, layout, type Message, say, sentences } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { type Choice, offersAt, offersInList, stretchAround } from '../offers.ts';
import { begun, problem, reset } from '../parsed.ts';
import { shown } from '../scalar.ts';
import { unknownWord } from '../vocabulary.ts';
import { listed, readWordList, tokenText, type WordList } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { readErrno, USUAL_ERRNOS } from './errno.ts';
import { describeErrno } from './syscall-errno.ts';
import { groupNote } from './syscall-groups.ts';

/**
 * System calls that are allowed, or with `~` before them denied: names and `@` groups (src/core/load-fragment.c,
 * config_parse_syscall_filter and config_parse_syscall_log). A denied one may say what the program gets instead: `name:ERRNO`.
 */
export const syscallFilterGrammar: Grammar = {
  parsers: ['config_parse_syscall_filter', 'config_parse_syscall_log'],
  summary: say`system calls and groups such as @system-service; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {}, true);
    const tokens: Token[] = [...list.tokens];
    const problems: ValueProblem[] = [];
    const items: string[] = [];
    for (const word of list.words) {
      const call = readCall(word, list, at, tokens);
      if (call) problems.push(call);
      else items.push(listed(list, word.text));
    }
    // A list of names that are all unknown allows but a few calls, or with ~ any.
    return begun(items, tokens, list.problem ? [...problems, list.problem] : problems);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const word = stretchAround(value, offset, undefined, value.startsWith('~') ? 1 : 0);
    const colon = word.text.indexOf(':');
    if (colon >= 0 && offset > word.from + colon)
      return takesErrno(at) && value.startsWith('~') ? errnoOffers(word.from + colon + 1, word.to) : [];
    const groups: Choice[] = syscallGroups(at.version).map((label) => ({ label, ...groupChoice(label, at) }));
    const calls: Choice[] = [...syscallNames(at.version)].map((label) => ({ label, kind: 'name', rank: 3 }));
    return offersInList(value, offset, [...groups, ...calls], true);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'operator') return say`All system calls except those that follow.`;
    if (token.kind === 'number') return describeErrno(text);
    if (token.kind === 'keyword') return describeGroup(text, at);
    const groups = syscallGroups(at.version).filter(
      (group) => groupMembers(group, at.version)?.includes(text) && group !== '@known',
    );
    const call = say`The system call ${inlineCode(text)}.`;
    return groups.length > 0 ? sentences(call, say`In ${enumerated(groups.map(inlineCode))}.`) : call;
  },
};

/** Only filters can give an error; a log just notes the call. */
function takesErrno(at: ValueContext): boolean {
  return at.parser === 'config_parse_syscall_filter';
}

/** Reads one system call or group, and says what is wrong with it. */
function readCall(word: Word, list: WordList, at: ValueContext, tokens: Token[]): ValueProblem | undefined {
  const colon = takesErrno(at) ? word.text.indexOf(':') : -1;
  const name = colon < 0 ? word : { ...word, text: word.text.slice(0, colon), to: word.from + colon };
  tokens.push({ kind: name.text.startsWith('@') ? 'keyword' : 'name', from: name.from, to: name.to });
  if (colon >= 0) {
    const errno = { text: word.text.slice(colon + 1), from: word.from + colon + 1, to: word.to };
    tokens.push({ kind: 'number', from: errno.from, to: errno.to });
    if (errno.text !== 'kill' && readErrno(errno.text) === undefined) return badErrno(errno);
    if (name.text === '')
      return problem('bad-system-call', 'ignore', word.from, word.to, {
        message: say`No system call before the colon.`,
        remedy: say`Write its name.`,
      });
    if (!list.inverted) return noErrnoHere(word, errno.from - 1);
  }
  const isKnown = name.text.startsWith('@')
    ? isSyscallGroup(name.text, at.version)
    : syscallNames(at.version).has(name.text);
  return isKnown ? undefined : unknownCall(name, at);
}

function unknownCall(name: Word, at: ValueContext): ValueProblem {
  const isGroup = name.text.startsWith('@');
  const colon = isGroup ? -1 : name.text.indexOf(':');
  if (colon > 0 && syscallNames(at.version).has(name.text.slice(0, colon))) {
    const fix = {
      title: say`Remove the error`,
      safety: 'safe' as const,
      from: name.from + colon,
      to: name.to,
      newText: '',
    };
    return problem(
      'bad-system-call',
      'ignore',
      name.from,
      name.to,
      { message: say`${at.key}= only logs system calls and returns no errors.`, remedy: say`Write the name alone.` },
      [fix],
    );
  }
  const names = syscallNames(at.version);
  const groups = syscallGroups(at.version);
  return unknownWord(
    name,
    {
      noun: isGroup ? say`a group of system calls` : say`a system call`,
      write: isGroup
        ? say`Write one of ${enumerated(groups)}.`
        : say`Write names of system calls, or groups such as @system-service.`,
      code: 'bad-system-call',
      accepts: (text) => (text.startsWith('@') ? groups.includes(text) : names.has(text)),
      candidates: () => (isGroup ? groups : names),
      since: (text) => (isGroup ? syscallGroupSince(text) : syscallSince(text)),
      mistakes: MISTAKES,
    },
    at,
  );
}

function badErrno({ text, from, to }: Word): ValueProblem {
  return problem('bad-system-call', 'ignore', Math.min(from, to - (text === '' ? 1 : 0)), to, {
    message: text === '' ? say`Nothing follows the colon.` : say`"${shown(text)}" is not an error.`,
    remedy: say`Write a name such as EPERM, a number from 0 to 4095, or kill.`,
  });
}

function noErrnoHere(word: Word, colon: number): ValueProblem {
  const wording = {
    message: say`An allowed system call returns no error.`,
    remedy: say`Write the name alone, or put it in a line that begins with "~".`,
  };
  const fix = { title: say`Remove the error`, safety: 'unsafe' as const, from: colon, to: word.to, newText: '' };
  return problem('bad-system-call', 'ignore', word.from, word.to, wording, [fix]);
}

function errnoOffers(from: number, to: number): Offer[] {
  const usual = USUAL_ERRNOS.map(([label, documentation], rank) => ({ label, documentation, rank }));
  return offersAt({ from, to }, [{ label: 'kill', documentation: describeErrno('kill')!, rank: 9 }, ...usual]);
}

function groupChoice(group: string, at: ValueContext): Partial<Choice> {
  const documentation = describeGroup(group, at);
  return { kind: 'keyword', rank: group === '@system-service' ? 0 : 1, ...(documentation && { documentation }) };
}

/** What a group is for and what is in it. */
function describeGroup(group: string, at: ValueContext): Message | undefined {
  const members = groupMembers(group, at.version);
  if (!members) return undefined;
  const count = groupCalls(group, at.version).size;
  const list = group === '@known' ? undefined : members.map((member) => `\`${member}\``).join(' ');
  return layout('\n\n', [say`**${group}**: ${groupNote(group)} ${count} system calls.`, list]);
}

/** Functions of the C library, and the system calls behind them. */
const MISTAKES: Table<string> = table({
  fexecve: 'execveat',
  signal: 'rt_sigaction',
  sleep: 'nanosleep',
  usleep: 'nanosleep',
  system: 'execve',
  printf: 'write',
  malloc: 'mmap',
});
