import { type Table, table } from '../text/table.ts';
import { environmentAssignments } from '../values/commands/environment.ts';
import { replaceVariables } from '../values/commands/replace-variables.ts';
import type { ValueContext } from '../values/grammar.ts';
import { expandKnown, type Facts, knownExpansion } from '../values/specifiers/specifiers.ts';
import { instantiate, unitNameKind } from '../values/unit-name.ts';
import { type EffectiveUnit, type Item, items, setting } from '../workspace/effective-unit.ts';
import { takesSocketAsInput } from '../workspace/services.ts';
import { accepts, listeners } from '../workspace/sockets.ts';
import { commandsOf, inUnit } from './commands.ts';
import { descriptorName } from './descriptor-name.ts';
import { describeListener } from './listeners.ts';
import type { DryRun, Listener } from './plan-types.ts';

/**
 * How a socket and its service are tried without a manager, as the user that the server runs as: the command line of
 * systemd-socket-activate(1), with the environment and the working directory of the service.
 *
 * @param service Undefined where no file that is known has it.
 * @param machine The one on which it is tried.
 */
export function dryRun(socket: EffectiveUnit, service: EffectiveUnit | undefined, machine: Facts): DryRun {
  if (!service) return { kind: 'no-service' };
  const heard = listeners(socket);
  const type = TYPES[heard[0]?.entry.directive.key ?? 'ListenStream'];
  const odd = heard.find(({ entry }) => !type || TYPES[entry.directive.key] !== type);
  if (odd) return { kind: 'listener', value: odd.entry.node.value };
  const command = commandsOf(service, 'user').find(({ directive }) => directive === 'ExecStart');
  if (!command) return { kind: 'no-exec' };

  const expand = expansionOn(machine);
  const environment = environmentOf(service, expand);
  const [executable = '', ...args] = command.words.map((word) => expand(word, command.at));
  const variables = new Map([...passedOn(machine), ...environment]);
  const listensOn = (addresses: readonly string[]): readonly string[] => [
    'systemd-socket-activate',
    ...addresses.flatMap((address) => ['--listen', address]),
    ...type!,
    ...(accepts(socket) ? ['--accept'] : []),
    ...(takesSocketAsInput(service) ? ['--inetd'] : descriptorNames(socket, heard, expand)),
    ...[...environment].flatMap(([variable, value]) => ['--setenv', `${variable}=${value}`]),
    '--',
    executable,
    ...(command.keepsVariables ? args : replaceVariables(args, variables)),
  ];
  const written = heard.map((one) => textOf(one, socket, expand));
  const loopback = onLoopback(heard, written);
  return {
    kind: 'command',
    argv: listensOn(written),
    loopback: loopback && { argv: listensOn(loopback.map(({ value }) => value)), listeners: loopback },
    folder: workingDirectory(service, machine, expand),
    endsOnce: !accepts(socket),
  };
}

/**
 * The listeners with loopback addresses in place of those that other machines can reach, in the same order and number.
 *
 * @returns undefined where no other machine can reach any of them.
 */
function onLoopback(heard: readonly Item[], written: readonly string[]): readonly Listener[] | undefined {
  const moved = new Set<string>();
  const listeners = heard.map((item, index) => {
    const listener = describeListener(item, false, written[index]);
    const { address } = listener;
    if (address.family !== 'inet' || isLoopback(address.host)) return listener;
    let value = address.host?.includes(':') ? `[::1]:${address.port}` : `127.0.0.1:${address.port}`;
    // Two addresses with the same port must not become one: all of 127.0.0.0/8 is loopback.
    for (let last = 2; moved.has(value); last++) value = `127.0.0.${last}:${address.port}`;
    moved.add(value);
    return describeListener(item, false, value);
  });
  return moved.size === 0 ? undefined : listeners;
}

function isLoopback(host: string | undefined): boolean {
  return host === '::1' || (host?.startsWith('127.') ?? false);
}

/** The names of the descriptors as the manager gives them. Each listening socket of the unit has the same one. */
function descriptorNames(socket: EffectiveUnit, heard: readonly Item[], expand: Expand): readonly string[] {
  const name = descriptorName(socket, (item) => textOf(item, socket, expand));
  // systemd-socket-activate takes a colon for the end of a name.
  if (name.includes(':')) return [];
  return (accepts(socket) ? [socket] : heard).flatMap(() => ['--fdname', name]);
}

/** Expands the specifiers of a text of some unit. What is not known stays as it is written. */
type Expand = (text: string, at: ValueContext) => string;

function expansionOn(machine: Facts): Expand {
  const home = machine.fact('home');
  return (text, at) => {
    const unit = asInstance(at);
    return expandKnown(text, (letter) => {
      const below = BELOW_HOME[letter];
      const usual = below === undefined || home === undefined ? TEMPORARY[letter] : `${home}/${below}`;
      return knownExpansion(letter, unit, machine) ?? usual;
    }).text;
  };
}

/** Of a template the instance for the first connection: systemd counts them from 0. */
function asInstance(at: ValueContext): ValueContext {
  const { unit } = at;
  if (!unit || unitNameKind(unit) !== 'template') return at;
  return { ...at, unit: { ...unit, instance: '0', full: instantiate(unit, '0') } };
}

function textOf({ text, entry }: Item, unit: EffectiveUnit, expand: Expand): string {
  // The item of a value with specifiers has samples in their place.
  return entry.node.value.includes('%') ? expand(entry.node.value, inUnit(unit, entry, 'user')) : text;
}

function environmentOf(service: EffectiveUnit, expand: Expand): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  for (const entry of new Set(items(service, 'Service', 'Environment').map((item) => item.entry))) {
    for (const assignment of environmentAssignments(entry.node.value)) {
      const text = expand(assignment, inUnit(service, entry, 'user'));
      const equals = text.indexOf('=');
      environment.set(text.slice(0, equals), text.slice(equals + 1));
    }
  }
  for (const { text } of items(service, 'Service', 'UnsetEnvironment')) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (equals < 0 || environment.get(name) === text.slice(equals + 1)) environment.delete(name);
  }
  return environment;
}

/** What systemd-socket-activate gives to its children of its own environment, as far as it is known. */
function passedOn(machine: Facts): ReadonlyMap<string, string> {
  const known = [
    ['HOME', machine.fact('home')],
    ['USER', machine.fact('user')],
  ] as const;
  return new Map(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** A user's manager starts its services in the home directory. */
function workingDirectory(service: EffectiveUnit, machine: Facts, expand: Expand): string {
  const home = machine.fact('home') ?? '/';
  const item = setting(service, 'Service', 'WorkingDirectory');
  const path = item ? textOf(item, service, expand).replace(/^-/, '') : '~';
  return path === '~' ? home : path;
}

/** What systemd-socket-activate is told of the sockets that it can open; all of them are of one type. */
const TYPES: Table<readonly string[]> = table({
  ListenStream: [],
  ListenDatagram: ['--datagram'],
  ListenSequentialPacket: ['--seqpacket'],
});

/** What specifiers stand for under a user's manager where no variable says otherwise (src/core/manager.c, manager_setup_prefix). */
const BELOW_HOME: Table<string> = table({
  E: '.config',
  C: '.cache',
  S: '.local/state',
  L: '.local/state/log',
  D: '.local/share',
});
const TEMPORARY: Table<string> = table({ T: '/tmp', V: '/var/tmp' });
