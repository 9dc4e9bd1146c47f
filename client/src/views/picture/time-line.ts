import { listed, type Translate } from '../../l10n.ts';
import type { UnitRun } from '../../manager/unit-runs.ts';
import { isGoodEnd } from '../../manager/unit-state.ts';
import { escapeHtml } from '../escape-html.ts';
import { clock, shortName } from '../journal-text.ts';

/** The last runs as a table: when each was started, and how long after that it first wrote something and ended. */
export function timeLineHtml(runs: readonly UnitRun[], t: Translate): string {
  if (runs.length === 0) return `<p>${escapeHtml(t('No connection is in the journal.'))}</p>`;
  const longest = runs.reduce((most, run) => Math.max(most, durationOf(run)), 1);
  const heads = [t('Connection'), t('Accepted'), t('Started'), t('First output'), t('Exit')];
  const rows = runs.map((run) => {
    const [name = '', ...stamps] = [
      shortName(run.unit),
      clock(run.began),
      after(run, run.started),
      after(run, run.firstOutput),
      endText(run, t),
    ].map(escapeHtml);
    return `<tr><th scope="row">${name}${barSvg(run, longest)}</th>${stamps.map((stamp) => `<td>${stamp}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function durationOf({ began, firstOutput, ended }: UnitRun): number {
  return (ended ?? firstOutput ?? began) - began;
}

function after({ began }: UnitRun, time: number | undefined): string {
  return time === undefined ? '–' : `+${milliseconds(time - began)}`;
}

function endText(run: UnitRun, t: Translate): string {
  const { exit, ended } = run;
  if (ended === undefined) return t('not in the journal');
  const status =
    exit === undefined ? '' : exit.code === 'exited' ? t('status {0}', exit.status) : t('signal {0}', exit.status);
  return listed([after(run, ended), status].filter(Boolean), t);
}

/** From the beginning to the end, with a mark where the first output was. */
function barSvg(run: UnitRun, longest: number): string {
  const scale = (time: number) => (((time - run.began) / longest) * 100).toFixed(1);
  const failed = run.exit !== undefined && !isGoodEnd(run.exit);
  const output =
    run.firstOutput === undefined ? '' : `<circle class="dot" cx="${scale(run.firstOutput)}" cy="6" r="3"/>`;
  const width = Math.max(2, Number(scale(run.began + durationOf(run))));
  return `<svg viewBox="-4 0 108 12" class="bar" aria-hidden="true"><rect class="mark ${failed ? 'bad' : 'good'}" x="0" y="4" width="${width}" height="4" rx="2"/>${output}</svg>`;
}

function milliseconds(value: number): string {
  return value < 10
    ? `${value.toFixed(1)} ms`
    : value < 10_000
      ? `${value.toFixed(0)} ms`
      : `${(value / 1000).toFixed(1)} s`;
}
