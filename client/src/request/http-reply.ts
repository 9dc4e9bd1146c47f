import type { Ran } from '../manager/outcome.ts';

/** A parsed HTTP reply. */
export interface HttpReply {
  /** `HTTP/1.1 200 OK`; undefined where the handler wrote none. */
  readonly statusLine: string | undefined;
  readonly status: number | undefined;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly truncated: boolean;
  /** Seconds from the start of the request. */
  readonly firstByte: number;
  readonly total: number;
  /** curl's own address and port, by which systemd names the instance. */
  readonly local: { readonly ip: string; readonly port: number } | undefined;
  /** The client's process on the machine it ran on, where it says so; for Unix sockets systemd names the instance by it. */
  readonly pid: number | undefined;
  /** How the connection ended, where not in the regular way. */
  readonly ending: Ending;
}

/**
 * - `complete`: as it should be.
 * - `empty`: closed before anything was written.
 * - `reset`: closed with unread input or while writing, so that the kernel reset the connection.
 * - `partial`: closed before what was announced had been sent.
 * - `slow`: not finished within the time; `unreachable`: nobody listens there; `failed`: something else, said by `message`.
 */
export type Ending =
  | { readonly kind: 'complete' | 'empty' | 'reset' | 'partial' | 'slow' }
  | { readonly kind: 'unreachable' | 'failed'; readonly message: string };

/** Reads what `curlCommand` printed: the reply on standard output, the measurements as JSON on standard error. */
export function parseReply(ran: Ran): HttpReply {
  const figures = figuresIn(ran.stderr);
  const head = new TextDecoder('latin1').decode(ran.stdout.subarray(0, figures.size_header));
  const blocks = head.split(/\r?\n\r?\n/).filter((block) => block !== '');
  // Interim replies (100 Continue) come first; the last block is the answer.
  const [statusLine, ...headers] = (blocks.at(-1) ?? '').split(/\r?\n/);
  return {
    statusLine: figures.http_code === 0 ? undefined : statusLine || undefined,
    status: figures.http_code || undefined,
    headers: figures.http_code === 0 ? [] : headers,
    body: ran.stdout.subarray(figures.size_header),
    truncated: ran.truncated,
    firstByte: figures.time_starttransfer,
    total: figures.time_total,
    local: figures.local_port > 0 ? { ip: figures.local_ip, port: figures.local_port } : undefined,
    pid: figures.pid,
    ending: endingOf(ran, figures),
  };
}

interface Figures {
  readonly http_code: number;
  readonly size_header: number;
  readonly local_ip: string;
  readonly local_port: number;
  readonly time_starttransfer: number;
  readonly time_total: number;
  readonly errormsg: string | null;
  readonly pid?: number;
}

function figuresIn(stderr: string): Figures {
  const none = { http_code: 0, size_header: 0, local_ip: '', local_port: 0, time_starttransfer: 0, time_total: 0 };
  const json = stderr.split('\n').find((line) => line.startsWith('{'));
  if (json === undefined) return { ...none, errormsg: null };
  try {
    return { ...none, ...(JSON.parse(json) as Figures) };
  } catch {
    return { ...none, errormsg: null };
  }
}

/** curl's exit statuses are part of its interface (its manual page lists them). */
function endingOf(ran: Ran, figures: Figures): Ending {
  if (ran.truncated) return { kind: 'complete' };
  const message = figures.errormsg ?? ran.stderr.split('\n')[0]?.replace(/^curl: \(\d+\) /, '') ?? '';
  switch (ran.code) {
    case 0:
      return { kind: 'complete' };
    case 7:
      return { kind: 'unreachable', message };
    case 18:
      return { kind: 'partial' };
    case 28:
      return { kind: 'slow' };
    case 52:
      return { kind: 'empty' };
    case 55:
    case 56:
      return { kind: 'reset' };
    default:
      return { kind: 'failed', message };
  }
}
