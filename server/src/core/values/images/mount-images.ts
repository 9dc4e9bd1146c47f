import { append } from '../../text/append.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { stretchAround } from '../offers.ts';
import { added, reset } from '../parsed.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import type { PathRules } from '../paths/paths.ts';
import { describeSpecifier } from '../specifiers/specifier-help.ts';
import { type Fields, splitFields } from '../words/fields.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { readWordList, tokenText } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { COLON_FIELDS, optionOffers, partitionNote, readImageOptions } from './image-options.ts';

/** Disk images to mount: `[-]SOURCE:DESTINATION[:OPTIONS]` (src/core/load-fragment.c, config_parse_mount_images). */
export const mountImagesGrammar: Grammar = {
  parsers: ['config_parse_mount_images'],
  summary: say`disk images and where they are mounted, as SOURCE:DESTINATION`,
  parse: (value, at) => readImages(value, at, readMounted),
  complete: (value, offset, at, world) => completePath(value, offset, at, world, ['dev-allowed', 'dev-allowed']),
  describe: describeImage,
  parts: (value, offset) => partsAt(value, offset, 'source:destination[:partition:options]', MOUNT_PARTS),
};

/** Disk images laid over the root: `[-]SOURCE[:OPTIONS]` (src/core/load-fragment.c, config_parse_extension_images). */
export const extensionImagesGrammar: Grammar = {
  parsers: ['config_parse_extension_images'],
  summary: say`disk images that extend the root, as absolute paths`,
  parse: (value, at) => readImages(value, at, readExtension),
  complete: (value, offset, at, world) => completePath(value, offset, at, world, ['refused']),
  describe: describeImage,
  parts: (value, offset) =>
    partsAt(value, offset, 'source[:partition:options]', [MOUNT_PARTS[0]!, ...MOUNT_PARTS.slice(2)]),
};

interface Image {
  /** The image as systemd keeps it; undefined where it drops it. */
  readonly item: string | undefined;
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
  /** Nothing behind this image is read any more. */
  readonly stopped: boolean;
}

type ReadImage = (word: Word, value: string, at: ValueContext) => Image;

/** The list as such: space-separated words with quotes, whose escapes are left for the fields inside. */
function readImages(value: string, at: ValueContext, read: ReadImage): Parsed {
  if (value === '') return reset();
  const list = readWordList(value, { unquote: true, retainEscape: true });
  const items: string[] = [];
  const problems: ValueProblem[] = [];
  const tokens: Token[] = [];
  for (const word of list.words) {
    const image = read(word, value, at);
    append(problems, image.problems);
    append(tokens, image.tokens);
    if (image.item !== undefined) items.push(image.item);
    if (image.stopped) return added(items, tokens, problems);
  }
  return added(items, tokens, list.problem ? [...problems, list.problem] : problems);
}

function readExtension(word: Word, value: string, at: ValueContext): Image {
  const split = splitFields(word, COLON_FIELDS, 1);
  const [source] = split.fields;
  if (split.error || !source) return unreadable(split, value);
  const path = readSource(source, at, { form: 'absolute', apiVfs: 'refused' });
  if (path.path === undefined) return { item: undefined, ...path, stopped: false };
  const options = readImageOptions(word, split.rest, value, at);
  return {
    item: options.stopped ? undefined : path.path,
    problems: [...path.problems, ...options.problems],
    tokens: [...path.tokens, ...options.tokens],
    stopped: options.stopped,
  };
}

function readMounted(word: Word, value: string, at: ValueContext): Image {
  const split = splitFields(word, COLON_FIELDS, 2);
  const [source, destination] = split.fields;
  if (split.error || !source) return unreadable(split, value);
  const rules: PathRules = { form: 'absolute', apiVfs: 'dev-allowed' };
  const from = readSource(source, at, rules);
  if (from.path === undefined) return { item: undefined, ...from, stopped: false };
  if (!destination || destination.text === '') {
    const problems = [...from.problems, withoutDestination(word)];
    return { item: undefined, problems, tokens: from.tokens, stopped: false };
  }
  const to = readPath(destination, at, rules);
  const tokens = [...from.tokens, ...to.tokens];
  if (to.path === undefined) {
    return { item: undefined, problems: [...from.problems, ...to.problems], tokens, stopped: false };
  }
  const options = readImageOptions(word, split.rest, value, at);
  return {
    item: options.stopped ? undefined : `${from.path}:${to.path}`,
    problems: [...from.problems, ...to.problems, ...options.problems],
    tokens: [...tokens, ...options.tokens],
    stopped: options.stopped,
  };
}

/** The path of an image; a `-` before it says that it may be missing. */
function readSource(word: Word, at: ValueContext, rules: PathRules): ReturnType<typeof readPath> {
  if (!word.text.startsWith('-')) return readPath(word, at, rules);
  const path = readPath(word, at, rules, 1);
  return { ...path, tokens: [{ kind: 'prefix', from: word.from, to: word.from + 1 }, ...path.tokens] };
}

function unreadable(split: Fields, value: string): Image {
  const problems = split.error ? [quotingProblem(value, split.error)] : [];
  return { item: undefined, problems, tokens: [], stopped: split.error !== undefined };
}

function withoutDestination({ from, to }: Word): ValueProblem {
  const wording = { message: say`No mount point.`, remedy: say`Write a colon and an absolute path after the image.` };
  return { code: 'bad-path', effect: 'ignore', from, to, ...wording };
}

/** Offers paths for the first fields of the word that the offset is in. */
function completePath(
  value: string,
  offset: number,
  at: ValueContext,
  world: World,
  fields: readonly NonNullable<PathRules['apiVfs']>[],
): readonly Offer[] {
  const { from } = stretchAround(value, offset);
  const before = value.slice(from, offset);
  const field = before.split(':').length;
  if (field > fields.length) return optionOffers(value, offset, at, (field - fields.length) % 2 === 1);
  const start = from + before.lastIndexOf(':') + 1;
  const skip = field === 1 && value[start] === '-' ? 1 : 0;
  if (offset < start + skip) return [];
  return pathOffers(value, start + skip, offset, at, world, {
    reserved: ':',
    directories: field === 2,
    apiVfs: fields[field - 1],
    ...(field < fields.length && { end: ':' }),
  });
}

function describeImage(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
  if (token.kind === 'keyword') return partitionNote(tokenText(token, value));
  if (token.kind === 'string') return say`Mount options for the file system of the image.`;
  if (token.kind === 'prefix') return say`The image may be missing; the unit then starts without it.`;
  return describeSpecifier(token, value, at, world);
}

const MOUNT_PARTS: Parts['parts'] = [
  {
    label: 'source',
    documentation: say`The absolute path of a disk image or block device; after a \`-\` it may be missing.`,
  },
  { label: 'destination', documentation: say`The absolute path at which the unit sees it.` },
  {
    label: 'partition',
    documentation: say`Which partition of the image the options are for. Without it they are for its root.`,
  },
  { label: 'options', documentation: say`Mount options, separated by commas.` },
];

function partsAt(value: string, offset: number, label: string, parts: Parts['parts']): Parts {
  const { from } = stretchAround(value, offset);
  const field = value.slice(from, offset).split(':').length - 1;
  const options = parts.length - 2;
  const active = field < options ? field : options + ((field - options) % 2);
  return { label, parts, active };
}
