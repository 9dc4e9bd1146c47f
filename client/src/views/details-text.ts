import type { Step } from '../deploy/step.ts';
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
    ...(steps.length > 0 ? [`# ${t('What was done')}`, '', ...steps.flatMap((step) => stepLines(step, t)), ''] : []),
    ...(steps.length === 0 && evidence.lines.length > 0
      ? [`# ${t('Output')}`, '', ...evidence.lines.map(escapeControls), '']
      : []),
    ...(putBack.length > 0
      ? [`# ${t('What was put back')}`, '', ...putBack.flatMap((step) => stepLines(step, t)), '']
      : []),
    `# ${t('Journal')}`,
    '',
    evidence.journal.length > 0 ? evidence.journal.map(journalLine).join('\n') : t('(nothing was written)'),
  ].join('\n')}\n`;
}

function stepLines({ argv, path, outcome, name }: Step, t: Translate): string[] {
  const what = argv === undefined ? `${stepTitle(name, t)} ${path ?? ''}`.trimEnd() : `$ ${argv.map(quote).join(' ')}`;
  const said = 'ran' in outcome && outcome.ran !== undefined ? `${outcome.ran.stderr}${outputText(outcome.ran)}` : '';
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return [
    `${MARKS[outcome.kind] ?? '✗'} ${what}${statusOf(outcome)}`,
    ...lines.map((line) => `    ${escapeControls(line)}`),
  ];
}

function statusOf(outcome: Step['outcome']): string {
  switch (outcome.kind) {
    case 'ok':
      return '';
    case 'exit':
      return `  → ${outcome.ran.code ?? outcome.ran.signal}`;
    case 'file':
      return `  → ${outcome.code}`;
    case 'missing':
    case 'skipped':
      return `  → ${outcome.program}?`;
    case 'not-active':
      return `  → ${outcome.state.active} (${outcome.state.result})`;
    default:
      return `  → ${outcome.kind}`;
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
