import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { EffectiveUnit } from '../../../server/src/protocol/requests.ts';
import { prefixOf } from '../manager/unit-name.ts';
import { execWords } from './exec-words.ts';

/** How a socket and its service are tried without a manager. */
export interface DryRunCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Whether it ends with the first activation, so that it has to be started again for the next, as systemd would. */
  readonly endsOnce: boolean;
}

/** Why a socket cannot be tried so. */
export type NoDryRun =
  | { readonly kind: 'no-service' }
  | { readonly kind: 'no-exec' }
  /** systemd-socket-activate opens stream, datagram and sequential-packet sockets, all of one kind. */
  | { readonly kind: 'listener'; readonly value: string };

/** Whom a dry run runs as: what specifiers stand for. */
export interface Account {
  readonly home: string;
  readonly user: string;
  readonly uid: number;
  readonly runtimeDirectory: string;
  readonly hostname: string;
}

/**
 * The systemd-socket-activate command for a plan: inetd style where the service takes the socket as its standard input,
 * descriptor passing otherwise, with environment and working directory as the service has them.
 */
export function dryRunCommand(
  plan: Plan,
  service: EffectiveUnit | undefined,
  account: Account,
): DryRunCommand | NoDryRun {
  if (service === undefined) return { kind: 'no-service' };
  const kind = plan.listeners[0]?.kind ?? 'stream';
  const odd = plan.listeners.find((listener) => listener.kind !== kind || !(listener.kind in KIND_OPTIONS));
  if (odd !== undefined) return { kind: 'listener', value: odd.value };

  const settings = settingsOf(service);
  const expand = (text: string) => expandSpecifiers(text, plan.service ?? service.unit, account);
  const environment = Object.fromEntries(
    settings('Environment')
      .flatMap(execWords)
      .map(expand)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const line = settings('ExecStart').at(-1);
  const command = line === undefined ? [] : execCommand(line, environment, expand);
  if (command.length === 0) return { kind: 'no-exec' };

  const inetd = settings('StandardInput').at(-1) === 'socket';
  const names = settings('FileDescriptorName');
  return {
    argv: [
      'systemd-socket-activate',
      // It takes addresses as the directives do, and the plan has expanded their specifiers.
      ...plan.listeners.flatMap((listener) => ['--listen', listener.value]),
      ...(KIND_OPTIONS[kind] ?? []),
      ...(plan.accept ? ['--accept'] : []),
      ...(inetd ? ['--inetd'] : []),
      ...names.slice(-1).flatMap((name) => ['--fdname', name]),
      ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', `${name}=${value}`]),
      '--',
      ...command,
    ],
    cwd: workingDirectory(settings('WorkingDirectory').at(-1), account, expand),
    endsOnce: !plan.accept,
  };
}

/** A command line of a service as an argument vector: prefixes dropped, specifiers and variables put in. */
export function execCommand(
  line: string,
  environment: Readonly<Record<string, string>>,
  expand: (text: string) => string,
): string[] {
  const prefixes = /^[-@:+!|]*/.exec(line)?.[0] ?? '';
  const words = execWords(line.slice(prefixes.length));
  // With @ the second word is what the program is told it is called, which systemd-socket-activate cannot pass on.
  const kept = prefixes.includes('@') ? [...words.slice(0, 1), ...words.slice(2)] : words;
  const end = kept.indexOf(';');
  const command = (end < 0 ? kept : kept.slice(0, end)).map(expand);
  return prefixes.includes(':')
    ? command
    : command.flatMap((word, index) => (index === 0 ? [word] : variables(word, environment)));
}

/** `${A}` stands for a value as it is, `$A` as a word of its own for the words of the value, `$$` for a dollar sign. */
function variables(word: string, environment: Readonly<Record<string, string>>): string[] {
  const whole = /^\$([A-Za-z_]\w*)$/.exec(word)?.[1];
  if (whole !== undefined) return (environment[whole] ?? '').split(/\s+/).filter(Boolean);
  return [
    word.replace(/\$\$|\$\{(\w+)\}/g, (found, name?: string) =>
      name === undefined ? found.slice(1) : (environment[name] ?? ''),
    ),
  ];
}

function workingDirectory(value: string | undefined, account: Account, expand: (text: string) => string): string {
  const path = value?.replace(/^-/, '') ?? '';
  return path === '' || path === '~' ? account.home : expand(path);
}

/** The specifiers that mean something without a manager (src/core/unit-printf.c); others stay as they are. */
function expandSpecifiers(text: string, unit: string, account: Account): string {
  const values: Readonly<Record<string, string>> = {
    '%': '%',
    h: account.home,
    u: account.user,
    U: String(account.uid),
    t: account.runtimeDirectory,
    T: '/tmp',
    V: '/var/tmp',
    H: account.hostname,
    n: unit,
    N: unit.slice(0, unit.lastIndexOf('.')),
    p: prefixOf(unit),
    i: '0',
    I: '0',
    E: `${account.home}/.config`,
    C: `${account.home}/.cache`,
    S: `${account.home}/.local/state`,
    L: `${account.home}/.local/state/log`,
  };
  return text.replace(/%(.)/g, (found, letter: string) => values[letter] ?? found);
}

function settingsOf({ lines }: EffectiveUnit): (key: string) => string[] {
  return (key) =>
    lines.filter(({ text }) => text.startsWith(`${key}=`)).map(({ text }) => text.slice(key.length + 1).trim());
}

const KIND_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  stream: [],
  datagram: ['--datagram'],
  seqpacket: ['--seqpacket'],
};
