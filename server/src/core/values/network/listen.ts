import { escapeMarkdown } from '../../text/markdown.ts';
import { enumerated, type Message, say, withArguments } from '../../text/message.ts';
import { escapeSnippet } from '../../text/snippet.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { describePath } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import { legacyRunPath } from '../paths/paths.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { describeNetlink, netlinkOffers, netlinkParts, parseNetlink } from './netlink-address.ts';
import { type AddressFault, describeAddress, parseSocketAddress } from './socket-address.ts';

/**
 * The Listen*= directives of sockets; an empty one drops everything listened on before (src/core/load-fragment.c,
 * config_parse_socket_listen).
 */
export const listenGrammar: Grammar = {
  parsers: ['config_parse_socket_listen'],
  summary: say`where to listen: a port, address:port, the path of a Unix socket, @name, vsock:CID:PORT; for some kinds a path or a netlink family`,
  parse(value, at) {
    if (value === '') return reset();
    if (at.ltype !== 'SOCKET_SOCKET') return parsePath(value, at);
    return at.key === 'ListenNetlink' ? parseNetlink(value, at) : parseAddress(value, at);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0) return specifiers;
    if (at.key === 'ListenNetlink') return netlinkOffers(value, offset, at);
    const apiVfs = refusesApiVfs(at) ? 'refused' : undefined;
    const isQueue = at.key === 'ListenMessageQueue';
    const paths = isQueue ? [] : pathOffers(value, 0, offset, at, world, { whole: true, apiVfs });
    if (/[/%]/.test(value.slice(0, offset))) return paths;
    const offers = forms(value, at, world);
    return offers.length > 0 ? offers : paths;
  },
  describe(token, value, at, world) {
    if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
    if (at.key === 'ListenNetlink') return describeNetlink(token, value);
    if (token.kind !== 'address') return describePath(token, value, at, world);
    const address = parseSocketAddress(token.text ?? value, at.version);
    return address.kind === 'fault'
      ? undefined
      : say`${withArguments(describeAddress(address, typeOf(at), world.ipv6Only?.()), escapeMarkdown)}.`;
  },
  hints(value, at, world) {
    if (at.ltype !== 'SOCKET_SOCKET' || at.key === 'ListenNetlink') return [];
    const address = parseSocketAddress(value, at.version);
    if (address.kind !== 'port') return [];
    const all = [`[::]:${address.port}`, ...(world.ipv6Only?.() ? [] : [`0.0.0.0:${address.port}`])];
    return [{ at: value.length, label: enumerated(all), level: 'all' }];
  },
  parts(value, offset, at) {
    if (at.key === 'ListenNetlink') return netlinkParts(value, offset);
    return at.key === 'ListenStream' || at.key === 'ListenDatagram' ? addressParts(value, offset) : undefined;
  },
};

/** FIFOs, special files, message queues and USB functions are paths. */
function parsePath(value: string, at: ValueContext): Parsed {
  const read = readPath(plainWord(value), at, { form: 'absolute', ...(refusesApiVfs(at) && { apiVfs: 'refused' }) });
  if (read.path === undefined) return { ...dropped(undefined, read.tokens), problems: read.problems };
  const legacy = at.ltype === 'SOCKET_FIFO' ? legacyRunPath(read.path, value, 0, value.length, at) : undefined;
  const path = legacy ? read.path.replace(/^\/var\/run/, '/run') : read.path;
  return added([path], read.tokens, legacy ? [...read.problems, legacy] : read.problems);
}

function refusesApiVfs({ ltype }: ValueContext): boolean {
  return ltype !== 'SOCKET_SOCKET' && ltype !== 'SOCKET_SPECIAL';
}

function parseAddress(value: string, at: ValueContext): Parsed {
  const expansion = expandWord(plainWord(value), at, { longest: LONGEST.path });
  const { text } = expansion;
  const token: Token = { kind: 'address', from: 0, to: value.length, ...(text !== value && { text }) };
  const tokens = [token, ...expansion.tokens];
  if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
  const legacy = legacyRunPath(text, value, 0, value.length, at);
  const problems = legacy ? [...expansion.problems, legacy] : expansion.problems;
  const used = legacy ? text.replace(/^\/+var\/+run\/*/, '/run/') : text;
  const address = parseSocketAddress(used, at.version);
  if (address.kind === 'fault')
    return { ...dropped(undefined, tokens), problems: [...problems, badAddress(value, text, at, address)] };
  if (at.key === 'ListenSequentialPacket' && address.kind !== 'path' && address.kind !== 'abstract') {
    const wording = {
      message: say`Sequential packets exist for Unix sockets only.`,
      remedy: say`Write a path or @name, or use ListenStream=.`,
    };
    const bad = problem('bad-address', 'ignore', 0, value.length, wording, [
      { title: say`Use ListenStream=`, safety: 'unsafe', from: 0, to: 0, newText: '', newKey: 'ListenStream' },
    ]);
    return { ...dropped(undefined, tokens), problems: [...problems, bad] };
  }
  return added([used], tokens, problems);
}

function badAddress(value: string, text: string, at: ValueContext, fault: AddressFault): ValueProblem {
  const fitting = fault.suggestions.filter((one) => at.key !== 'ListenSequentialPacket' || /^[/@]/.test(one.text));
  const fixes = fitting.map(({ text: newText, safety }) => ({
    title: say`Write ${newText}`,
    safety,
    from: 0,
    to: value.length,
    newText,
  }));
  const { message, remedy } = fault;
  return problem('bad-address', 'ignore', 0, value.length, { message, remedy }, text === value ? fixes : []);
}

function typeOf(at: ValueContext): string {
  return at.key.replace('Listen', '');
}

/** The forms that the directive takes, ready to be filled in. */
function forms(value: string, at: ValueContext, world: World): Offer[] {
  const name = at.unit?.prefix || 'name';
  const stop = `\${1:${escapeSnippet(name)}}`;
  const whole = { from: 0, to: value.length, kind: 'address' as const, snippet: true };
  const runtime = world.fact('runtime-directory');
  const unix: Offer[] = [
    {
      ...whole,
      label: `%t/${name}.sock`,
      insert: `%t/${stop}.sock`,
      detail:
        at.manager === 'user' && runtime
          ? say`Unix socket in ${runtime}`
          : say`Unix socket in the directory for runtime files`,
      rank: 1,
    },
    {
      ...whole,
      label: `/run/${name}.sock`,
      insert: `/run/${stop}.sock`,
      detail: say`Unix socket at a fixed path`,
      rank: 2,
    },
    { ...whole, label: `@${name}`, insert: `@${stop}`, detail: say`Unix socket in the abstract namespace`, rank: 3 },
  ];
  switch (at.key) {
    case 'ListenSequentialPacket':
      return unix;
    case 'ListenFIFO':
      return [
        { ...whole, kind: 'path', label: `%t/${name}.fifo`, insert: `%t/${stop}.fifo`, detail: say`FIFO`, rank: 1 },
      ];
    case 'ListenMessageQueue':
      return [
        { ...whole, kind: 'path', label: `/${name}`, insert: `/${stop}`, detail: say`POSIX message queue`, rank: 1 },
      ];
    case 'ListenStream':
    case 'ListenDatagram':
      return [...internet(at.key === 'ListenStream' ? 'TCP' : 'UDP', whole, world.freePort?.() ?? 8080), ...unix];
    default:
      return [];
  }
}

function internet(protocol: string, whole: Pick<Offer, 'from' | 'to' | 'kind'>, port: number): Offer[] {
  const offer = (label: string, insert: string, detail: Message, rank: number): Offer => ({
    ...whole,
    label,
    insert,
    detail,
    rank,
    snippet: true,
  });
  return [
    offer(`${port}`, `\${1:${port}}`, say`${protocol} port on all addresses`, 0),
    offer(`127.0.0.1:${port}`, `127.0.0.1:\${1:${port}}`, say`${protocol} port on this machine only, IPv4`, 0),
    offer(`[::1]:${port}`, `[::1]:\${1:${port}}`, say`${protocol} port on this machine only, IPv6`, 0),
    offer(`0.0.0.0:${port}`, `0.0.0.0:\${1:${port}}`, say`${protocol} port on all IPv4 addresses`, 2),
    offer('vsock::1024', `vsock::\${1:1024}`, say`port between a virtual machine and its host`, 3),
  ];
}

function addressParts(value: string, offset: number): Parts | undefined {
  if (value.startsWith('vsock')) return vsockParts(value, offset);
  if (/^[/@%]/.test(value)) return undefined;
  return {
    label: '[address:]port',
    parts: [
      {
        label: 'address',
        documentation: say`An IPv4 address, or an IPv6 address in brackets. Without one it is all addresses.`,
      },
      { label: 'port', documentation: say`From 1 to 65535. A user manager cannot listen on ports below 1024.` },
    ],
    active: /^\[[^\]]*$|^\d+\.[\d.]*$/.test(value.slice(0, offset)) ? 0 : 1,
  };
}

function vsockParts(value: string, offset: number): Parts {
  return {
    label: 'vsock:CID:port',
    parts: [
      {
        label: 'vsock',
        documentation: say`Between a virtual machine and its host. Since systemd 254 also \`vsock-stream\` and \`vsock-dgram\`.`,
      },
      {
        label: 'CID',
        documentation: say`The number of the machine whose connections are wanted: 2 for the host. Empty for any.`,
      },
      { label: 'port', documentation: say`A number below 4294967295.` },
    ],
    active: Math.min(2, value.slice(0, offset).split(':').length - 1),
  };
}
