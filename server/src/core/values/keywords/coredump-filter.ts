import { enumeration } from '../../catalogue/catalogue.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { readUnsigned64 } from '../numbers/numbers.ts';
import { documented, offersInList } from '../offers.ts';
import { added, dropped, reset } from '../parsed.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, tokenText, wordToken } from '../words/word-list.ts';

/** The kinds of memory that go into a core dump, by name or as a hexadecimal mask. One bad word and the line is dropped. */
export const coredumpFilterGrammar: Grammar = {
  parsers: ['config_parse_exec_coredump_filter'],
  summary: say`kinds of memory, such as default private-huge, or a hexadecimal mask`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {});
    const tokens = list.words.map((word) => wordToken(word, isName(word.text, at) ? 'keyword' : 'number', value));
    const bad = list.words.find((word) => !isName(word.text, at) && !isMask(word.text));
    if (bad) return dropped(unknownWord(bad, vocabulary(at), at), tokens);
    if (list.problem) return dropped(list.problem, tokens);
    return added(
      list.words.map((word) => word.text),
      tokens,
    );
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    return offersInList(
      value,
      offset,
      names(at).map((label, rank) => ({ label, ...documented(MEANINGS[label]), rank })),
    );
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (isName(text, at)) return MEANINGS[text];
    const mask = readUnsigned64(text, { base: 16 });
    if (typeof mask !== 'bigint') return undefined;
    const kinds = enumeration('coredump_filter', at.version).filter((_kind, bit) => (mask >> BigInt(bit)) & 1n);
    return kinds.length > 0 ? say`Hexadecimal mask: ${enumerated(kinds)}.` : say`Hexadecimal mask: nothing.`;
  },
};

function names(at: ValueContext): readonly string[] {
  return ['default', 'all', ...enumeration('coredump_filter', at.version)];
}

function isName(text: string, at: ValueContext): boolean {
  return names(at).includes(text);
}

function isMask(text: string): boolean {
  return typeof readUnsigned64(text, { base: 16 }) === 'bigint';
}

function vocabulary(at: ValueContext): Vocabulary {
  return {
    noun: say`a kind of memory`,
    write: say`Write default, all, a kind such as private-anonymous, or a hexadecimal mask such as 0x33.`,
    code: 'bad-list-item',
    accepts: (word) => isName(word, at) || isMask(word),
    candidates: () => names(at),
  };
}

const MEANINGS: Table<Message> = table({
  default: say`private-anonymous, shared-anonymous, elf-headers and private-huge.`,
  all: say`Every kind of memory.`,
  'private-anonymous': say`The program’s own memory: heap and stack.`,
  'shared-anonymous': say`Anonymous memory shared between processes.`,
  'private-file-backed': say`Files mapped into memory, changes kept to the process.`,
  'shared-file-backed': say`Files mapped into memory, changes written to the file.`,
  'elf-headers': say`The first page of each program and library, which identifies its build.`,
  'private-huge': say`The program’s own huge pages.`,
  'shared-huge': say`Huge pages shared between processes.`,
  'private-dax': say`Persistent memory, changes kept to the process.`,
  'shared-dax': say`Persistent memory shared between processes.`,
});
