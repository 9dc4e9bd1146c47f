import { say } from '../../text/message.ts';
import type { Offer, ValueContext, World } from '../grammar.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { expandKnown, knownExpansion } from '../specifiers/specifiers.ts';
import { isRefusedApiVfs, type PathRules } from './paths.ts';

export interface PathOfferRules {
  /** Only directories are of use. */
  readonly directories?: boolean;
  /** Characters besides white space and quotes that would end the path or need escaping where it stands. */
  readonly reserved?: string;
  /** The whole value is the path, so that white space is part of it. */
  readonly whole?: boolean;
  /** The parser expands no specifiers. */
  readonly literal?: boolean;
  /** What the parser does not take, see {@link PathRules}. */
  readonly apiVfs?: PathRules['apiVfs'] | undefined;
  /** What has to follow the path, a colon mostly. It is written along with a file's name, unless it is there already. */
  readonly end?: string;
}

/**
 * Offers what is in the directory that has been typed so far, from `from` to the offset; at the beginning, the top directories
 * and the directories that specifiers stand for. After a percent sign it offers the specifiers.
 */
export function pathOffers(
  value: string,
  from: number,
  offset: number,
  at: ValueContext,
  world: World,
  rules: PathOfferRules = {},
): Offer[] {
  if (!rules.literal) {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0) return specifiers;
  }
  // Inside quotes other characters would have to be escaped; nothing is better than something wrong.
  if (!rules.whole && /["'\\]/.test(value)) return [];
  const typed = value.slice(from, offset);
  const slash = typed.lastIndexOf('/');
  const stretch = { value, from: from + slash + 1, to: segmentEnd(value, offset, rules) };
  if (slash < 0) return beginnings(stretch, at, world, rules);
  const written = typed.slice(0, slash + 1);
  const directory = rules.literal ? written : whereItLeads(written, at, world);
  return directory?.startsWith('/') ? entries(directory, '', stretch, at, world, rules) : [];
}

interface Stretch {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** Absolute paths can only begin in two ways: with a slash, or with a specifier that stands for a directory. */
function beginnings(stretch: Stretch, at: ValueContext, world: World, rules: PathOfferRules): Offer[] {
  const top = entries('/', '/', stretch, at, world, { ...rules, directories: true });
  if (rules.literal) return top;
  const { from, to } = stretch;
  const specifiers = DIRECTORY_SPECIFIERS.map((letter): Offer => {
    const text = `%${letter}/`;
    const detail = knownExpansion(letter, at, world);
    return {
      label: text,
      from,
      to,
      insert: text,
      kind: 'specifier',
      ...(detail && { detail: say`${detail}` }),
      rank: 2,
    };
  });
  return [...top, ...specifiers];
}

/** The directory of a path with specifiers; undefined where that depends on the instance, or on what is not known of the machine. */
function whereItLeads(path: string, at: ValueContext, world: World): string | undefined {
  const { text, complete } = expandKnown(path, (letter) => knownExpansion(letter, at, world));
  return complete ? text : undefined;
}

function entries(
  directory: string,
  prefix: string,
  { value, from, to }: Stretch,
  at: ValueContext,
  world: World,
  rules: PathOfferRules,
): Offer[] {
  const next = value[to];
  return world
    .directory(directory)
    .filter((name) => (name.endsWith('/') || !rules.directories) && isWritable(name, rules))
    .filter((name) => !isRefusedApiVfs(`${directory}${name}`.replace(/\/$/, ''), rules.apiVfs, at))
    .map((name): Offer => {
      const isDirectory = name.endsWith('/');
      const text = prefix + (rules.literal ? name : name.replaceAll('%', '%%'));
      const end = isDirectory || rules.end === undefined || next === rules.end ? '' : rules.end;
      return {
        label: prefix + name,
        from,
        to,
        insert: isDirectory && next === '/' ? text.slice(0, -1) : text + end,
        kind: 'path',
        rank: isDirectory ? 0 : 1,
      };
    });
}

/** Names that would need quotes or escapes are not offered, rather than offered wrongly. */
function isWritable(name: string, rules: PathOfferRules): boolean {
  if (rules.whole && !rules.reserved) return true;
  for (const c of name) if ((!rules.whole && /[\s"'\\]/.test(c)) || rules.reserved?.includes(c)) return false;
  return true;
}

/** Completing in the middle of a name replaces all of it. */
function segmentEnd(value: string, offset: number, rules: PathOfferRules): number {
  let end = offset;
  while (
    end < value.length &&
    value[end] !== '/' &&
    (rules.whole || !/\s/.test(value[end]!)) &&
    !rules.reserved?.includes(value[end]!)
  )
    end++;
  return end;
}

const DIRECTORY_SPECIFIERS = ['t', 'S', 'E', 'C', 'L', 'h'];
