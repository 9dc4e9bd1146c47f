import { expect, it } from 'vitest';
import { succeeded } from '../src/manager/outcome.ts';
import { openProgram, runProgram } from '../src/manager/process.ts';

const TOO_LONG = 'x'.repeat(4 * 1024 * 1024);

it.each([
  ['is not there', ['no-such-program-anywhere'], 'missing'],
  ['may not be run', [new URL('../../package.json', import.meta.url).pathname], 'file'],
  ['has arguments that are too long', [process.execPath, TOO_LONG], 'file'],
])('tells that a program %s', async (_why, argv, kind) => {
  expect(await runProgram(argv)).toMatchObject({ kind });
  expect(await openProgram(argv)).toMatchObject({ kind });
});

/** Has no descriptors left while it starts programs, and prints what came of it. */
const WITHOUT_DESCRIPTORS = `
  import { closeSync, openSync } from 'node:fs';
  import { openProgram, runProgram } from ${JSON.stringify(new URL('../src/manager/process.ts', import.meta.url).href)};
  const held = [];
  try {
    for (;;) held.push(openSync('/dev/null'));
  } catch {}
  const asked = [runProgram(['true']), openProgram(['true'])];
  held.forEach(closeSync);
  console.log(JSON.stringify(await Promise.all(asked)));
`;

// The script reads the source as it is.
it.skipIf(process.platform === 'win32' || !process.features.typescript)(
  'tells that there is no descriptor left to start one with, and goes on',
  async () => {
    const script = [process.execPath, '--input-type=module', '-e', WITHOUT_DESCRIPTORS];
    const ran = succeeded(await runProgram(['sh', '-c', 'ulimit -n 200; exec "$@"', 'sh', ...script]));
    const failure = { kind: 'file', operation: 'read', path: 'true', code: 'EMFILE' };
    expect(ran.kind === 'ok' ? JSON.parse(new TextDecoder().decode(ran.value.stdout)) : ran).toEqual([
      failure,
      failure,
    ]);
  },
);

it('waits for a program whose limit is longer than a timer can be', async () => {
  const ran = await runProgram(['sleep', '0.1'], { timeout: Number.MAX_VALUE });
  expect(ran).toMatchObject({ kind: 'ok', value: { code: 0 } });
});
