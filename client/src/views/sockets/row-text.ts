import { listed, statements, type Translate } from '../../l10n.ts';
import { splitKind, type UnitState } from '../../manager/unit-state.ts';
import { shortName } from '../journal-text.ts';
import { unitMenu } from '../unit-menu.ts';
import { nextTime } from './next-time.ts';
import { resultText } from './result-text.ts';
import { type Row, type ServiceRow, stateOf, type UnitRow } from './row.ts';
import { stateWord, unitWord } from './state-word.ts';

/** How a row is shown. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says: the name first. */
  readonly spoken: string;
  readonly icon: Icon;
  /** Words for the `when` clauses of menus. */
  readonly context: string;
  readonly children: 'none' | 'collapsed';
}

interface Icon {
  readonly id: string;
  readonly color?: string;
}

/** Where and when rows are read. */
export interface Reader {
  readonly now: number;
  readonly language: string;
}

/** The texts of a row. The state of a unit comes first, so that a narrow view clips what matters least. */
export function rowText(row: Row, reader: Reader, t: Translate): RowText {
  switch (row.kind) {
    case 'unit':
      return unitText(row, reader, t);
    case 'service':
      return serviceText(row, t);
    case 'instances': {
      const label = row.now === 1 ? t('1 instance now') : t('{0} instances now', row.now);
      const refused = row.refused === undefined ? [] : [t('{0} refused', row.refused)];
      const description = statements([t('{0} accepted', row.accepted), ...refused], t);
      const children = row.instances.length > 0 ? 'collapsed' : 'none';
      return { ...plain(t, label, description), icon: { id: 'pulse' }, context: 'instances', children };
    }
    case 'instance': {
      const why = resultText(row.installed, t);
      const label = `${unitWord(row.installed, t)}  ${shortName(row.installed.unit)}`;
      const text = { ...plain(t, label, why ?? ''), icon: stateIcon(row.installed), context: 'instance' };
      return { ...text, tooltip: lines(row.installed.unit, why) };
    }
    case 'listener':
      return { ...plain(t, row.label, row.description), icon: { id: 'radio-tower' }, context: 'listener' };
    case 'watch':
      return { ...plain(t, row.label, row.description), icon: { id: 'eye' }, context: 'watch' };
    case 'error':
      return { ...plain(t, row.label, row.description), icon: FAILED, context: 'error' };
  }
}

function unitText(row: UnitRow, reader: Reader, t: Translate): RowText {
  const { unit, summary, known, differs, trying } = row;
  const state = stateOf(known);
  const word = stateWord(row, t);
  const why = state && resultText(state, t);
  const next = row.next === undefined ? undefined : t('next {0}', nextTime(row.next, reader.now, reader.language));
  const facts = [
    ...(summary?.broken ? [t('has errors')] : []),
    ...(why === undefined ? [] : [why]),
    ...(state?.needsReload ? [t('changed on disk')] : []),
    ...(next === undefined ? [] : [next]),
    ...addressesOf(row),
    ...(row.folder === undefined ? [] : [row.folder]),
  ];
  const description = facts.join(' · ');
  return {
    label: word === '' ? unit : `${word}  ${unit}`,
    description,
    spoken: listed([unit, word, ...facts].filter(Boolean), t),
    tooltip: lines(
      `${unit}${word === '' ? '' : ` — ${word}`}`,
      summary?.description,
      ...(summary?.listeners.map((one) => one.description) ?? addressesOf(row)),
      next,
      why,
      state?.enabled ? t('At boot: {0}', enabledText(state.enabled, t)) : undefined,
      differs ? t('The deployed version differs from this one. Activating deploys this version.') : undefined,
      state?.needsReload
        ? t(
            'Its files have changed since the manager loaded them. Activating reloads the manager and restarts the socket.',
          )
        : undefined,
    ),
    icon: trying ? { id: 'beaker', color: 'charts.green' } : unitIcon(row),
    context: contextOf(row),
    children: 'collapsed',
  };
}

/** systemd's word for whether a unit is enabled, with its translation where there is one. */
function enabledText(word: string, t: Translate): string {
  return word === 'enabled' ? t('enabled') : word === 'disabled' ? t('disabled') : word;
}

/** What it listens on or watches, as the manager or else the workspace has it. */
function addressesOf({ known, summary }: UnitRow): readonly string[] {
  const state = stateOf(known);
  const actual = [...(state?.listens ?? []), ...(state?.watches ?? [])].map((listen) => splitKind(listen).address);
  return actual.length > 0 && state?.active === 'active'
    ? actual
    : (summary?.listeners.map(({ value }) => value) ?? actual);
}

function unitIcon({ known, summary }: UnitRow): Icon {
  const state = stateOf(known);
  if (state?.active !== 'active' && summary?.broken) return FAILED;
  if (known === 'not-known') return { id: 'question' };
  return stateIcon(state);
}

function stateIcon(state: UnitState | undefined): Icon {
  if (state?.active === 'active') return { id: 'pass-filled', color: 'charts.green' };
  if (state?.active === 'failed' || state?.load === 'bad-setting' || state?.load === 'error') return FAILED;
  return { id: state?.load === 'masked' ? 'circle-slash' : 'circle-outline' };
}

const FAILED: Icon = { id: 'error', color: 'errorForeground' };

/** What applies to a unit, in words. */
function contextOf({ unit, uri, known, trying, deployed, installed }: UnitRow): string {
  const state = stateOf(known);
  const menu = state && unitMenu(state, installed === undefined || installed.enabled === 'disabled');
  return [
    'unit',
    unit.slice(unit.lastIndexOf('.') + 1),
    installed === undefined ? 'workspace' : 'installed',
    ...(trying || menu?.running ? ['running'] : ['idle']),
    ...(menu?.loaded ? ['loaded'] : []),
    ...(menu?.canEnable ? ['canEnable'] : []),
    ...(menu?.canDisable ? ['canDisable'] : []),
    ...(deployed ? ['deployed'] : []),
    ...(uri === undefined ? [] : ['file']),
  ].join(' ');
}

function serviceText({ unit, uri, template, missing, state, installed }: ServiceRow, t: Translate): RowText {
  const word = state === undefined || template ? '' : unitWord(state, t);
  const why = state && resultText(state, t);
  const label = word === '' ? unit : `${word}  ${unit}`;
  const text = plain(t, label, missing ? t('missing') : template ? t('one instance for each connection') : (why ?? ''));
  const icon = missing ? FAILED : state?.active === 'failed' ? FAILED : { id: 'gear' };
  const kind = uri !== undefined ? 'service file' : installed === undefined ? 'missing' : 'service installed';
  return { ...text, spoken: listed([unit, word, text.description].filter(Boolean), t), icon, context: kind };
}

function plain(t: Translate, label: string, description: string) {
  const spoken = listed([label, description].filter(Boolean), t);
  return { label, description, tooltip: spoken, spoken, children: 'none' } as const;
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n');
}
