import { expect, it } from 'vitest';
import { ok } from './outcome.ts';
import { type RecordedRun, recorded } from './recorded.ts';
import { machineInMemory } from './targets/in-memory/target.ts';

it('records each command with its outcome, and leaves the target as it is otherwise', async () => {
  const { target } = machineInMemory();
  const notes: RecordedRun[] = [];
  let unlocked = false;
  const lockable = Object.defineProperty({ ...target }, 'unlocked', { get: () => unlocked, enumerable: true });
  const same = recorded(lockable, (run) => notes.push(run));
  expect({ ...same, run: target.run }).toEqual({ ...lockable, run: target.run });
  unlocked = true;
  expect(same.unlocked).toBe(true);

  const outcome = await same.run(['systemctl', '--user', 'daemon-reload']);
  await same.run(['no-such-program'], { routine: true });
  expect(notes).toEqual([
    {
      target: target.id,
      argv: ['systemctl', '--user', 'daemon-reload'],
      outcome,
      milliseconds: expect.any(Number),
      routine: false,
    },
    expect.objectContaining({ argv: ['no-such-program'], routine: true }),
  ]);
  expect(outcome).toEqual(ok(expect.objectContaining({ code: 0 })));
});
