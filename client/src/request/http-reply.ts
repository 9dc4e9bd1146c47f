import type { Ran } from '../manager/outcome.ts';

/** A parsed HTTP reply. */
export interface HttpReply {
  /** `HTTP/1.1 200 OK`; undefined where the handler wrote none. */
  readonly statusLine: string | undefined;
  readonly status: number | undefined;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Whether there was more than was read. */
  readonly truncated: boolean;
  /** Seconds from the start of the request; undefined where it was not measured. */
  readonly firstByte: number | undefined;
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

/**
 * Reads what `curlCommand` printed: the reply on standard output, the measurements as JSON on standard error. Where curl was ended
 * because the reply was too large, there are no measurements, and the head is found by its form.
 */
export function parseReply(ran: Ran): HttpReply {
  const measured = figuresIn(ran.stderr);
  const figures = measured ?? { ...NONE, time_total: ran.milliseconds / 1000 };
  const size = measured === undefined && ran.truncated ? headSize(ran.stdout) : figures.size_header;
  const [statusLine, ...headers] = headLines(ran.stdout.subarray(0, size));
  const status = figures.http_code || Number(/^HTTP\/\S+ (\d{3})/.exec(statusLine ?? '')?.[1] ?? 0);
  return {
    statusLine: status === 0 ? undefined : statusLine || undefined,
    status: status || undefined,
    headers: status === 0 ? [] : headers,
    body: ran.stdout.subarray(size),
    truncated: ran.truncated,
    firstByte: figures.time_starttransfer || undefined,
    total: figures.time_total,
    local: figures.local_port > 0 ? { ip: figures.local_ip, port: figures.local_port } : undefined,
    pid: figures.pid,
    ending: endingOf(ran, figures),
  };
}

/** The lines of the last head: interim replies (100 Continue) come first. */
function headLines(head: Uint8Array): string[] {
  const blocks = new TextDecoder('latin1').decode(head).split(/\r?\n\r?\n/);
  return (blocks.findLast((block) => block !== '') ?? '').split(/\r?\n/);
}

/** The bytes of all heads at the beginning, blank lines included; 0 where there is no whole one. */
function headSize(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, LARGEST_HEAD));
  for (let start = 0; ; ) {
    const [, status] = /^HTTP\/[\d.]{1,3} (\d{3})/.exec(text.slice(start, start + 16)) ?? [];
    const blank = /\n\r?\n/g;
    blank.lastIndex = start;
    if (status === undefined || blank.exec(text) === null) return 0;
    start = blank.lastIndex;
    if (!status.startsWith('1')) return start;
  }
}

const LARGEST_HEAD = 64 * 1024;

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

const NONE: Figures = {
  http_code: 0,
  size_header: 0,
  local_ip: '',
  local_port: 0,
  time_starttransfer: 0,
  time_total: 0,
  errormsg: null,
};

/** Undefined where curl was ended before it could write them. */
function figuresIn(stderr: string): Figures | undefined {
  const json = stderr.split('\n').find((line) => line.startsWith('{'));
  if (json === undefined) return undefined;
  try {
    return { ...NONE, ...(JSON.parse(json) as Figures) };
  } catch {
    return undefined;
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
