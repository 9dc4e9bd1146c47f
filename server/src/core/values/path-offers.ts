import type { Offer, ValueContext, World } from './grammar.ts';
import { specifierOffers } from './specifier-help.ts';
import { expandSpecifiers, knownExpansion } from './specifiers.ts';

export interface PathOfferRules {
  /** Only directories are of use. */
  readonly directories?: boolean;
  /** Characters besides blanks and quotes that would end the path or need escaping where it stands. */
  readonly reserved?: string;
  /** The whole value is the path, so that blanks are part of it. */
  readonly whole?: boolean;
  /** The parser expands no specifiers. */
  readonly literal?: boolean;
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
  if (slash < 0) return beginnings(from, offset, at, world, rules);
  const directory = rules.literal
    ? typed.slice(0, slash + 1)
    : expandSpecifiers(typed.slice(0, slash + 1), 'unit', at).text;
  if (!directory.startsWith('/')) return [];
  return entries(directory, '', from + slash + 1, segmentEnd(value, offset, rules), world, rules);
}

/** Absolute paths can only begin in two ways: with a slash, or with a specifier that stands for a directory. */
function beginnings(from: number, offset: number, at: ValueContext, world: World, rules: PathOfferRules): Offer[] {
  const top = entries('/', '/', from, offset, world, { ...rules, directories: true });
  if (rules.literal) return top;
  const specifiers = DIRECTORY_SPECIFIERS.map((letter): Offer => {
    const text = `%${letter}/`;
    const detail = knownExpansion(letter, at, world);
    return { label: text, from, to: offset, insert: text, kind: 'specifier', ...(detail && { detail }), rank: 1 };
  });
  return [...top, ...specifiers];
}

function entries(
  directory: string,
  prefix: string,
  from: number,
  to: number,
  world: World,
  rules: PathOfferRules,
): Offer[] {
  return world
    .directory(directory)
    .filter((name) => (name.endsWith('/') || !rules.directories) && isWritable(name, rules))
    .map((name): Offer => {
      const text = prefix + (rules.literal ? name : name.replaceAll('%', '%%'));
      return { label: prefix + name, from, to, insert: text, kind: 'path', rank: name.endsWith('/') ? 0 : 1 };
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
