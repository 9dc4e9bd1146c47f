import { expect, it } from 'vitest';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { machineInMemory } from '../manager/targets/in-memory/target.ts';
import { handlersOn } from './handlers.ts';
import { planOf } from './plan-for-tests.ts';

const HANDLER = { file: 'file:///w/web.py', executed: true, unit: 'a@.service' };
const PLAN = planOf({
  handlers: [
    { ...HANDLER, path: '/opt/web.py', belowHome: false },
    { ...HANDLER, path: 'bin/web.py', belowHome: true },
  ],
});

it.each([
  ['/home/me\n', ['/opt/web.py', '/home/me/bin/web.py']],
  ['/home/me/\n', ['/opt/web.py', '/home/me/bin/web.py']],
  ['', ['/opt/web.py']],
  ['nowhere\n', ['/opt/web.py']],
])('with the home directory %j handlers go to %j', async (home, paths) => {
  const asked: unknown[] = [];
  const { target } = machineInMemory({
    programs: {
      printenv: (argv, { timeout }) => {
        asked.push([argv, timeout]);
        return { code: 0, stdout: home };
      },
    },
  });
  expect((await handlersOn(target, PLAN)).map(({ path }) => path)).toEqual(paths);
  expect(asked).toEqual([[['printenv', 'HOME'], 10_000]]);
});

it('leaves out what is below a home directory that cannot be found out, and asks only where something is', async () => {
  const machine = machineInMemory();
  machine.break(fails(1));
  expect((await handlersOn(machine.target, PLAN)).map(({ path }) => path)).toEqual(['/opt/web.py']);
  await handlersOn(machine.target, planOf({ handlers: PLAN.handlers.slice(0, 1) }));
  expect(machine.operations).toHaveLength(1);
});
