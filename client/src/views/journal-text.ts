import type { Translate } from '../l10n.ts';
import type { JournalEntry } from '../manager/journal.ts';
import type { Outcome, Ran } from '../manager/outcome.ts';
import { troubleText } from '../manager/ssh/describe-trouble.ts';
import { escapeControls } from './bytes-text.ts';

/** One entry as one line, or as several where the message has line ends: time, level, who, message. */
export function journalLine(entry: JournalEntry): string {
  const level = LEVELS[entry.priority] ?? 'info';
  const who = shortName(entry.unit) + (entry.fromManager || entry.pid === undefined ? '' : `[${entry.pid}]`);
  const message = entry.message.startsWith(`${entry.unit}: `)
    ? entry.message.slice(entry.unit.length + 2)
    : entry.message;
  return `${clock(entry.time)}  ${level.padEnd(7)} ${who}: ${escapeControls(message).replaceAll('\n', '\n    ')}`;
}

/** The last line of a journal that is no longer followed: that the person stopped it, or why it ended by itself. */
export function endText(outcome: Outcome<Ran>, stopped: boolean, t: Translate): string {
  const why = stopped ? undefined : endOf(outcome, t);
  return why === undefined ? t('--- Stopped ---') : t('--- Stopped: {0}. Show Journal follows it again. ---', why);
}

function endOf(outcome: Outcome<Ran>, t: Translate): string | undefined {
  switch (outcome.kind) {
    case 'unavailable':
      return outcome.reason === 'no-connection'
        ? troubleText(outcome.detail, t)
        : outcome.detail || t('journalctl ended');
    case 'ok':
    case 'exit':
    case 'timeout': {
      const { stderr } = outcome.kind === 'ok' ? outcome.value : outcome.ran;
      const last = stderr.trim().split('\n').at(-1)?.replace(/\.$/, '');
      return last ? escapeControls(last) : t('journalctl ended');
    }
    case 'cancelled':
      return undefined;
    default:
      return t('journalctl ended');
  }
}

/** `15:04:05.123`, in local time. */
export function clock(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** An instance by its number and its caller: `foo@3 (127.0.0.1:59384)` for `foo@3-…:9999-127.0.0.1:59384.service`. */
export function shortName(unit: string): string {
  const [, prefix, count, rest] = /^(.+)@(\d+)-(.+)\.service$/.exec(unit) ?? [];
  if (prefix === undefined || rest === undefined) return unit;
  // Newer versions put the socket's cookie after the number; the caller is always at the end.
  const caller = /-([^-]+:\d+)$/.exec(rest)?.[1] ?? /(?:^|-)(\d+)(?:_\d+)?-\d+$/.exec(rest)?.[1];
  return caller === undefined ? unit : `${prefix}@${count} (${caller})`;
}

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];
