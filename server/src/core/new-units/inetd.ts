import { say } from '../text/message.ts';
import { type Converted, type InetdService, inetdUnits, type NotConverted, notConverted } from './inetd-service.ts';
import { comment, type UnitLine } from './unit-text.ts';

/**
 * The entries of a file for inetd, or of one for xinetd, each as units (inetd(8), inetd.conf(5); xinetd.conf(5)).
 *
 * @param folder Where the units are to be.
 * @param manager The manager that they are for.
 */
export function convertInetd(text: string, folder: string, manager: 'system' | 'user'): readonly Converted[] {
  const read = text.split('\n').some((line) => XINETD.test(line.trim())) ? xinetdEntries(text) : inetdEntries(text);
  return read.map(({ title, entry }) => ({
    title,
    ...('because' in entry ? entry : inetdUnits(entry, folder, manager)),
  }));
}

/** What begins a block of xinetd. */
const XINETD = /^(?:service\s+\S+|defaults)$/;

interface Read {
  readonly title: string;
  readonly entry: InetdService | NotConverted;
}

function inetdEntries(text: string): readonly Read[] {
  return text.split('\n').flatMap((line): Read[] => {
    const words = line.trim().split(/\s+/);
    if (words.length < 6 || words[0]!.startsWith('#')) return [];
    const [name, type, protocol, wait, account, server, ...argv] = words as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const title = `${name} ${type} ${protocol}`;
    return [{ title, entry: inetdEntry({ name, type, protocol, wait, account, server, argv }) }];
  });
}

interface InetdLine {
  readonly name: string;
  readonly type: string;
  readonly protocol: string;
  readonly wait: string;
  readonly account: string;
  readonly server: string;
  readonly argv: readonly string[];
}

function inetdEntry({ name, type, protocol, wait, account, server, argv }: InetdLine): InetdService | NotConverted {
  if (server === 'internal') return notConverted(say`${name} is done by inetd itself, without a program.`);
  const kind = socketType(type);
  if (kind === undefined) return notConverted(say`Sockets of the type ${type} have no equal.`);
  if (protocol.startsWith('rpc/'))
    return notConverted(say`${name} is announced by rpcbind, which systemd does not do.`);
  const [host, service = name] = name.includes(':') && !name.startsWith('/') ? splitHost(name) : [undefined, name];
  const [user, group] = account.split(/[.:]/);
  const [mode, most] = wait.split('.');
  // tcpd is given the program as its own name.
  const wrapped = /\/tcpd$/.test(server) && argv[0] !== undefined;
  return {
    service,
    type: kind,
    family: protocol === 'unix' ? 'unix' : protocol.endsWith('46') ? 'any' : protocol.endsWith('6') ? 'ipv6' : 'ipv4',
    port: undefined,
    host: host === '*' ? undefined : host,
    wait: mode === 'wait',
    user,
    group,
    program: wrapped ? argv[0]! : server,
    args: argv.slice(1),
    rate: most === undefined || !/^\d+$/.test(most) ? undefined : { count: most, seconds: '60' },
    socketLines: [],
    serviceLines: [],
    remarks: wrapped
      ? [
          say`inetd ran it through tcpd. What hosts.allow and hosts.deny said becomes IPAddressAllow= and IPAddressDeny= in [Socket].`,
        ]
      : [],
  };
}

function splitHost(name: string): readonly [string, string] {
  const at = name.lastIndexOf(':');
  return [name.slice(0, at).replace(/^\[|\]$/g, ''), name.slice(at + 1)];
}

function socketType(text: string | undefined): InetdService['type'] | undefined {
  return text === 'stream' ? 'stream' : text === 'dgram' ? 'datagram' : undefined;
}

function xinetdEntries(text: string): readonly Read[] {
  const out: Read[] = [];
  let name: string | undefined;
  let values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const [, service] = /^service\s+(\S+)$/.exec(trimmed) ?? [];
    const [, key, operator] = /^(\w+)\s*(\+?=)/.exec(trimmed) ?? [];
    const value = trimmed.slice(trimmed.indexOf('=') + 1).trim();
    if (service !== undefined) {
      name = service;
      values = new Map();
    } else if (trimmed === '}' && name !== undefined) {
      out.push({
        title: `${name} ${values.get('socket_type') ?? 'stream'} ${values.get('protocol') ?? ''}`.trim(),
        entry: xinetdEntry(name, values),
      });
      name = undefined;
    } else if (name !== undefined && key !== undefined) {
      const before = operator === '+=' ? `${values.get(key) ?? ''} ` : '';
      values.set(key, `${before}${value}`.trim());
    }
  }
  return out;
}

function xinetdEntry(name: string, values: ReadonlyMap<string, string>): InetdService | NotConverted {
  const is = (key: string, word: string) => (values.get(key) ?? '').toLowerCase().split(/\s+/).includes(word);
  if (is('type', 'internal')) return notConverted(say`${name} is done by xinetd itself, without a program.`);
  if (is('type', 'rpc')) return notConverted(say`${name} is announced by rpcbind, which systemd does not do.`);
  if (values.has('redirect'))
    return notConverted(
      say`${name} is handed on to ${values.get('redirect')!}: make a proxy of systemd-socket-proxyd for it.`,
    );
  const type = socketType(values.get('socket_type') ?? 'stream');
  const server = values.get('server');
  if (type === undefined) return notConverted(say`Sockets of the type ${values.get('socket_type')!} have no equal.`);
  if (server === undefined) return notConverted(say`${name} has no server.`);
  const args = words(values.get('server_args'));
  // NAMEINARGS: the first argument is the name that the program sees.
  const named = is('flags', 'nameinargs');
  const [count, seconds] = words(values.get('cps'));
  const remarks = REMARKED.filter((key) => values.has(key)).map(
    (key) => say`xinetd had ${key} = ${values.get(key)!}, which has no equal.`,
  );
  return {
    service: name,
    type,
    family: is('flags', 'ipv6') ? 'ipv6' : is('flags', 'ipv4') ? 'ipv4' : 'any',
    port: values.get('port'),
    host: values.get('bind') ?? values.get('interface'),
    wait: is('wait', 'yes'),
    user: values.get('user'),
    group: values.get('group'),
    program: named && /\/tcpd$/.test(server) && args[0] !== undefined ? args[0] : server,
    args: named ? args.slice(1) : args,
    rate:
      count !== undefined && seconds !== undefined && /^\d+$/.test(count) && /^\d+$/.test(seconds)
        ? { count, seconds }
        : undefined,
    socketLines: [
      ...number(values, 'instances', 'MaxConnections'),
      ...number(values, 'per_source', 'MaxConnectionsPerSource'),
      ...(is('flags', 'keepalive') ? ['KeepAlive=yes'] : []),
      ...(is('flags', 'nodelay') ? ['NoDelay=yes'] : []),
      ...access(values),
    ],
    serviceLines: [...number(values, 'nice', 'Nice'), ...umask(values)],
    remarks: is('disable', 'yes') ? [say`xinetd had it disabled.`, ...remarks] : remarks,
  };
}

/** What xinetd can do and systemd cannot. */
const REMARKED = [
  'access_times',
  'banner',
  'banner_success',
  'banner_fail',
  'max_load',
  'env',
  'rlimit_as',
  'rlimit_cpu',
  'libwrap',
] as const;

function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter(Boolean);
}

function number(values: ReadonlyMap<string, string>, key: string, directive: string): readonly string[] {
  const value = values.get(key);
  return value !== undefined && /^-?\d+$/.test(value) ? [`${directive}=${value}`] : [];
}

function umask(values: ReadonlyMap<string, string>): readonly string[] {
  const value = values.get('umask');
  return value !== undefined && /^0?[0-7]{3}$/.test(value) ? [`UMask=${value.padStart(4, '0')}`] : [];
}

/** Who may connect, by address. Names are left out, for systemd takes none. */
function access(values: ReadonlyMap<string, string>): readonly UnitLine[] {
  const addresses = (key: string) => words(values.get(key)).map((word) => word.replace(/^0\.0\.0\.0(?:\/0)?$/, 'any'));
  const allowed = addresses('only_from');
  const denied = addresses('no_access');
  if (
    ![...allowed, ...denied].every((word) => /^(?:any|localhost|[\d.]+(?:\/\d+)?|[0-9A-Fa-f:]+(?:\/\d+)?)$/.test(word))
  ) {
    return [
      comment(
        say`xinetd had only_from or no_access with names: put the addresses here as IPAddressAllow= and IPAddressDeny=.`,
      ),
    ];
  }
  if (allowed.length > 0) return [`IPAddressAllow=${allowed.join(' ')}`, 'IPAddressDeny=any'];
  return denied.length > 0 ? [`IPAddressDeny=${denied.join(' ')}`] : [];
}
