import { type Table, table } from '../../text/table.ts';
import type { ValueContext } from '../grammar.ts';
import { type UnitName, unitNameKind } from '../unit-name.ts';
import { unescapePath, unescapeUnitName } from '../units/unit-name-escape.ts';

/** What systemd would put for a letter; undefined where it fails. The caller has made sure that the letter is in its table. */
export function expansionOf(letter: string, at: ValueContext): string | undefined {
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
      return (system ? SYSTEM : userTable(at.version))[letter] ?? MACHINE[letter];
  }
}

/** Whether the letter stands for something of the instance, which a template does not have. */
export function needsInstanceFor(letter: string, at: ValueContext): boolean {
  return at.unit !== undefined && unitNameKind(at.unit) === 'template' && USES_INSTANCE.includes(letter);
}

/** Whether the expansion is a sample: the instance of a template, an unnamed unit, or a fact of the machine. */
export function dependsOnMore(letter: string, at: ValueContext): boolean {
  if (USES_INSTANCE.includes(letter)) return !at.unit || unitNameKind(at.unit) === 'template';
  if (USES_NAME.includes(letter)) return !at.unit;
  if (letter in SYSTEM) return at.manager === 'user' && letter !== 's';
  return letter in MACHINE || letter === 'y' || letter === 'Y';
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

const SAMPLE_INSTANCE = 'i';
const USES_INSTANCE = 'nNiIfd';
const USES_NAME = 'pPjJ';

const SYSTEM: Table<string> = table({
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
});

/** What the letters stand for in a user manager, which has state and logs below the configuration before systemd 254. */
function userTable(version: number): Table<string> {
  return version < HAS_STATE_HOME ? { ...USER, S: '/home/user/.config', L: '/home/user/.config/log' } : USER;
}

const HAS_STATE_HOME = 254;

const USER: Table<string> = table({
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
});

/** Samples only: what counts is that they have the form of the real thing. */
const MACHINE: Table<string> = table({
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
});
