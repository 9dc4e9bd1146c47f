import { filesystemGroupMembers, filesystemGroups, filesystems } from '../../catalogue/names.ts';
import { enumerated, layout, type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersInList } from '../offers.ts';
import { added, reset } from '../parsed.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { listed, readWordList, tokenText, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';

/** Types of file systems and `@` groups of them (src/core/load-fragment.c, config_parse_restrict_filesystems). */
export const filesystemTypesGrammar: Grammar = {
  parsers: ['config_parse_restrict_filesystems'],
  summary: say`types of file systems such as ext4, and groups such as @network; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true }, true);
    const tokens = [
      ...list.tokens,
      ...list.words.map((word) => wordToken(word, isGroup(word.text) ? 'keyword' : 'name', value)),
    ];
    const problems = list.words.map((word) => typeProblem(word, at)).filter((one) => one !== undefined);
    const kept = list.words.filter((word) => !isGroup(word.text) || filesystemGroups(at.version).includes(word.text));
    return added(
      kept.map((word) => listed(list, word.text)),
      tokens,
      list.problem ? [...problems, list.problem] : problems,
    );
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const groups = filesystemGroups(at.version).map((label) => ({
      label,
      documentation: describeGroup(label, at)!,
      rank: 1,
    }));
    const types = [...filesystems(at.version)].map((label) => ({ label, kind: 'name' as const, rank: 2 }));
    return offersInList(value, offset, [...groups, ...types], true);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'operator') return say`All file system types except those that follow.`;
    if (isGroup(text)) return describeGroup(text, at);
    return filesystems(at.version).has(text) ? say`The file system type \`${text}\`.` : undefined;
  },
};

function isGroup(text: string): boolean {
  return text.startsWith('@');
}

/** An unknown group is dropped with a warning. An unknown type is kept without a word, and only missed when the unit starts. */
function typeProblem(word: Word, at: ValueContext): ValueProblem | undefined {
  const groups = filesystemGroups(at.version);
  const types = filesystems(at.version);
  if (isGroup(word.text) ? groups.includes(word.text) : types.has(word.text)) return undefined;
  const group: Vocabulary = {
    noun: say`a group of file systems`,
    write: say`Write one of ${enumerated(groups)}.`,
    code: 'bad-list-item',
    accepts: (text) => groups.includes(text),
    candidates: () => groups,
  };
  const type: Vocabulary = {
    noun: say`a file system type that systemd knows`,
    consequence: say`It has no effect.`,
    write: say`Write types such as ext4 and tmpfs, or groups such as @network.`,
    code: 'bad-list-item',
    effect: 'advice',
    accepts: (text) => types.has(text) || groups.includes(text),
    candidates: () => types,
  };
  return unknownWord(word, isGroup(word.text) ? group : type, at);
}

function describeGroup(group: string, at: ValueContext): Message | undefined {
  const members = filesystemGroupMembers(group, at.version);
  if (!members) return undefined;
  const note = say`**${group}**: ${NOTES[group] ?? say`a group of file systems.`}`;
  return layout('\n\n', [note, members.map((name) => `\`${name}\``).join(' ')]);
}

const NOTES = table<Message>({
  '@basic-api': say`kernel file systems that nearly every program needs.`,
  '@anonymous': say`the file systems behind pipes, sockets and the like.`,
  '@application': say`file systems provided by programs.`,
  '@auxiliary-api': say`other kernel file systems.`,
  '@common-block': say`the usual file systems on disks.`,
  '@historical-block': say`old file systems on disks.`,
  '@network': say`file systems over the network.`,
  '@privileged-api': say`kernel file systems that only administrators need.`,
  '@security': say`file systems of access control systems.`,
  '@temporary': say`file systems in memory.`,
  '@known': say`all that systemd knows.`,
});
