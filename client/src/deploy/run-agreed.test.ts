import { expect, it } from 'vitest';
import { systemctl } from '../manager/systemctl.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { machineInMemory } from '../manager/targets/in-memory/target.ts';
import { runAgreed } from './run-agreed.ts';
import { UNITS } from './worlds-for-tests.ts';

const files = { [`${UNITS}/a.service`]: '[Service]\n', [`${UNITS}/b.service`]: '[Service]\n' };
const asking = () => machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS, files });
const START = ['systemctl', '--no-pager', '--no-ask-password', 'start', '--', 'a.service'];
const units = ['a.service'];

it('runs a command that was shown and agreed to', async () => {
  const machine = asking();
  const shown: unknown[] = [];
  const agree = async (...given: unknown[]) => {
    expect(machine.operations).toEqual([]);
    shown.push(...given);
    return true;
  };
  expect(await runAgreed(machine.target, START, units, agree)).toMatchObject({ kind: 'ok', value: { argv: START } });
  expect(shown).toEqual([machine.target, START]);
  expect(machine.systemd.unit('a.service').active).toBe('active');
});

it('runs nothing without a yes', async () => {
  const machine = asking();
  expect(await runAgreed(machine.target, START, units, async () => false)).toBeUndefined();
  expect(machine.operations).toEqual([]);
});

it('gets privileges for the units of the command alone', async () => {
  const { target } = asking();
  const acquired: unknown[] = [];
  const acquire = async (agreed: unknown) => {
    acquired.push(agreed);
    return { kind: 'cancelled' } as const;
  };
  expect(await runAgreed({ ...target, acquire }, START, units, async () => true)).toEqual({ kind: 'cancelled' });
  expect(acquired).toEqual([{ files: [], units }]);
});

it('asks nobody where no privileges are needed', async () => {
  const machine = machineInMemory({ files });
  const argv = systemctl(machine.target, 'start', ['a.service']);
  const agree = async () => Promise.reject(new Error('not to be asked'));
  expect(await runAgreed(machine.target, argv, units, agree)).toMatchObject({ kind: 'ok' });
  expect(machine.systemd.unit('a.service').active).toBe('active');
});

it('runs nothing without the password', async () => {
  const machine = asking();
  machine.break(fails(1));
  expect(await runAgreed(machine.target, START, units, async () => true)).toEqual({
    kind: 'denied',
    detail: 'dismissed',
  });
  expect(machine.operations.map(({ kind }) => kind)).toEqual(['acquire']);
});

it('cannot reach units that were not agreed to, and says what failed', async () => {
  const machine = asking();
  const other = await runAgreed(machine.target, START.with(-1, 'b.service'), units, async () => true);
  expect(other).toEqual({ kind: 'refused', what: 'b.service', why: 'not-agreed' });
  const missing = await runAgreed(machine.target, START.with(-1, 'c.service'), ['c.service'], async () => true);
  expect(missing).toMatchObject({ kind: 'exit', ran: { code: 5 } });
});
