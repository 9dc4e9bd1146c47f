import type { Step, StepOutcome } from '../deploy/step.ts';
import { causeOf } from '../explain/cause-of.ts';
import { meaningOf } from '../explain/error-code.ts';
import type { Evidence, Explanation } from '../explain/evidence.ts';
import type { Translate } from '../l10n.ts';
import { outputText } from '../manager/outcome.ts';
import { escapeControls } from './bytes-text.ts';
import { journalLine } from './journal-text.ts';

/** The details of a failure: the steps, the output of the programs, the journal. */
export function detailsText(
  explanation: Explanation,
  evidence: Evidence,
  steps: readonly Step[],
  putBack: readonly Step[],
  t: Translate,
): string {
  return `${[
    `# ${explanation.cause}`,
    '',
    explanation.next,
    '',
    ...(steps.length > 0
      ? [`# ${t('What was done')}`, '', ...steps.flatMap((step) => stepLines(step, evidence, t)), '']
      : []),
    ...(steps.length === 0 && evidence.lines.length > 0
      ? [`# ${t('Output')}`, '', ...evidence.lines.map(escapeControls), '']
      : []),
    ...(putBack.length > 0
      ? [`# ${t('What was put back')}`, '', ...putBack.flatMap((step) => stepLines(step, evidence, t)), '']
      : []),
    `# ${t('Journal')}`,
    '',
    evidence.journal.length > 0 ? evidence.journal.map(journalLine).join('\n') : t('(nothing was written)'),
  ].join('\n')}\n`;
}

function stepLines({ argv, path, outcome, name }: Step, evidence: Evidence, t: Translate): string[] {
  const what = argv === undefined ? `${stepTitle(name, t)} ${path ?? ''}`.trimEnd() : `$ ${argv.map(quote).join(' ')}`;
  const said = 'ran' in outcome && outcome.ran !== undefined ? `${outcome.ran.stderr}${outputText(outcome.ran)}` : '';
  const status = statusOf(outcome, evidence, t);
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return [
    `${MARKS[outcome.kind] ?? '✗'} ${what}${status === '' ? '' : `  → ${status}`}`,
    ...lines.map((line) => `    ${escapeControls(line)}`),
  ];
}

function statusOf(outcome: StepOutcome, { unit, place }: Evidence, t: Translate): string {
  switch (outcome.kind) {
    case 'ok':
      return '';
    case 'exit':
      return String(outcome.ran.code ?? outcome.ran.signal);
    case 'file':
      return meaningOf(outcome.code, t);
    case 'missing':
    case 'skipped':
      return t('{0} is not installed', outcome.program);
    case 'not-active':
      return `${outcome.state.active} (${outcome.state.result})`;
    case 'service-active':
      return t('{0} runs', outcome.service);
    case 'left-alone':
      return t('somebody else has changed it meanwhile');
    case 'timeout':
    case 'cancelled':
    case 'denied':
    case 'refused':
    case 'unavailable':
      return causeOf(outcome, unit, place, t);
  }
}

export function stepTitle(name: Step['name'], t: Translate): string {
  switch (name) {
    case 'look':
      return t('Checking the current state');
    case 'keep':
      return t('Backing up the old file');
    case 'acquire':
      return t('Waiting for permission');
    case 'write':
      return t('Writing');
    case 'verify':
      return t('Checking with systemd-analyze');
    case 'reload':
      return t('Reloading the manager');
    case 'restart':
      return t('Starting');
    case 'stop':
      return t('Stopping');
    case 'state':
      return t('Checking the new state');
  }
}

/** For reading only: an argument with white space or quotes in it is shown quoted. */
function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

const MARKS: Readonly<Record<string, string>> = { ok: '✓', skipped: '–', 'left-alone': '–', cancelled: '■' };
