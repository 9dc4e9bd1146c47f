import { type Message, say } from '../../text/message.ts';
/** Which of systemd's specifier tables a parser expands with. */
export type SpecifierTable =
  /** Everything (src/core/unit-printf.c, unit_full_printf). */
  | 'unit'
  /** The few whose expansions are safe in unit names (unit_name_printf). */
  | 'name';

export interface Specifier {
  readonly letter: string;
  /** What it stands for, as one short phrase. */
  readonly meaning: Message;
  /** The systemd version that brought it; 0 where it is older than the records. */
  readonly since: number;
  /** What decides its expansion: the unit's name, the kind of manager, or the machine it runs on. */
  readonly decidedBy: 'name' | 'manager' | 'machine';
  readonly inNames: boolean;
  readonly deprecated: boolean;
}

/** All specifiers that a systemd of the version expands in a table, `%%` aside. */
export function specifiersOf(table: SpecifierTable, version: number): readonly Specifier[] {
  return SPECIFIERS.filter((one) => one.since <= version && (table === 'unit' || one.inNames));
}

/** The specifier of a letter in a table, or undefined where systemd would refuse it. */
export function specifierOf(letter: string, table: SpecifierTable, version: number): Specifier | undefined {
  const found = BY_LETTER.get(letter);
  return found && found.since <= version && (table === 'unit' || found.inNames) ? found : undefined;
}

/** Since when a letter is a specifier at all; undefined for letters that never were. */
export function specifierEver(letter: string): Specifier | undefined {
  return BY_LETTER.get(letter);
}

const SPECIFIERS: readonly Specifier[] = [
  named('n', say`the full name of the unit`, { inNames: true }),
  named('N', say`the full name of the unit without its type suffix`, { inNames: true }),
  named('p', say`the prefix of the unit name: what stands before the \`@\`, or the name without suffix`, {
    inNames: true,
  }),
  named('P', say`the prefix of the unit name with escaping undone`),
  named('i', say`the instance: what stands between \`@\` and the type suffix; empty for a plain unit`, {
    inNames: true,
  }),
  named('I', say`the instance with escaping undone, so that \`-\` has become \`/\``),
  named('j', say`the last part of the prefix, after its last dash`, { inNames: true, since: 239 }),
  named('J', say`the last part of the prefix, after its last dash, with escaping undone`, { since: 239 }),
  named('f', say`the instance (or else the prefix) unescaped as an absolute path`),
  named('y', say`the path of the unit file`, { since: 251 }),
  named('Y', say`the directory of the unit file`, { since: 251 }),
  managed('t', say`the directory for runtime files: \`/run\`, or \`$XDG_RUNTIME_DIR\` for a user manager`),
  managed(
    'S',
    say`the directory for state: \`/var/lib\`, or for a user manager \`$XDG_STATE_HOME\` (\`$XDG_CONFIG_HOME\` before systemd 254)`,
    { since: 236 },
  ),
  managed('C', say`the directory for caches: \`/var/cache\`, or \`$XDG_CACHE_HOME\` for a user manager`, {
    since: 236,
  }),
  managed(
    'L',
    say`the directory for logs: \`/var/log\`, or for a user manager \`$XDG_STATE_HOME/log\` (\`$XDG_CONFIG_HOME/log\` before systemd 254)`,
    { since: 236 },
  ),
  managed('E', say`the directory for configuration: \`/etc\`, or \`$XDG_CONFIG_HOME\` for a user manager`, {
    since: 239,
  }),
  managed('D', say`the directory for shared data: \`/usr/share\`, or \`$XDG_DATA_HOME\` for a user manager`, {
    since: 256,
  }),
  managed('d', say`the directory with the credentials of the unit`, { since: 251 }),
  managed('T', say`the directory for temporary files: \`/tmp\`, or what \`$TMPDIR\` says`, { since: 239 }),
  managed('V', say`the directory for larger or longer-lived temporary files: \`/var/tmp\`, or what \`$TMPDIR\` says`, {
    since: 239,
  }),
  managed('h', say`the home directory of the user who runs the manager; \`User=\` has no influence`, { since: 187 }),
  managed('s', say`the shell of the user who runs the manager; \`User=\` has no influence`, { since: 187 }),
  managed('u', say`the name of the user who runs the manager; \`User=\` has no influence`, {
    inNames: true,
    since: 187,
  }),
  managed('U', say`the numeric ID of the user who runs the manager; \`User=\` has no influence`, {
    inNames: true,
    since: 197,
  }),
  managed('g', say`the name of the group that runs the manager`, { inNames: true, since: 240 }),
  managed('G', say`the numeric ID of the group that runs the manager`, { inNames: true, since: 240 }),
  local('H', say`the host name`, { since: 190 }),
  local('l', say`the host name up to its first dot`, { since: 246 }),
  local('q', say`the pretty host name from \`/etc/machine-info\`, or else the short host name`, { since: 251 }),
  local('m', say`the machine ID`, { since: 190 }),
  local('b', say`the ID of this boot`, { since: 190 }),
  local('v', say`the kernel release, as \`uname -r\` prints it`, { since: 206 }),
  local('a', say`the architecture, such as \`x86-64\` or \`arm64\``, { since: 246 }),
  local('o', say`the \`ID=\` of the operating system in os-release`, { since: 246 }),
  local('w', say`the \`VERSION_ID=\` of the operating system in os-release`, { since: 246 }),
  local('B', say`the \`BUILD_ID=\` of the operating system in os-release`, { since: 246 }),
  local('W', say`the \`VARIANT_ID=\` of the operating system in os-release`, { since: 246 }),
  local('A', say`the \`IMAGE_VERSION=\` of the operating system in os-release`, { since: 249 }),
  local('M', say`the \`IMAGE_ID=\` of the operating system in os-release`, { since: 249 }),
  local('c', say`the control group of the unit`, { inNames: false, deprecated: true }),
  local('r', say`the control group of the slice of the unit`, { inNames: false, deprecated: true }),
  local('R', say`the root of the control group tree`, { inNames: false, deprecated: true }),
];

const BY_LETTER: ReadonlyMap<string, Specifier> = new Map(SPECIFIERS.map((one) => [one.letter, one]));

interface Extra {
  readonly since?: number;
  readonly inNames?: boolean;
  readonly deprecated?: boolean;
}

function named(letter: string, meaning: Message, extra: Extra = {}): Specifier {
  return specifier(letter, meaning, 'name', extra);
}

function managed(letter: string, meaning: Message, extra: Extra = {}): Specifier {
  return specifier(letter, meaning, 'manager', extra);
}

/** Facts of the machine are safe in unit names unless said otherwise. */
function local(letter: string, meaning: Message, extra: Extra = {}): Specifier {
  return specifier(letter, meaning, 'machine', { inNames: true, ...extra });
}

function specifier(letter: string, meaning: Message, decidedBy: Specifier['decidedBy'], extra: Extra): Specifier {
  const { since = 0, inNames = false, deprecated = false } = extra;
  return { letter, meaning, since, decidedBy, inNames, deprecated };
}
