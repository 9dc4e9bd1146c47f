import type { Translate } from '../../l10n.ts';
import type { Target } from '../../manager/target.ts';
import { prefixOf } from '../../manager/unit-name.ts';
import { readInstances, readStates, splitKind, type UnitState } from '../../manager/unit-state.ts';
import { resultText } from './result-text.ts';
import { type DetailRow, type InstancesRow, type Row, type ServiceRow, stateOf, type UnitRow } from './row.ts';

const ROUTINE = { routine: true } as const;

/** What a unit starts: its service, or the template of which it starts an instance for each connection. */
export function startedBy({ unit, summary, known }: UnitRow): {
  readonly service: string | undefined;
  accept: boolean;
} {
  const state = stateOf(known);
  if (summary !== undefined) return { service: summary.service, accept: summary.accept };
  if (state?.accepts) return { service: `${prefixOf(unit)}@.service`, accept: true };
  return { service: state?.triggers[0], accept: false };
}

/** The rows below another one. Without a target they say what the workspace says. */
export async function childRows(row: Row, target: Target | undefined, t: Translate): Promise<readonly Row[]> {
  if (row.kind === 'instances') {
    return row.instances.map((installed) => ({ kind: 'instance', uri: undefined, installed }));
  }
  if (row.kind !== 'unit') return [];
  const { service, accept } = startedBy(row);
  const instances = target && accept && service !== undefined ? await instancesOn(target, service) : [];
  const started = target && !accept && service !== undefined ? await readStates(target, [service], ROUTINE) : undefined;
  const serviceState = started?.kind === 'ok' ? started.value[0] : undefined;
  return [
    ...errorsOf(row, serviceState, instances, t),
    ...addressRows(row),
    ...(service === undefined ? [] : [serviceRow(row, service, accept, serviceState)]),
    ...(accept ? countsOf(row, instances) : []),
  ];
}

async function instancesOn(target: Target, template: string): Promise<readonly UnitState[]> {
  const instances = await readInstances(target, template, ROUTINE);
  return instances.kind === 'ok' ? instances.value : [];
}

/** The last error, of the unit itself or of what it started. */
function errorsOf(
  row: UnitRow,
  service: UnitState | undefined,
  instances: readonly UnitState[],
  t: Translate,
): readonly DetailRow[] {
  const of = [stateOf(row.known), service, instances.findLast(({ active }) => active === 'failed')];
  return of.flatMap((state): DetailRow[] => {
    const why = state && resultText(state, t);
    return state === undefined || why === undefined
      ? []
      : [{ kind: 'error', label: why, description: state.unit, of: row, uri: row.uri }];
  });
}

function addressRows(row: UnitRow): readonly DetailRow[] {
  const { summary, uri } = row;
  if (summary !== undefined) {
    return summary.listeners.map(({ directive, value, description }) => ({
      kind: 'listener',
      label: `${directive}=${value}`,
      description,
      of: row,
      uri,
    }));
  }
  const state = stateOf(row.known);
  const detail = (kind: DetailRow['kind']) => (text: string) => {
    const { address, kind: description = '' } = splitKind(text);
    return { kind, label: address, description, of: row, uri } satisfies DetailRow;
  };
  return [...(state?.listens ?? []).map(detail('listener')), ...(state?.watches ?? []).map(detail('watch'))];
}

function serviceRow(row: UnitRow, unit: string, template: boolean, state: UnitState | undefined): ServiceRow {
  const uri = row.summary?.serviceUri;
  const isInstalled = state !== undefined && state.load !== 'not-found';
  return {
    kind: 'service',
    unit,
    uri,
    template,
    // Of a template the manager can only be asked by way of an instance.
    missing: row.summary !== undefined && uri === undefined && !isInstalled,
    state: isInstalled ? state : undefined,
    installed: uri === undefined && isInstalled ? state : undefined,
  };
}

/** Without a manager that counts there is nothing to say. */
function countsOf(row: UnitRow, instances: readonly UnitState[]): readonly InstancesRow[] {
  const state = stateOf(row.known);
  if (state?.accepted === undefined) return [];
  const now = state.connections ?? instances.filter(({ active }) => active === 'active').length;
  const { accepted, refused } = state;
  return [{ kind: 'instances', socket: row.unit, uri: undefined, now, accepted, refused, instances }];
}
