import type { Explanation } from '../explain/evidence.ts';
import type { Translate } from '../l10n.ts';
import type { LoadReport, Shot } from '../request/load-run.ts';
import { labelledRows } from './labelled-rows.ts';

/** The result of a load run as a page: how many replies, how fast, what was refused, which limits were hit. */
export function loadText(
  report: LoadReport,
  explanation: Explanation | undefined,
  place: string,
  t: Translate,
): string {
  const { load, shots, seconds, url } = report;
  const answered = shots.filter(isAnswered);
  return `${[
    `# ${t('{0} requests, {1} at once', load.requests, load.concurrency)}  →  ${url}`,
    '',
    ...(explanation === undefined ? [] : [`! ${explanation.cause}`, `  ${explanation.next}`, '']),
    ...labelledRows(
      [
        [t('Answered'), `${answered.length}${share(answered.length, shots.length)}`],
        [t('Not answered'), `${shots.length - answered.length}${share(shots.length - answered.length, shots.length)}`],
        ...(report.cancelled ? [[t('Not sent'), String(load.requests - shots.length)] as const] : []),
        [t('Rate'), t('{0} requests a second', (shots.length / Math.max(seconds, 0.001)).toFixed(1))],
        [t('Connections'), connectionsText(report, t)],
        [t('Target'), place],
      ],
      t,
    ),
    '',
    `# ${t('Outcomes')}`,
    '',
    ...labelledRows(outcomes(shots, t), t),
    '',
    `# ${t('Time until the reply was complete')}`,
    '',
    ...(answered.length === 0
      ? [t('(no request was answered)')]
      : histogram(
          answered.map(({ total }) => total),
          t,
        )),
  ].join('\n')}\n`;
}

/** A reply without a status line is one as well; curl ends well for it. */
function isAnswered({ status, exit }: Shot): boolean {
  return status > 0 || exit === 0;
}

function outcomes(shots: readonly Shot[], t: Translate): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const shot of shots) {
    const name = outcomeName(shot, t);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => [name, String(count)]);
}

/** curl's exit statuses, as in its manual page. */
function outcomeName({ status, exit }: Shot, t: Translate): string {
  if (status > 0) return `HTTP ${status}`;
  switch (exit) {
    case 0:
      return t('reply without a status line');
    case 7:
      return t('nothing listens');
    case 28:
      return t('no reply in time');
    case 52:
      return t('closed without a reply');
    case 55:
    case 56:
      return t('connection reset');
    default:
      return t('curl error {0}', exit);
  }
}

/** Bars from the fastest to the slowest, with the figures that people ask for below. */
export function histogram(seconds: readonly number[], t: Translate): string[] {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  const edges = bucketEdges(sorted[0] ?? 0, sorted.at(-1) ?? 0);
  const counts = edges.map(
    (edge, index) => sorted.filter((value) => value <= edge && value > (edges[index - 1] ?? -1)).length,
  );
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const labels = edges.map((edge) => `≤ ${milliseconds(edge)}`);
  const width = labels.reduce((most, label) => Math.max(most, label.length), 0);
  const bars = labels.map((label, index) => {
    const count = counts[index] ?? 0;
    return `${label.padStart(width)}  ${'█'.repeat(Math.ceil((count / most) * 24))} ${count}`;
  });
  const figures = t(
    'half within {0}, 95 % within {1}, 99 % within {2}, the slowest {3}',
    milliseconds(at(0.5)),
    milliseconds(at(0.95)),
    milliseconds(at(0.99)),
    milliseconds(sorted.at(-1) ?? 0),
  );
  return [...bars, '', figures];
}

/** Ten steps of equal ratio, since waiting times differ by orders of magnitude. */
function bucketEdges(first: number, last: number): number[] {
  const from = Math.max(first, 0.0001);
  const ratio = Math.max(last / from, 1.0001) ** (1 / 10);
  return Array.from({ length: 10 }, (_, index) => (index === 9 ? Math.max(last, from) : from * ratio ** (index + 1)));
}

function milliseconds(seconds: number): string {
  const value = seconds * 1000;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function connectionsText({ before, after }: LoadReport, t: Translate): string {
  if (before?.accepted === undefined || after?.accepted === undefined) return '';
  const refused = (after.refused ?? 0) - (before.refused ?? 0);
  const accepted = t('accepted {0} → {1}', before.accepted, after.accepted);
  return refused > 0 ? t('{0}, refused {1}', accepted, refused) : accepted;
}

function share(part: number, whole: number): string {
  return whole === 0 || part === 0 ? '' : `  (${((part / whole) * 100).toFixed(1)} %)`;
}
