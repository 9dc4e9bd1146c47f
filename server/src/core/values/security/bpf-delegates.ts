import { enumeration } from '../../catalogue/catalogue.ts';
import { inlineCode } from '../../text/markdown.ts';
import { allOf, type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, sift, tokenText, wordToken } from '../words/word-list.ts';

/** What a unit may do with a BPF token: `any`, or names with commas between (src/core/namespace.c, bpf_delegate_from_string). */
export const bpfDelegatesGrammar: Grammar = {
  parsers: [
    'config_parse_bpf_delegate_commands',
    'config_parse_bpf_delegate_maps',
    'config_parse_bpf_delegate_programs',
    'config_parse_bpf_delegate_attachments',
  ],
  summary: say`any, or names such as BPFProgLoad, separated by commas`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    if (value === ANY) return set(value, wholeToken(value, 'keyword'));
    const list = readWordList(value, { separators: ',' });
    const tokens = list.words.map((word) => wordToken(word, 'keyword', value));
    if (list.problem) return dropped(list.problem, tokens);
    const { known, unknown } = sift(list.words, (word) => names(at).includes(word));
    const items = known.map((word) => word.text);
    const problems = unknown.map((word) => unknownWord(word, vocabulary(at), at));
    // The list replaces the one before, also where nothing of it is left.
    return { tokens, problems, outcome: items.length > 0 ? 'set' : 'reset', items };
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const stretch = stretchAround(value, offset, ',');
    const others = value.split(',');
    const choices = names(at).filter((name) => name === stretch.text || !others.includes(name));
    const any = { label: ANY, documentation: say`Everything, including what newer kernels add.`, rank: 0 };
    return offersAt(stretch, [...(value.includes(',') ? [] : [any]), ...choices.map((label) => ({ label, rank: 1 }))]);
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    return text === ANY
      ? say`Everything, including what newer kernels add.`
      : say`${inlineCode(kernelName(text))} in the kernel’s \`linux/bpf.h\`.`;
  },
};

const ANY = 'any';

const TABLES: Table<string> = table({
  config_parse_bpf_delegate_commands: 'bpf_delegate_cmd',
  config_parse_bpf_delegate_maps: 'bpf_delegate_map_type',
  config_parse_bpf_delegate_programs: 'bpf_delegate_prog_type',
  config_parse_bpf_delegate_attachments: 'bpf_delegate_attach_type',
});

function names(at: ValueContext): readonly string[] {
  return enumeration(TABLES[at.parser]!, at.version);
}

/** BPFMapCreate -> BPF_MAP_CREATE. */
function kernelName(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=^BPF)/g, '_').toUpperCase();
}

/** Systemd logs that it skips an unknown name, but names no line with it. */
function vocabulary(at: ValueContext): Vocabulary {
  const known = names(at);
  return {
    noun: say`a name that ${at.key}= accepts`,
    consequence: say`systemd skips it.`,
    write: say`Write any, or names such as ${allOf(known.slice(1, 3))}, separated by commas.`,
    code: 'bad-list-item',
    effect: 'advice',
    separator: ',',
    accepts: (word) => known.includes(word),
    candidates: () => known,
    mistakes: Object.fromEntries(known.map((name) => [kernelName(name).toLowerCase(), name])),
  };
}
