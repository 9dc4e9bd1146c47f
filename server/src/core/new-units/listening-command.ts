import { type Message, say } from '../text/message.ts';

/**
 * The address that a command line has its program listen at, as a socket unit takes it; undefined where it names none, or one whose host
 * is a name.
 *
 * @param args The arguments, without the program's own name.
 */
export function listensAt(args: readonly string[]): string | undefined {
  let host: string | undefined;
  let port: string | undefined;
  for (const [index, word] of args.entries()) {
    const [option, value = args[index + 1] ?? ''] = word.startsWith('-') ? cut(word) : ['', word];
    if (HOSTS.has(option)) host = value;
    if (PORTS.has(option) && isPort(value)) port = value;
    if (ADDRESSES.has(option) || option === '') {
      const whole = addressIn(value);
      if (whole !== undefined && (option !== '' || whole.includes(':'))) return whole;
    }
    // python3 -m http.server 8000
    if (word === 'http.server' && isPort(args[index + 1] ?? '')) port = args[index + 1];
  }
  return port === undefined
    ? undefined
    : addressIn(host === undefined ? port : `${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/** What a program has to do to take the socket, as a sentence for a comment. */
export function takingSocket(program: string): Message {
  return (
    PROGRAMS.get(program) ??
    say`The program has to take file descriptor 3 instead, as sd_listen_fds(3) tells. One that cannot runs behind systemd-socket-proxyd.`
  );
}

/** Options that are followed by a port, by a host, and by either both or a port. */
const PORTS: ReadonlySet<string> = new Set(['-p', '--port', '--http-port', '--listen-port', '-port']);
const HOSTS: ReadonlySet<string> = new Set(['--host', '--bind-address', '-host', '--hostname']);
const ADDRESSES: ReadonlySet<string> = new Set([
  ...['-b', '--bind', '-l', '--listen', '-listen', '--addr', '-addr', '--address', '-address', '-a', '--http'],
  ...['--listen-address', '--web.listen-address', '--http-address', '--listen-addr', '-S'],
]);

/** How programs that know of passed sockets are told of one. */
const PROGRAMS: ReadonlyMap<string, Message> = new Map([
  ['gunicorn', say`gunicorn takes it by itself, and does not look at --bind then.`],
  ['uvicorn', say`uvicorn takes it with --fd 3 instead of --host and --port.`],
  ['hypercorn', say`hypercorn takes it with --bind fd://3.`],
  [
    'waitress-serve',
    say`waitress takes sockets from a program that calls it: waitress.serve(app, sockets=[socket.socket(fileno=3)]).`,
  ],
  ['puma', say`puma takes it by itself where it binds to the same address.`],
  ['node', say`The program takes it with server.listen({ fd: 3 }) instead of a port.`],
  ['dockerd', say`dockerd takes it with -H fd://.`],
]);

function cut(word: string): readonly [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** `HOST:PORT`, `:PORT` or a port, as a socket unit takes it. */
function addressIn(text: string): string | undefined {
  const at = text.lastIndexOf(':');
  const port = text.slice(at + 1);
  if (!isPort(port)) return undefined;
  if (at < 0) return port;
  const host = text.slice(0, at).replace(/^https?:\/\//, '');
  if (host === '' || host === '*' || host === '[::]') return port;
  if (host === 'localhost') return `127.0.0.1:${port}`;
  const isV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
  return isV4 || /^\[[0-9A-Fa-f:.]+\]$/.test(host) ? `${host}:${port}` : undefined;
}
