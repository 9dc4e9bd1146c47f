import type { ValueContext, World } from '../grammar.ts';
import { byteLength } from '../words/escapes.ts';
import { dependsOnMore, expansionOf, needsInstanceFor } from './specifier-expansion.ts';
import { type SpecifierTable, specifierOf } from './specifier-table.ts';

export type { SpecifierTable } from './specifier-table.ts';

export interface FoundSpecifier {
  readonly letter: string;
  /** The stretch of the text, percent sign included. */
  readonly from: number;
  readonly to: number;
}

export interface Expansion {
  /** The text with its specifiers expanded, up to the first that cannot be. */
  readonly text: string;
  /** The first specifier that systemd refuses: unknown, or not to be resolved for this unit (`%f` where the name is no path). */
  readonly unknown?: { readonly letter: string; readonly at: number; readonly unresolvable?: true };
  /** All known specifiers of the text, `%%` included, also those after an unknown one. */
  readonly found: readonly FoundSpecifier[];
  /** Those of `found` that systemd logs a warning about: `%c`, `%r`, `%R`. */
  readonly deprecated: readonly FoundSpecifier[];
  /** The expansion is longer than the parser takes. */
  readonly tooLong: boolean;
  /** The unit is a template and the text depends on the instance, so that `text` is one sample of many. */
  readonly needsInstance: boolean;
}

/** The longest expansion in bytes that systemd takes for a path, a unit name and the name of a file descriptor. */
export const LONGEST = { path: 4095, unitName: 256, fdName: 255, credential: 255 } as const;

/**
 * Expands `%` specifiers as systemd does (src/shared/specifier.c, specifier_printf). A percent sign before anything but a letter or
 * digit stands for itself. What only the machine knows is replaced by a plausible sample; a template gets a sample
 * instance, as `systemd-analyze verify` gives it one, because an empty one would make faults of correct lines.
 */
export function expandSpecifiers(text: string, table: SpecifierTable, at: ValueContext, longest?: number): Expansion {
  if (!text.includes('%')) {
    return { text, found: [], deprecated: [], tooLong: isTooLong(text, longest), needsInstance: false };
  }
  const found: FoundSpecifier[] = [];
  const deprecated: FoundSpecifier[] = [];
  let out = '';
  let unknown: Expansion['unknown'];
  let needsInstance = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i + 1];
    if (text[i] !== '%' || letter === undefined || !MAY_BE_SPECIFIER.test(letter)) {
      if (!unknown) out += text[i];
      // A percent sign before another character takes that character along, even where it is no letter.
      if (text[i] === '%' && letter !== undefined) {
        if (!unknown) out += letter;
        i++;
      }
      continue;
    }
    const stretch = { letter, from: i, to: i + 2 };
    const specifier = specifierOf(letter, table, at.version);
    const expansion = letter === '%' ? '%' : specifier && expansionOf(letter, at);
    if (expansion === undefined) {
      unknown ??= specifier ? { letter, at: i, unresolvable: true } : { letter, at: i };
    } else {
      found.push(stretch);
      if (specifier?.deprecated) deprecated.push(stretch);
      if (specifier && needsInstanceFor(letter, at)) needsInstance = true;
      if (!unknown) out += expansion;
    }
    i++;
  }
  return { text: out, ...(unknown && { unknown }), found, deprecated, tooLong: isTooLong(out, longest), needsInstance };
}

/** What is known of the machine. */
export type Facts = Pick<World, 'fact'>;

/**
 * What a specifier stands for in a unit: its expansion where the name of the unit or the kind of manager decides it or the
 * machine is known; undefined where it depends on what is not known here.
 */
export function knownExpansion(letter: string, at: ValueContext, world: Facts): string | undefined {
  if (letter === '%') return '%';
  const fromMachine = machineFact(letter, at, world);
  if (fromMachine !== undefined) return fromMachine;
  const needsUnit = specifierOf(letter, 'unit', at.version)?.decidedBy === 'name' || letter === 'd';
  if ((needsUnit && !at.unit) || dependsOnMore(letter, at)) return undefined;
  return expansionOf(letter, at);
}

/** A text whose specifiers were expanded as far as that was possible. */
export interface KnownText {
  /** What is not known stands as it is written: `%h/x`. */
  readonly text: string;
  /** Whether all of it is known. */
  readonly complete: boolean;
}

/**
 * Expands the specifiers of a text, but only those whose expansion is known, see {@link knownExpansion}. Unlike {@link expandSpecifiers}
 * it makes no samples, so that the result may be acted on.
 */
export function expandKnown(text: string, expansion: (letter: string) => string | undefined): KnownText {
  let complete = true;
  const expanded = text.replace(/%([A-Za-z0-9%])/g, (specifier, letter: string) => {
    const known = expansion(letter);
    if (known === undefined) complete = false;
    return known ?? specifier;
  });
  return { text: expanded, complete };
}

function machineFact(letter: string, at: ValueContext, world: Facts): string | undefined {
  if (letter === 'H') return world.fact('hostname');
  if (letter === 'l') return world.fact('hostname')?.split('.')[0];
  if (letter === 'm') return world.fact('machine-id');
  if (at.manager !== 'user') return undefined;
  if (letter === 'h') return world.fact('home');
  if (letter === 't') return world.fact('runtime-directory');
  if (letter === 'u') return world.fact('user');
  if (letter === 'U') return world.fact('uid');
  return undefined;
}

function isTooLong(text: string, longest: number | undefined): boolean {
  return longest !== undefined && byteLength(text) > longest;
}

const MAY_BE_SPECIFIER = /^[A-Za-z0-9%]$/;
