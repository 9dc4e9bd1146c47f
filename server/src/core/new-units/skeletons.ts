import type { UnitType } from '../catalogue/unit-type.ts';
import { type Argument, layout, type Message, say } from '../text/message.ts';
import { block, description, section, unitText } from './unit-text.ts';

/** A unit to begin with, of which a person fills in the rest. */
export interface Skeleton {
  /** What is typed to get it. */
  readonly name: string;
  readonly type: UnitType;
  /** When it is the right one. */
  readonly detail: Message;
  text(gaps: Gaps): Message;
}

/** What is to be filled in, and what the rest depends on. */
export interface Gaps {
  /** A place to fill in, by its number, with what stands there until then; of several words the first does. */
  gap(at: number, ...words: readonly [Argument, ...string[]]): Message;
  /** The unit's own name without its type, and the same within a gap. */
  readonly name: Message;
  readonly called: string;
  /** Where a mount of its name is. */
  readonly path: string | undefined;
  readonly manager: 'system' | 'user';
}

/** The units that go with sockets, timers and paths, and those themselves. */
export const SKELETONS: readonly Skeleton[] = [
  {
    name: 'socket-accept',
    type: 'socket',
    detail: say`A socket that starts an instance of NAME@.service for each connection`,
    text: (gaps) => socket(gaps, 'Accept=yes'),
  },
  {
    name: 'socket',
    type: 'socket',
    detail: say`A socket that starts NAME.service with the first connection and hands it the listening socket`,
    text: (gaps) => socket(gaps),
  },
  {
    name: 'service-accept',
    type: 'service',
    detail: say`NAME@.service: the connection is its standard input and output`,
    text: ({ gap }) =>
      unitText(
        section('Unit', description(gap(1, say`What answers a connection`))),
        section(
          'Service',
          line('ExecStart=-', gap(2, '/usr/local/bin/handler')),
          'StandardInput=socket',
          'StandardError=journal',
        ),
      ),
  },
  {
    name: 'service-socket',
    type: 'service',
    detail: say`NAME.service: gets the listening socket of NAME.socket as file descriptor 3`,
    text: (gaps) =>
      unitText(
        behindSocket(gaps, say`What this service does`),
        section('Service', line('ExecStart=', gaps.gap(2, PROGRAM))),
      ),
  },
  {
    name: 'service',
    type: 'service',
    detail: say`A service that starts at boot, or at log-in in a user manager`,
    text: ({ gap, manager }) =>
      unitText(
        section('Unit', description(gap(1, say`What this service does`))),
        section('Service', line('ExecStart=', gap(2, PROGRAM)), line('Restart=', gap(3, 'on-failure', 'always', 'no'))),
        wantedBy(manager === 'user' ? 'default' : 'multi-user'),
      ),
  },
  {
    name: 'oneshot',
    type: 'service',
    detail: say`A service that does something and ends, for a timer or a path unit`,
    text: ({ gap }) =>
      unitText(
        section('Unit', description(gap(1, say`What this does once`))),
        section('Service', 'Type=oneshot', line('ExecStart=', gap(2, PROGRAM))),
      ),
  },
  {
    name: 'socket-proxyd',
    type: 'service',
    detail: say`A service behind a socket that hands connections on to a program which cannot take a socket itself`,
    text: (gaps) =>
      unitText(
        behindSocket(gaps, say`What the proxy stands before`),
        section(
          'Service',
          line(
            'ExecStart=/usr/lib/systemd/systemd-socket-proxyd --exit-idle-time=',
            gaps.gap(2, '5min'),
            ' ',
            gaps.gap(3, '127.0.0.1:8080'),
          ),
          'PrivateTmp=yes',
        ),
      ),
  },
  {
    name: 'timer',
    type: 'timer',
    detail: say`A timer that starts NAME.service`,
    text: ({ gap, called }) =>
      unitText(
        section('Unit', description(gap(1, say`When ${called} runs`))),
        section('Timer', line('OnCalendar=', gap(2, 'daily')), line('Persistent=', gap(3, 'yes', 'no'))),
        wantedBy('timers'),
      ),
  },
  {
    name: 'path',
    type: 'path',
    detail: say`A path unit that starts NAME.service when something happens there`,
    text: ({ gap, called }) =>
      unitText(
        section('Unit', description(gap(1, say`What starts ${called}`))),
        section(
          'Path',
          line(gap(2, 'PathChanged', 'PathExists', 'DirectoryNotEmpty'), '=', gap(3, '/var/spool/inbox')),
        ),
        wantedBy('paths'),
      ),
  },
  {
    name: 'mount',
    type: 'mount',
    detail: say`A mount; its file is named after the path in Where=`,
    text: ({ gap, path }) =>
      unitText(
        section('Unit', description(gap(1, say`What is mounted`))),
        section(
          'Mount',
          line('What=', gap(2, '/dev/disk/by-label/data')),
          line('Where=', path ?? gap(3, '/mnt/data')),
          line('Type=', gap(4, 'ext4')),
        ),
        wantedBy('multi-user'),
      ),
  },
];

/** What a drop-in of a service begins with that replaces what it runs. */
export const OVERRIDE: Skeleton = {
  name: 'override-exec',
  type: 'service',
  detail: say`For a drop-in: the empty line takes back the command of the unit`,
  text: ({ gap }) => section('Service', 'ExecStart=', line('ExecStart=', gap(1, PROGRAM))),
};

/** Lines of [Service] that take away what most services do not need. */
export const HARDENING: Skeleton = {
  name: 'hardening',
  type: 'service',
  detail: say`Settings for [Service] that take away what most services do not need`,
  text: ({ gap }) =>
    block(
      'NoNewPrivileges=yes',
      'PrivateTmp=yes',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      line('ReadWritePaths=', gap(1, '/var/lib/program')),
    ),
};

const PROGRAM = '/usr/local/bin/program';

function socket({ gap }: Gaps, ...more: readonly string[]): Message {
  return unitText(
    section('Unit', description(gap(1, say`What this socket is for`))),
    section('Socket', line('ListenStream=', gap(2, '9999')), ...more),
    wantedBy('sockets'),
  );
}

function behindSocket({ gap, name }: Gaps, what: Message): ReturnType<typeof section> {
  return section(
    'Unit',
    description(gap(1, what)),
    line('Requires=', name, '.socket'),
    line('After=', name, '.socket'),
  );
}

function wantedBy(target: string): ReturnType<typeof section> {
  return section('Install', `WantedBy=${target}.target`);
}

function line(...parts: readonly Argument[]): Message {
  return layout('', parts);
}
