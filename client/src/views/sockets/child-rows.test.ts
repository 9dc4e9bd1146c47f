import { expect, it } from 'vitest';
import { english } from '../../l10n.ts';
import { machineInMemory } from '../../manager/targets/in-memory/target.ts';
import { readState, stateFrom } from '../../manager/unit-state.ts';
import { childRows, startedBy } from './child-rows.ts';
import type { UnitRow } from './row.ts';

const FOLDER = '/home/me/.config/systemd/user';

/** A row of a socket of the target. */
function rowOf(unit: string, properties: Readonly<Record<string, string>>): UnitRow {
  const state = stateFrom(new Map(Object.entries(properties).map(([name, value]) => [name, [value]])), unit);
  const rest = { uri: undefined, summary: undefined, differs: false, trying: false, deployed: false } as const;
  return { kind: 'unit', unit, known: state, installed: state, next: undefined, folder: undefined, ...rest };
}

it('has the address, the service with its state, and what went wrong with it first', async () => {
  const { target } = machineInMemory({
    files: {
      [`${FOLDER}/a.socket`]: '[Socket]\nListenStream=9001\n',
      [`${FOLDER}/a.service`]: '[Service]\nExecStart=/bin/false\n',
    },
  });
  await target.run(['systemctl', '--user', 'start', '--', 'a.socket']);
  await target.run(['systemctl', '--user', 'start', '--', 'a.service']);
  const state = await readState(target, 'a.socket');
  if (state.kind !== 'ok') throw new Error(state.kind);
  const row: UnitRow = { ...rowOf('a.socket', {}), known: state.value, installed: state.value };
  expect(await childRows(row, target, english)).toMatchObject([
    { kind: 'error', label: 'Its program failed', description: 'a.service' },
    { kind: 'listener', label: '[::]:9001', description: 'Stream' },
    { kind: 'service', unit: 'a.service', missing: false, state: { active: 'failed' } },
  ]);
});

it('counts where each connection has an instance', async () => {
  const { target } = machineInMemory();
  const row = rowOf('b.socket', { Accept: 'yes', NAccepted: '7', NConnections: '2', NRefused: '1' });
  expect(startedBy(row)).toEqual({ service: 'b@.service', accept: true });
  expect(await childRows(row, target, english)).toMatchObject([
    { kind: 'service', unit: 'b@.service', template: true, missing: false },
    { kind: 'instances', now: 2, accepted: 7, refused: 1, instances: [] },
  ]);
});

it('counts nothing where nothing is accepted, and asks nobody without a target', async () => {
  const row = rowOf('c.socket', { Accept: 'no', NAccepted: '0', Triggers: 'c.service' });
  expect(await childRows(row, undefined, english)).toMatchObject([{ kind: 'service', unit: 'c.service' }]);
});
