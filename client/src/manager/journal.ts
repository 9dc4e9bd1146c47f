import { type Outcome, ok, outputText, succeeded } from './outcome.ts';
import type { Target } from './target.ts';
import type { Exit } from './unit-state.ts';

export interface JournalEntry {
  readonly cursor: string;
  /** Milliseconds since 1970, by the target's clock. */
  readonly time: number;
  /** 0 (emerg) to 7 (debug), as syslog counts. */
  readonly priority: number;
  /** The unit the entry is about, or that wrote it. */
  readonly unit: string;
  readonly message: string;
  /** Whether it is the manager that speaks, not the unit's own process. */
  readonly fromManager: boolean;
  readonly pid: number | undefined;
  /** What the writer calls itself; of a unit's process that is the name of its program, unless SyslogIdentifier= says otherwise. */
  readonly identifier: string;
  /** How a process of the unit ended, where the entry says so. */
  readonly exit: Exit | undefined;
  /** What kind of message it is (systemd's sd-messages.h): 32 hexadecimal digits, or empty. */
  readonly messageId: string;
}

/** Some entries, oldest first. */
export interface JournalPart {
  readonly entries: readonly JournalEntry[];
  /** Whether this user may not read the manager's entries, so that missing entries prove nothing. */
  readonly restricted: boolean;
}

/** A place in the journal, to read on from. The empty one is its start. */
export type Cursor = string;

/** The journal's end right now. */
export async function journalEnd(target: Target): Promise<Outcome<Cursor>> {
  const argv = [...JOURNALCTL, '--lines=0', '--show-cursor'];
  const shown = succeeded(await target.run(argv, { privileged: 'if-open' }));
  if (shown.kind !== 'ok') return shown;
  return ok(/^-- cursor: (.+)$/m.exec(outputText(shown.value))?.[1] ?? '');
}

/**
 * What has been written since `cursor` about the units that `concerns` accepts. The journal is not asked to look for the
 * units itself: its patterns only know units it has already seen, and a connection's instance is new every time.
 */
export async function journalSince(
  target: Target,
  cursor: Cursor,
  concerns: (unit: string) => boolean,
  signal?: AbortSignal,
): Promise<Outcome<JournalPart>> {
  const from = cursor === '' ? ['--boot'] : [`--after-cursor=${cursor}`];
  return read(target, from, concerns, signal);
}

/** The last entries about some units; a name may hold `*`. */
export async function journalOf(
  target: Target,
  units: readonly string[],
  lines: number,
  signal?: AbortSignal,
): Promise<Outcome<JournalPart>> {
  const option = target.manager === 'user' ? '--user-unit' : '--unit';
  return read(target, [...units.map((unit) => `${option}=${unit}`), `--lines=${lines}`], () => true, signal);
}

/** The command that follows the journal, for `parseEntry` line by line. */
export function followCommand(cursor: Cursor): string[] {
  return [
    ...JOURNALCTL,
    '--follow',
    ...JSON_OUTPUT,
    ...(cursor === '' ? ['--lines=0'] : ['--no-tail', `--after-cursor=${cursor}`]),
  ];
}

/** One line of `journalctl --output=json`; undefined for what is none. */
export function parseEntry(line: string): JournalEntry | undefined {
  const fields = parseObject(line);
  if (fields === undefined) return undefined;
  const text = (name: string) => textOf(fields[name]);
  const number = (name: string) => (/^\d+$/.test(text(name)) ? Number(text(name)) : undefined);
  // What the manager says of a unit names it in UNIT or USER_UNIT; the underscored fields are those of the writer.
  const subject = text('USER_UNIT') || text('UNIT');
  return {
    cursor: text('__CURSOR'),
    time: (number('__REALTIME_TIMESTAMP') ?? 0) / 1000,
    priority: number('PRIORITY') ?? 6,
    unit: subject || text('_SYSTEMD_USER_UNIT') || text('_SYSTEMD_UNIT'),
    message: text('MESSAGE'),
    fromManager: subject !== '',
    pid: number('_PID'),
    identifier: text('SYSLOG_IDENTIFIER'),
    exit: exitFrom(text('EXIT_CODE'), number('EXIT_STATUS')),
    messageId: text('MESSAGE_ID'),
  };
}

function exitFrom(code: string, status: number | undefined): Exit | undefined {
  const known = code === 'exited' || code === 'killed' || code === 'dumped';
  return known && status !== undefined ? { code, status } : undefined;
}

async function read(
  target: Target,
  options: readonly string[],
  concerns: (unit: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<Outcome<JournalPart>> {
  const shown = succeeded(
    await target.run([...JOURNALCTL, ...JSON_OUTPUT, ...options], {
      privileged: 'if-open',
      signal,
      limit: 8 * 1024 * 1024,
      overflow: 'stop',
    }),
  );
  if (shown.kind !== 'ok') return shown;
  const entries = outputText(shown.value).split('\n').map(parseEntry);
  return ok({
    entries: entries.filter((entry) => entry !== undefined).filter((entry) => concerns(entry.unit)),
    restricted: target.manager === 'system' && shown.value.stderr.includes('not seeing messages'),
  });
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A field is a string; an array of bytes where it is no UTF-8; an array of either where it was given more than once. */
function textOf(field: unknown): string {
  if (typeof field === 'string') return field;
  if (!Array.isArray(field)) return '';
  if (field.every((part) => typeof part === 'number')) return new TextDecoder().decode(Uint8Array.from(field));
  return textOf(field[0]);
}

const JOURNALCTL = ['journalctl', '--no-pager'];

const JSON_OUTPUT = [
  '--output=json',
  '--output-fields=MESSAGE,PRIORITY,UNIT,USER_UNIT,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT,_PID,SYSLOG_IDENTIFIER,EXIT_CODE,EXIT_STATUS,MESSAGE_ID',
];
