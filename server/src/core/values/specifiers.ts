import { byteLength, joinBytes } from './escapes.ts';
import type { ValueContext, World } from './grammar.ts';
import { type SpecifierTable, specifierOf } from './specifier-table.ts';
import { type UnitName, unitNameKind } from './unit-name.ts';

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
      if (specifier && isOpen(letter, at)) needsInstance = true;
      if (!unknown) out += expansion;
    }
    i++;
  }
  return { text: out, ...(unknown && { unknown }), found, deprecated, tooLong: isTooLong(out, longest), needsInstance };
}

/**
 * What a specifier stands for in a unit, for hovers: its expansion where the name of the unit or the kind of manager decides it or the
 * machine is known; undefined where it depends on what is not known here.
 */
export function knownExpansion(letter: string, at: ValueContext, world: World): string | undefined {
  if (letter === '%') return '%';
  const fromMachine = machineFact(letter, at, world);
  if (fromMachine !== undefined) return fromMachine;
  const needsUnit = specifierOf(letter, 'unit', at.version)?.decidedBy === 'name' || letter === 'd';
  if ((needsUnit && !at.unit) || dependsOnMore(letter, at)) return undefined;
  return expansionOf(letter, at);
}

/** What systemd would put for a letter; undefined where it fails. The caller has made sure that the letter is in its table. */
function expansionOf(letter: string, at: ValueContext): string | undefined {
  const unit = sampleUnit(at);
  const system = at.manager === 'system';
  switch (letter) {
    case 'n':
      return unit.full;
    case 'N':
      return unit.full.slice(0, unit.full.lastIndexOf('.'));
    case 'p':
      return unit.prefix;
    case 'P':
      return unescapeUnitName(unit.prefix);
    case 'i':
      return unit.instance ?? '';
    case 'I':
      return unescapeUnitName(unit.instance ?? '');
    case 'j':
      return lastPart(unit);
    case 'J':
      return unescapeUnitName(lastPart(unit));
    case 'f':
      return unescapePath(unit.instance ?? unit.prefix);
    case 'y':
      return `${system ? '/etc/systemd/system' : '/home/user/.config/systemd/user'}/${unit.full}`;
    case 'Y':
      return system ? '/etc/systemd/system' : '/home/user/.config/systemd/user';
    case 'd':
      return `${system ? '/run' : '/run/user/1000'}/credentials/${unit.full}`;
    default:
      return (system ? SYSTEM : USER)[letter] ?? MACHINE[letter];
  }
}

/** Whether the letter stands for something of the instance, which a template does not have. */
function isOpen(letter: string, at: ValueContext): boolean {
  return at.unit !== undefined && unitNameKind(at.unit) === 'template' && USES_INSTANCE.includes(letter);
}

/** Whether the expansion is a sample: the instance of a template, an unnamed unit, or a fact of the machine. */
function dependsOnMore(letter: string, at: ValueContext): boolean {
  if (USES_INSTANCE.includes(letter)) return !at.unit || unitNameKind(at.unit) === 'template';
  if (USES_NAME.includes(letter)) return !at.unit;
  if (letter in SYSTEM) return at.manager === 'user' && letter !== 's';
  return letter in MACHINE || letter === 'y' || letter === 'Y';
}

function machineFact(letter: string, at: ValueContext, world: World): string | undefined {
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

function sampleUnit(at: ValueContext): UnitName {
  const unit = at.unit;
  if (!unit) return { full: `unit.${at.unitType}`, prefix: 'unit', instance: undefined, type: at.unitType };
  if (unit.instance !== '') return unit;
  return { ...unit, instance: SAMPLE_INSTANCE, full: `${unit.prefix}@${SAMPLE_INSTANCE}.${unit.type}` };
}

function lastPart(unit: UnitName): string {
  return unit.prefix.slice(unit.prefix.lastIndexOf('-') + 1);
}

/** Undoes the escaping of unit names: `-` is `/`, `\x2d` is `-` (src/basic/unit-name.c, unit_name_unescape). */
export function unescapeUnitName(text: string): string | undefined {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '-') out += '/';
    else if (text[i] === '\\') {
      const digits = /^x([0-9A-Fa-f]{2})/.exec(text.slice(i + 1, i + 4))?.[1];
      if (!digits) return undefined;
      const code = Number.parseInt(digits, 16);
      out += String.fromCharCode(code < 0x80 ? code : 0xdc00 + code);
      i += 3;
    } else out += text[i];
  }
  return joinBytes(out);
}

/** The absolute path that a unit name's prefix or instance stands for (unit_name_path_unescape); undefined where it is none. */
export function unescapePath(text: string): string | undefined {
  if (text === '-') return '/';
  const path = unescapeUnitName(text);
  if (!path || path.startsWith('/') || path.endsWith('/')) return undefined;
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? undefined : `/${path}`;
}

function isTooLong(text: string, longest: number | undefined): boolean {
  return longest !== undefined && byteLength(text) > longest;
}

const MAY_BE_SPECIFIER = /^[A-Za-z0-9%]$/;
const SAMPLE_INSTANCE = 'i';
const USES_INSTANCE = 'nNiIfd';
const USES_NAME = 'pPjJ';

const SYSTEM: Readonly<Record<string, string>> = {
  t: '/run',
  S: '/var/lib',
  C: '/var/cache',
  L: '/var/log',
  E: '/etc',
  D: '/usr/share',
  T: '/tmp',
  V: '/var/tmp',
  h: '/root',
  s: '/bin/sh',
  u: 'root',
  U: '0',
  g: 'root',
  G: '0',
};

const USER: Readonly<Record<string, string>> = {
  t: '/run/user/1000',
  S: '/home/user/.local/state',
  C: '/home/user/.cache',
  L: '/home/user/.local/state/log',
  E: '/home/user/.config',
  D: '/home/user/.local/share',
  T: '/tmp',
  V: '/var/tmp',
  h: '/home/user',
  s: '/bin/sh',
  u: 'user',
  U: '1000',
  g: 'user',
  G: '1000',
};

/** Samples only: what counts is that they have the form of the real thing. */
const MACHINE: Readonly<Record<string, string>> = {
  H: 'localhost',
  l: 'localhost',
  q: 'localhost',
  m: '0123456789abcdef0123456789abcdef',
  b: 'fedcba9876543210fedcba9876543210',
  v: '6.12.0',
  a: 'x86-64',
  o: 'linux',
  w: '1',
  B: '',
  W: '',
  A: '',
  M: '',
  c: '/unit.service',
  r: '',
  R: '',
};
