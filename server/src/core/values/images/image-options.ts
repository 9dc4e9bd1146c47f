import { enumeration } from '../../catalogue/catalogue.ts';
import { append } from '../../text/append.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Offer, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { mountOptionOffers } from '../paths/mount-options.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { unknownWord } from '../vocabulary.ts';
import { splitFields } from '../words/fields.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import type { Word, WordFlags } from '../words/words.ts';

/** How the settings for disk images split a word at its colons; `\:` is a colon that does not separate. */
export const COLON_FIELDS: WordFlags = { separators: ':', cunescape: true, unescapeSeparators: true };

export interface ImageOptions {
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
  /** Systemd stopped reading the line here. */
  readonly stopped: boolean;
}

/**
 * Reads what follows an image: `OPTIONS` for its root file system, or pairs of `PARTITION:OPTIONS`. A bad pair is dropped, the image stays
 * (src/core/load-fragment.c, config_parse_mount_images).
 */
export function readImageOptions(word: Word, start: number | undefined, value: string, at: ValueContext): ImageOptions {
  const problems: ValueProblem[] = [];
  const tokens: Token[] = [];
  for (let rest = start; rest !== undefined; ) {
    const { fields, error, rest: next } = splitFields(word, COLON_FIELDS, 2, rest);
    if (error) return { problems: [...problems, quotingProblem(value, error)], tokens, stopped: true };
    const [first, second] = fields;
    if (!first) break;
    if (second) {
      tokens.push(partitionToken(first));
      const bad = partitionProblem(first, at);
      if (bad) problems.push(bad);
      else addOptions(second, at, problems, tokens);
    } else addOptions(first, at, problems, tokens);
    rest = next;
  }
  return { problems, tokens, stopped: false };
}

/** The names of partitions that a version knows. */
export function partitions(at: ValueContext): readonly string[] {
  return enumeration('partition_designator', at.version);
}

export function partitionToken(word: Word): Token {
  return { kind: 'keyword', from: word.from, to: word.to };
}

export function partitionProblem(word: Word, at: ValueContext): ValueProblem | undefined {
  if (partitions(at).includes(word.text)) return undefined;
  const vocabulary = {
    noun: say`a partition that systemd knows`,
    write: say`Write one of ${enumerated(partitions(at))}, or the options alone.`,
    code: 'bad-list-item',
    accepts: (text: string) => partitions(at).includes(text),
    candidates: () => partitions(at),
  } as const;
  return unknownWord(word, vocabulary, at);
}

/** Mount options are not looked at until the image is mounted; only their specifiers are expanded. */
export function addOptions(word: Word, at: ValueContext, problems: ValueProblem[], tokens: Token[]): boolean {
  const expanded = expandWord(word, at);
  tokens.push({ kind: 'string', from: word.from, to: word.to });
  append(tokens, expanded.tokens);
  append(problems, expanded.problems);
  return !expanded.failed;
}

/** What may stand in the options of an image: mount options, and before the first of them the partition that they are for. */
export function optionOffers(value: string, offset: number, at: ValueContext, mayName: boolean): Offer[] {
  const specifiers = specifierOffers(value, offset, at);
  if (specifiers.length > 0) return specifiers;
  const options = mountOptionOffers(value, offset, 'image', SEPARATORS);
  if (!mayName || value[stretchAround(value, offset, SEPARATORS).from - 1] === ',') return options;
  const part = stretchAround(value, offset, SEPARATORS);
  const next = value[part.to] === ':' ? '' : ':';
  const names = partitions(at).map((label, rank) => {
    const note = partitionNote(label);
    return { label, insert: `${label}${next}`, rank: 30 + rank, ...(note && { documentation: note }) };
  });
  return [...options, ...offersAt(part, names)];
}

/** What ends an option or the name of a partition. */
const SEPARATORS = ' \t:,';

/** What a partition is, in Markdown. */
export function partitionNote(name: string): Message | undefined {
  const base = name.replace(/-verity(?:-sig)?$/, '');
  const note = NOTES[base];
  if (note === undefined || base === name) return note && say`**${name}**: ${note}.`;
  const what = name.endsWith('-sig') ? say`The signature of the Verity data` : say`The Verity data`;
  return say`**${name}**: ${what} that protects the ${base} partition.`;
}

const NOTES: Table<Message> = table({
  root: say`the root file system, or the only one of the image`,
  usr: say`the file system for \`/usr\``,
  home: say`the file system for \`/home\``,
  srv: say`the file system for \`/srv\``,
  esp: say`the EFI system partition`,
  xbootldr: say`the extended boot loader partition`,
  swap: say`swap space`,
  tmp: say`the file system for \`/var/tmp\``,
  var: say`the file system for \`/var\``,
});
