import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';

/** A template of units that belong together. */
export interface UnitTemplate {
  readonly id: TemplateId;
  readonly title: string;
  /** When it is the right one. */
  readonly detail: string;
}

export type TemplateId = 'socket-accept' | 'socket-service' | 'timer' | 'path' | 'socket-proxy';

/** A file to make, by its name. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** The templates to choose from, the tutorial's first. */
export function unitTemplates(t: Translate): readonly UnitTemplate[] {
  return [
    {
      id: 'socket-accept',
      title: t('Socket with a process for each connection'),
      detail: t('The program reads from its standard input and writes to its standard output.'),
    },
    {
      id: 'socket-service',
      title: t('Socket with one service for all connections'),
      detail: t('The program takes the listening socket from systemd and accepts connections itself.'),
    },
    {
      id: 'socket-proxy',
      title: t('Socket with a proxy to a program that listens itself'),
      detail: t('For a program that cannot take a socket: systemd-socket-proxyd hands the connections on.'),
    },
    {
      id: 'timer',
      title: t('Timer with a service'),
      detail: t('The program runs at certain times or intervals, and exits.'),
    },
    {
      id: 'path',
      title: t('Path with a service'),
      detail: t('The program runs when a file or folder changes, and exits.'),
    },
  ];
}

/**
 * The files of a template, for units of a name. What they run is there on every machine and stands for the program that is to come, so
 * that they can be checked and started as they are. Their comments and descriptions are in the person's language.
 */
export function filesOf(id: TemplateId, name: string, manager: ManagerKind, t: Translate): readonly NewFile[] {
  switch (id) {
    case 'socket-accept':
      return [
        file(`${name}.socket`, [
          ...unit(t('Connections for {0}', name)),
          ...section(
            'Socket',
            'ListenStream=9999',
            comment(t('Each connection is served by an instance of its own:')),
            'Accept=yes',
          ),
          ...section('Install', 'WantedBy=sockets.target'),
        ]),
        file(`${name}@.service`, [
          ...unit(t('One connection of {0}', name)),
          ...section(
            'Service',
            comment(t('This one sends back what it gets. The minus keeps instances that fail from piling up.')),
            'ExecStart=-/usr/bin/cat',
            'StandardInput=socket',
            comment(t('Without this line, error messages would go to the client too.')),
            'StandardError=journal',
          ),
        ]),
      ];
    case 'socket-service':
      return [
        plainSocket(name, t),
        file(`${name}.service`, [
          ...unit(name, `Requires=${name}.socket`, `After=${name}.socket`),
          ...section(
            'Service',
            comment(
              t('Put the program here. It gets the listening socket as file descriptor 3: see sd_listen_fds(3).'),
            ),
            'ExecStart=/usr/bin/sleep infinity',
          ),
        ]),
      ];
    case 'socket-proxy':
      return [
        plainSocket(name, t),
        file(`${name}.service`, [
          ...unit(
            t('Proxy of {0}', name),
            `Requires=${name}.socket`,
            `After=${name}.socket`,
            comment(
              t(
                'With the program as a service of its own, Requires= and After= of that have it started by the first connection.',
              ),
            ),
          ),
          ...section(
            'Service',
            comment(t('The address is that of the program. After five minutes without a connection the proxy ends.')),
            'ExecStart=/usr/lib/systemd/systemd-socket-proxyd --exit-idle-time=5min 127.0.0.1:8080',
            'PrivateTmp=yes',
          ),
        ]),
      ];
    case 'timer':
      return [
        file(`${name}.timer`, [
          ...unit(t('Times of {0}', name)),
          ...section(
            'Timer',
            'OnCalendar=daily',
            comment(t('What was missed while the machine was off is made up for.')),
            'Persistent=yes',
          ),
          ...section('Install', 'WantedBy=timers.target'),
        ]),
        oneshot(name),
      ];
    case 'path':
      return [
        file(`${name}.path`, [
          ...unit(t('What starts {0}', name)),
          ...section('Path', `PathChanged=${manager === 'user' ? '%h' : '/srv'}/${name}`),
          ...section('Install', 'WantedBy=paths.target'),
        ]),
        oneshot(name),
      ];
  }
}

/** A socket with one service for all connections. */
function plainSocket(name: string, t: Translate): NewFile {
  return file(`${name}.socket`, [
    ...unit(t('Socket of {0}', name)),
    ...section('Socket', 'ListenStream=9999'),
    ...section('Install', 'WantedBy=sockets.target'),
  ]);
}

function oneshot(name: string): NewFile {
  return file(`${name}.service`, [
    ...unit(name),
    ...section('Service', 'Type=oneshot', `ExecStart=/usr/bin/echo "${name} was started"`),
  ]);
}

function file(name: string, lines: readonly string[]): NewFile {
  return { name, text: `${lines.join('\n').trimEnd()}\n` };
}

function unit(description: string, ...lines: readonly string[]): string[] {
  return section('Unit', `Description=${description}`, ...lines);
}

function comment(text: string): string {
  return `# ${text}`;
}

function section(name: string, ...lines: readonly string[]): string[] {
  return [`[${name}]`, ...lines, ''];
}
