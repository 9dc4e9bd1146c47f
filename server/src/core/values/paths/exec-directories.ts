import { append } from '../../text/append.ts';
import { inlineCode } from '../../text/markdown.ts';
import { type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { COLON_FIELDS } from '../images/image-options.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { added, problem, reset } from '../parsed.ts';
import { shown } from '../scalar.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { splitFields } from '../words/fields.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { readWordList, wordToken } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import { readPath } from './path-value.ts';
import { isBelow } from './paths.ts';

/** The directories systemd makes for a unit: `NAME[:LINK[:ro]]` (src/core/load-fragment.c, config_parse_exec_directories). */
export const execDirectoriesGrammar: Grammar = {
  parsers: ['config_parse_exec_directories'],
  summary: say`names of directories, relative to the base directory of the setting`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true, retainEscape: at.version >= MAKES_LINKS });
    const items: string[] = [];
    const tokens: Token[] = [];
    const problems: ValueProblem[] = [];
    for (const word of list.words) {
      if (at.version < MAKES_LINKS) {
        const entry = readEntry([word], word, value, at, tokens);
        if (entry.item !== undefined) items.push(entry.item);
        append(problems, entry.problems);
        continue;
      }
      const { fields, error } = splitFields(
        word,
        { ...COLON_FIELDS, dontCoalesceSeparators: hasFlags(at) },
        hasFlags(at) ? 3 : 2,
      );
      // A word that cannot be taken apart ends the line; those before it stay.
      if (error) return added(items, tokens, [...problems, quotingProblem(value, error)]);
      if (fields.length === 0) return added(items, tokens, [...problems, empty(word)]);
      const entry = readEntry(fields, word, value, at, tokens);
      if (entry.item !== undefined) items.push(entry.item);
      append(problems, entry.problems);
    }
    return added(items, tokens, list.problem ? [...problems, list.problem] : problems);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const { from } = stretchAround(value, offset);
    const field = value.slice(from, offset).split(':').length;
    if (field < 3) return specifierOffers(value, offset, at);
    if (field > 3 || !hasFlags(at)) return [];
    return offersAt(stretchAround(value, offset, ' \t:'), [{ label: 'ro', detail: say`read-only for the unit` }]);
  },

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
    if (token.kind === 'keyword') return say`The unit sees the directory read-only.`;
    if (token.kind !== 'path') return undefined;
    const name = token.text ?? value.slice(token.from, token.to);
    const isLink = token.from > 0 && value[token.from - 1] === ':';
    const full = inlineCode(`${baseOf(at)}/${name}`);
    return isLink
      ? say`A symbolic link to the directory: ${full}.`
      : say`The directory ${full}. ${NOTES[at.key] ?? ''}`;
  },

  parts(value: string, offset: number, at: ValueContext): Parts {
    const { from } = stretchAround(value, offset);
    const parts = [
      {
        label: 'name',
        documentation: say`A directory below \`${baseOf(at)}\`. systemd creates it, owned by the user of the unit.`,
      },
      { label: 'link', documentation: say`A symbolic link beside it that points to it. May be left empty.` },
      { label: 'ro', documentation: say`The unit may only read the directory.` },
    ];
    const shownParts = hasFlags(at) ? parts : parts.slice(0, 2);
    return {
      label: hasFlags(at) ? 'name[:link[:ro]]' : 'name[:link]',
      parts: shownParts,
      active: Math.min(value.slice(from, offset).split(':').length, shownParts.length) - 1,
    };
  },
};

/** Since this version a colon separates the directory from a link to it; before, it is part of the name. */
const MAKES_LINKS = 250;

/** Since this version there is a third field with flags, and an empty field counts as one. */
const HAS_FLAGS = 257;

function hasFlags(at: ValueContext): boolean {
  return at.version >= HAS_FLAGS;
}

interface Entry {
  /** The directory as systemd keeps it; undefined where it drops it. */
  readonly item: string | undefined;
  readonly problems: readonly ValueProblem[];
}

function readEntry(fields: readonly Word[], word: Word, value: string, at: ValueContext, tokens: Token[]): Entry {
  const [name, link, flags] = fields as [Word, Word?, Word?];
  if (name.text === '') return { item: undefined, problems: [empty(word)] };
  const directory = readPath(name, at, { form: 'relative' });
  append(tokens, directory.tokens);
  const { problems } = directory;
  if (directory.path === undefined) return { item: undefined, problems };
  if (isBelow(directory.path, 'private')) return { item: undefined, problems: [...problems, isPrivate(name)] };
  if (!link || link.text === '') {
    const bad = badFlags(flags, value, tokens);
    return bad
      ? { item: undefined, problems: [...problems, bad] }
      : { item: kept(directory.path, '', flags), problems };
  }
  if (at.key === 'ConfigurationDirectory') return { item: undefined, problems: [...problems, noLink(link, word)] };
  const target = readPath(link, at, { form: 'relative' });
  append(tokens, target.tokens);
  if (target.path === undefined) return { item: undefined, problems: [...problems, ...target.problems] };
  const bad = badFlags(flags, value, tokens);
  const item = bad ? undefined : kept(directory.path, target.path, flags);
  return { item, problems: [...problems, ...target.problems, ...(bad ? [bad] : [])] };
}

function kept(name: string, link: string, flags: Word | undefined): string {
  if (flags?.text === 'ro') return `${name}:${link}:ro`;
  return link === '' ? name : `${name}:${link}`;
}

function badFlags(flags: Word | undefined, value: string, tokens: Token[]): ValueProblem | undefined {
  if (!flags || flags.text === '') return undefined;
  tokens.push(wordToken(flags, 'keyword', value));
  if (flags.text === 'ro') return undefined;
  const { text, from, to } = flags;
  const wording = {
    message: say`"${shown(text)}" is not a flag of a directory.`,
    remedy: say`Write ro for read-only, or nothing.`,
  };
  const fix = { title: say`Replace with ro`, safety: 'unsafe' as const, from, to, newText: 'ro' };
  return problem('bad-list-item', 'ignore', from, to, wording, /^read-?only$/i.test(text) ? [fix] : []);
}

function isPrivate({ from, to }: Word): ValueProblem {
  const wording = {
    message: say`systemd keeps the directories of dynamic users in "private".`,
    remedy: say`Choose another name.`,
  };
  return problem('bad-path', 'ignore', from, to, wording);
}

function noLink(link: Word, word: Word): ValueProblem {
  const wording = {
    message: say`ConfigurationDirectory= does not create links.`,
    remedy: say`Remove the colon and what follows it.`,
  };
  const fix = { title: say`Remove the link`, safety: 'safe' as const, from: link.from - 1, to: word.to, newText: '' };
  const simple = word.text.split(':').length === 2 && !word.offsets;
  return problem('bad-path', 'ignore', link.from, link.to, wording, simple ? [fix] : []);
}

function empty({ from, to }: Word): ValueProblem {
  return problem('bad-path', 'ignore', from, to, {
    message: say`The name of the directory is empty.`,
    remedy: say`Write a name.`,
  });
}

/** The directory that the setting stands for, as the manuals give it. */
function baseOf(at: ValueContext): string {
  const base = BASES[at.key]?.[at.manager] ?? '';
  return at.version < HAS_STATE_HOME ? base.replace('/.local/state', '/.config') : base;
}

/** Since this version users have a directory for state apart from that for configuration. */
const HAS_STATE_HOME = 254;

const BASES = table<{ readonly system: string; readonly user: string }>({
  RuntimeDirectory: { system: '/run', user: '$XDG_RUNTIME_DIR' },
  StateDirectory: { system: '/var/lib', user: '~/.local/state' },
  CacheDirectory: { system: '/var/cache', user: '~/.cache' },
  LogsDirectory: { system: '/var/log', user: '~/.local/state/log' },
  ConfigurationDirectory: { system: '/etc', user: '~/.config' },
});

const NOTES = table<Message>({
  RuntimeDirectory: say`It is removed when the unit stops, unless \`RuntimeDirectoryPreserve=\` says otherwise. The unit finds it in \`$RUNTIME_DIRECTORY\`.`,
  StateDirectory: say`It stays when the unit stops. The unit finds it in \`$STATE_DIRECTORY\`.`,
  CacheDirectory: say`It stays when the unit stops. The unit finds it in \`$CACHE_DIRECTORY\`.`,
  LogsDirectory: say`It stays when the unit stops. The unit finds it in \`$LOGS_DIRECTORY\`.`,
  ConfigurationDirectory: say`It stays when the unit stops. The unit finds it in \`$CONFIGURATION_DIRECTORY\`.`,
});
