import { type Message, say, withArguments } from '../text/message.ts';
import { parseUnitName } from '../values/unit-name.ts';
import type { NewFile } from './program.ts';
import { comment, description, section, type UnitLine, unitText } from './unit-text.ts';

/** One service of inetd or xinetd, whichever of the two files it stands in. */
export interface InetdService {
  /** As it is called in the file: a name of /etc/services, a number, or a path. */
  readonly service: string;
  readonly type: 'stream' | 'datagram';
  /** The addresses that it is reached at: of both families unless only one is said. */
  readonly family: 'any' | 'ipv4' | 'ipv6' | 'unix';
  readonly port: string | undefined;
  readonly host: string | undefined;
  /** Whether the program takes the socket itself, instead of one connection. */
  readonly wait: boolean;
  readonly user: string | undefined;
  readonly group: string | undefined;
  /** The program, and the arguments after its name. */
  readonly program: string;
  readonly args: readonly string[];
  /** How many connections may come in so many seconds. */
  readonly rate: { readonly count: string; readonly seconds: string } | undefined;
  /** More lines of the socket and the service. */
  readonly socketLines: readonly UnitLine[];
  readonly serviceLines: readonly UnitLine[];
  /** What has no equal in systemd, or wants a look. */
  readonly remarks: readonly Message[];
}

/** What one entry became, or why it cannot become anything. */
export type Converted = { readonly title: string } & Outcome;
type Outcome = { readonly kind: 'units'; readonly files: readonly NewFile[] } | NotConverted;

export interface NotConverted {
  readonly kind: 'not';
  /** One sentence. */
  readonly because: Message;
}

export function notConverted(because: Message): NotConverted {
  return { kind: 'not', because };
}

/** The manager that units are for. */
type ManagerKind = 'system' | 'user';

/** The socket and the service that do what inetd did for a service. Remarks stand in the socket as comments. */
export function inetdUnits(entry: InetdService, folder: string, manager: ManagerKind): Outcome {
  const name = unitNameFor(entry.service);
  if (parseUnitName(`${name}@.service`) === undefined)
    return notConverted(say`${entry.service} gives no name for units.`);
  const address = addressOf(entry);
  if (address === undefined) return notConverted(say`The port of ${entry.service} is not known: write its number.`);
  const command = [entry.program, ...entry.args].map(asWord);
  if (!entry.program.startsWith('/') || command.includes(undefined))
    return notConverted(say`${entry.service} runs no program by its path.`);
  if (entry.user !== undefined && !ACCOUNT.test(entry.user)) return notConverted(say`${entry.user} is no account.`);
  if (entry.group !== undefined && !ACCOUNT.test(entry.group)) return notConverted(say`${entry.group} is no group.`);

  const accept = entry.type === 'stream' && !entry.wait;
  const key = entry.type === 'stream' ? 'ListenStream' : 'ListenDatagram';
  const socket = unitText(
    section(
      'Unit',
      description(say`${name}, converted from inetd`),
      ...entry.remarks.map((remark) =>
        comment(withArguments(remark, (text) => text.replaceAll(/[\x00-\x1f\x7f\\]/g, ' '))),
      ),
    ),
    section(
      'Socket',
      `${key}=${address}`,
      ...(entry.family === 'ipv6' ? ['BindIPv6Only=ipv6-only'] : []),
      ...(accept ? ['Accept=yes'] : []),
      ...(entry.rate && accept
        ? [`TriggerLimitIntervalSec=${entry.rate.seconds}`, `TriggerLimitBurst=${entry.rate.count}`]
        : []),
      ...entry.socketLines,
    ),
    section('Install', 'WantedBy=sockets.target'),
  );
  const service = unitText(
    section(
      'Unit',
      accept ? description(say`${name}, one connection`) : `Description=${name}`,
      ...(accept
        ? [comment(say`An instance that failed is not kept.`), 'CollectMode=inactive-or-failed']
        : [`Requires=${name}.socket`, `After=${name}.socket`]),
    ),
    section(
      'Service',
      `ExecStart=${command.join(' ')}`,
      comment(
        say`As inetd handed it over; what is written to standard error goes to the journal instead of to the client.`,
      ),
      'StandardInput=socket',
      'StandardError=journal',
      ...account(entry, manager),
      ...entry.serviceLines,
    ),
  );
  const files = [
    { path: `${folder}/${name}.socket`, text: socket, executable: false },
    { path: `${folder}/${name}${accept ? '@' : ''}.service`, text: service, executable: false },
  ];
  return { kind: 'units', files };
}

/**
 * The account to run as. `nobody` is shared by whoever runs as it, of which systemd warns. A user manager cannot change it: a service of
 * its with User= fails, even with its own account (status 216/GROUP).
 */
function account({ user, group }: InetdService, manager: ManagerKind): readonly UnitLine[] {
  if (manager === 'user') {
    return user === undefined
      ? []
      : [comment(say`inetd ran it as ${user}. A user manager runs all its services as the account that it is of.`)];
  }
  if (user === 'nobody') {
    return [
      comment(say`inetd ran it as nobody, which other programs run as, too. This is an account of its own.`),
      'DynamicUser=yes',
    ];
  }
  return [
    ...(user === undefined || user === 'root' ? [] : [`User=${user}`]),
    ...(group === undefined ? [] : [`Group=${group}`]),
  ];
}

/** An account or group, by name or number. */
const ACCOUNT = /^(?:[A-Za-z_][\w-]*|\d+)$/;

function unitNameFor(service: string): string {
  return service.replace(/^.*\//, '').replaceAll(/[^A-Za-z0-9_.-]/g, '-');
}

/** The address of a socket; undefined where the port is not known. */
function addressOf({ service, port, host, family }: InetdService): string | undefined {
  if (family === 'unix') return /^\/[^\s"'\\%$;#]+$/.test(service) ? service : undefined;
  const number = port ?? (/^\d+$/.test(service) ? service : PORTS.get(service));
  if (number === undefined || !/^\d{1,5}$/.test(number) || Number(number) > 65_535) return undefined;
  const at = host ?? (family === 'ipv4' ? '0.0.0.0' : family === 'ipv6' ? '::' : undefined);
  if (at === undefined) return number;
  if (at.includes(':') && /^[0-9A-Fa-f:.]+$/.test(at)) return `[${at}]:${number}`;
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(at) ? `${at}:${number}` : undefined;
}

/** A word as an Exec line takes it; undefined where it has characters that no file of inetd has in words. */
function asWord(word: string): string | undefined {
  if (word === '' || /[\s"'\\\x00-\x1f]/.test(word)) return undefined;
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return plain.includes(';') ? `"${plain}"` : plain;
}

/** Ports of services that inetd was used for (IANA), since no file of the machine is read. */
const PORTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      echo: '7',
      discard: '9',
      daytime: '13',
      chargen: '19',
      ftp: '21',
      ssh: '22',
      telnet: '23',
      smtp: '25',
      time: '37',
    },
    ...{ bootps: '67', tftp: '69', finger: '79', http: '80', pop3: '110', 'pop-3': '110', ident: '113', auth: '113' },
    ...{ nntp: '119', ntp: '123', 'netbios-ssn': '139', imap: '143', imap2: '143', https: '443', exec: '512' },
    ...{ login: '513', shell: '514', talk: '517', ntalk: '518', rsync: '873', ftps: '990', imaps: '993', pop3s: '995' },
    ...{ swat: '901', cvspserver: '2401', svn: '3690', nrpe: '5666', 'check-mk-agent': '6556', 'sane-port': '6566' },
    ...{ git: '9418', amanda: '10080', amandaidx: '10082', amidxtape: '10083', nbd: '10809' },
  }),
);
