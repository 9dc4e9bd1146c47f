import { expect, it } from 'vitest';
import { readActivators, readNextElapses } from './activators.ts';
import { machineInMemory } from './targets/in-memory/target.ts';

const FOLDER = '/home/me/.config/systemd/user';

it('lists what is loaded and what is only installed, by name and without templates', async () => {
  const { target } = machineInMemory({
    files: {
      [`${FOLDER}/b.socket`]: '[Socket]\nListenStream=9002\n',
      [`${FOLDER}/a.socket`]: '[Socket]\nListenStream=9001\nAccept=yes\n',
      [`${FOLDER}/t@.socket`]: '[Socket]\nListenStream=%i\n',
      [`${FOLDER}/later.timer`]: '[Timer]\nOnCalendar=daily\n',
      [`${FOLDER}/a.service`]: '[Service]\nExecStart=/bin/true\n',
    },
  });
  await target.run(['systemctl', '--user', 'start', '--', 'b.socket']);
  const sockets = await readActivators(target, ['socket']);
  expect(sockets.kind === 'ok' && sockets.value).toMatchObject([
    { unit: 'a.socket', active: 'inactive', accepts: true, triggers: [] },
    { unit: 'b.socket', active: 'active', accepts: false, triggers: ['b.service'], listens: ['[::]:9002 (Stream)'] },
  ]);
  const timers = await readActivators(target, ['timer', 'path']);
  expect(timers.kind === 'ok' && timers.value.map(({ unit }) => unit)).toEqual(['later.timer']);
});

it('says what failed where the manager gives no answer', async () => {
  const machine = machineInMemory({ programs: { systemctl: () => ({ code: 1, stderr: 'no' }) } });
  expect((await readActivators(machine.target, ['socket'])).kind).toBe('exit');
});

it.each([
  // As systemd 252 writes it.
  [
    '[{"next":1795852980931920,"left":1,"last":0,"unit":"tick.timer"},{"next":null,"left":null,"unit":"idle.timer"}]',
    [['tick.timer', 1795852980931.92]],
  ],
  // What is no list has no times.
  ['{"next":1}', []],
  ['NEXT LEFT', []],
])('reads when timers elapse: %s', async (stdout, expected) => {
  const { target } = machineInMemory({ programs: { systemctl: () => ({ code: 0, stdout }) } });
  const next = await readNextElapses(target);
  expect(next.kind === 'ok' && [...next.value]).toEqual(expected);
});
