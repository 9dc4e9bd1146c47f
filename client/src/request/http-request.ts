import type { Listener } from '../../../server/src/protocol/plan.ts';
import { quotePosix } from '../manager/quote-posix.ts';

/** A request as the person composed it. */
export interface HttpRequest {
  readonly method: string;
  /** With the query, from the slash on. */
  readonly path: string;
  /** One `Name: value` each. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** The address for curl. */
export interface Endpoint {
  readonly url: string;
  /** What selects the socket where it is none of TCP. */
  readonly options: readonly string[];
}

/** How to reach a listener from the machine it is on; undefined where HTTP cannot get there. */
export function endpointOf(listener: Listener, path = '/'): Endpoint | undefined {
  if (listener.kind !== 'stream') return undefined;
  const address = listener.address;
  switch (address.family) {
    case 'inet':
      return { url: `http://${hostFor(address.host)}:${address.port}${escapePath(path)}`, options: [] };
    case 'unix':
      return { url: `http://localhost${escapePath(path)}`, options: ['--unix-socket', address.path] };
    case 'abstract':
      return {
        url: `http://localhost${escapePath(path)}`,
        options: ['--abstract-unix-socket', address.name.replace(/^@/, '')],
      };
    default:
      return undefined;
  }
}

/**
 * The command that sends it. A reply without a status line is let through (HTTP/0.9), because a handler that just writes
 * must still be shown. The person's curl configuration and proxies are not used, and no value can
 * become an option: every option takes its value as the next argument, and the URL comes last.
 */
export function curlCommand(request: HttpRequest, endpoint: Endpoint, seconds: number): string[] {
  const head = request.method === 'HEAD';
  return [
    'curl',
    '--disable',
    '--silent',
    '--show-error',
    '--include',
    '--http0.9',
    '--globoff',
    '--path-as-is',
    '--noproxy',
    '*',
    '--max-time',
    String(seconds),
    ...(head ? ['--head'] : ['--request', request.method]),
    ...request.headers.flatMap((header) => ['--header', header]),
    ...(request.body === '' ? [] : ['--data-binary', '@-']),
    '--write-out',
    '%{stderr}\\n%{json}',
    ...endpoint.options,
    '--url',
    endpoint.url,
  ];
}

/** The same request for a person to paste into a shell. */
export function curlForShell(request: HttpRequest, endpoint: Endpoint): string {
  const head = request.method === 'HEAD';
  const words = [
    'curl',
    '--include',
    '--http0.9',
    ...(head ? ['--head'] : request.method === 'GET' && request.body === '' ? [] : ['--request', request.method]),
    ...request.headers.flatMap((header) => ['--header', header]),
    ...(request.body === '' ? [] : ['--data-raw', request.body]),
    ...endpoint.options,
    endpoint.url,
  ];
  return words.map(quotePosix).join(' ');
}

export function isMethod(text: string): boolean {
  return TOKEN.test(text);
}

/** `Name: value`; curl would read a file for a name that begins with `@`, which no name may. */
export function isHeader(text: string): boolean {
  const colon = text.indexOf(':');
  return colon > 0 && TOKEN.test(text.slice(0, colon)) && !/[\r\n\0]/.test(text);
}

function hostFor(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0') return '127.0.0.1';
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare === '::') return '[::1]';
  return bare.includes(':') ? `[${bare.replace('%', '%25')}]` : bare;
}

/** What cannot stand in a request line is percent-encoded; what is encoded already stays. */
function escapePath(path: string): string {
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return absolute.replace(/[^!$&'()*+,\-./0-9:;=?@A-Z_a-z~%]/gu, (char) =>
    // Half a surrogate pair has no bytes in UTF-8.
    encodeURIComponent(/\p{Surrogate}/u.test(char) ? '\ufffd' : char),
  );
}

const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
