import { enumeration } from '../../catalogue/catalogue.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { added, problem, reset } from '../parsed.ts';
import { shown } from '../scalar.ts';
import { unknownWord } from '../vocabulary.ts';
import { splitFields } from '../words/fields.ts';
import { readWordList, tokenText, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';

/** Sets of the firewall that the unit is put into: `SOURCE:FAMILY:TABLE:SET` (src/shared/firewall-util.c, config_parse_nft_set). */
export const nftSetGrammar: Grammar = {
  parsers: ['config_parse_cgroup_nft_set'],
  summary: say`sets of the firewall, as source:family:table:set`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true, retainEscape: true });
    const items: string[] = [];
    const tokens: Token[] = [];
    for (const word of list.words) {
      const { fields, rest, error } = splitFields(word, { separators: ':', cunescape: true }, PARTS.length);
      if (fields.length === PARTS.length)
        fields.forEach((field, i) => void tokens.push(wordToken(field, i < 2 ? 'keyword' : 'name', value)));
      const whole = !error && fields.length === PARTS.length && (rest === undefined || rest === word.text.length);
      const bad = whole ? fieldProblem(fields, at) : wrongShape(word);
      // The first bad set ends the line; those before it stay.
      if (bad) return { ...added(items, tokens), problems: [bad] };
      items.push(fields.map(({ text }) => text).join(':'));
    }
    return added(items, tokens, list.problem ? [list.problem] : []);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const stretch = stretchAround(value, offset);
    const field = fieldAt(value.slice(stretch.from, offset));
    const part = stretchAround(value, offset, ' \t:');
    const isBetweenColons = part.text === '' && value[part.to] === ':';
    if (field > 1 || isBetweenColons || /["']/.test(stretch.text)) return [];
    const words = field === 0 ? sources(at) : families(at);
    const next = value[part.to] === ':' ? '' : ':';
    return offersAt(
      part,
      words.map((label) => ({ label, insert: `${label}${next}`, documentation: NOTES[label]! })),
    );
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'keyword') return NOTES[text] && say`**${text}**: ${NOTES[text]}`;
    return say`Tables and sets must exist in the firewall before the unit starts, and the set must have the right type.`;
  },

  parts(value: string, offset: number): Parts {
    const { from } = stretchAround(value, offset);
    const field = fieldAt(value.slice(from, offset));
    return {
      label: PARTS.map(({ label }) => label).join(':'),
      parts: PARTS,
      active: Math.min(field, PARTS.length - 1),
    };
  },
};

const PARTS: Parts['parts'] = [
  {
    label: 'source',
    documentation: say`What is added to the set: \`cgroup\`, \`user\` or \`group\`, each by its number.`,
  },
  {
    label: 'family',
    documentation: say`The family of the table: \`arp\`, \`bridge\`, \`inet\`, \`ip\`, \`ip6\` or \`netdev\`.`,
  },
  { label: 'table', documentation: say`The name of the table.` },
  { label: 'set', documentation: say`The name of the set in it.` },
];

/** The field that a text ends in; colons in a row separate like one, and those at the beginning not at all. */
function fieldAt(before: string): number {
  return before.replace(/^:+/, '').split(/:+/).length - 1;
}

/** The other sources are those of networks, in systemd-networkd. */
function sources(at: ValueContext): readonly string[] {
  return enumeration('nft_set_source', at.version).filter((source) => ['cgroup', 'user', 'group'].includes(source));
}

function families(at: ValueContext): readonly string[] {
  return enumeration('nfproto', at.version);
}

function wrongShape({ text, from, to }: Word): ValueProblem {
  const wording = {
    message: say`"${shown(text)}" is not of the form source:family:table:set.`,
    remedy: say`Write, for example, cgroup:inet:filter:my_services.`,
  };
  return problem('bad-list-item', 'ignore', from, to, wording);
}

function fieldProblem(fields: readonly Word[], at: ValueContext): ValueProblem | undefined {
  const [source, family, table, set] = fields as [Word, Word, Word, Word];
  const choices = (noun: Message, words: readonly string[]) => ({
    noun,
    write: say`Write one of ${enumerated(words)}.`,
    code: 'bad-list-item' as const,
    accepts: (text: string) => words.includes(text),
    candidates: () => words,
  });
  if (!sources(at).includes(source.text)) return unknownWord(source, choices(say`a source of a unit`, sources(at)), at);
  if (!families(at).includes(family.text))
    return unknownWord(
      family,
      { ...choices(say`a table family`, families(at)), mistakes: { ipv4: 'ip', ipv6: 'ip6' } },
      at,
    );
  const bad = [table, set].find(({ text }) => !isIdentifier(text, at));
  if (!bad) return undefined;
  const message =
    bad === table
      ? say`"${shown(bad.text)}" is not a valid table name.`
      : say`"${shown(bad.text)}" is not a valid set name.`;
  const remedy = say`Write at most ${longest(at)} letters, digits, "/", "\\", "_" and ".", beginning with a letter.`;
  return problem('bad-name', 'ignore', bad.from, bad.to, { message, remedy });
}

/** src/basic/parse-util.c, nft_identifier_valid. */
function isIdentifier(text: string, at: ValueContext): boolean {
  return /^[A-Za-z][A-Za-z0-9/\\_.]*$/.test(text) && text.length <= longest(at);
}

function longest(at: ValueContext): number {
  return at.version >= 258 ? 255 : 31;
}

const NOTES = table<Message>({
  cgroup: say`The control group of the unit.`,
  user: say`The user that the unit runs as.`,
  group: say`The group that the unit runs as.`,
  arp: say`ARP packets.`,
  bridge: say`Packets that cross a bridge.`,
  inet: say`IPv4 and IPv6 packets.`,
  ip: say`IPv4 packets.`,
  ip6: say`IPv6 packets.`,
  netdev: say`Packets as they arrive at a device.`,
});
