import { expect, it } from 'vitest';
import type { Target } from '../manager/target.ts';
import { handlersOn } from './handlers.ts';
import { planOf } from './plan-for-tests.ts';

const HANDLER = { file: 'file:///w/web.py', executed: true, unit: 'a@.service' };
const PLAN = planOf({
  handlers: [
    { ...HANDLER, path: '/opt/web.py', belowHome: false },
    { ...HANDLER, path: 'bin/web.py', belowHome: true },
  ],
});

/** A target whose `printenv HOME` prints something. */
function targetOf(home: string): Target {
  const stdout = new TextEncoder().encode(home);
  return { run: async () => ({ kind: 'ok', value: { stdout } }) } as unknown as Target;
}

it.each([
  ['/home/me\n', ['/opt/web.py', '/home/me/bin/web.py']],
  ['/home/me/\n', ['/opt/web.py', '/home/me/bin/web.py']],
  ['', ['/opt/web.py']],
  ['nowhere\n', ['/opt/web.py']],
])('with the home directory %j handlers go to %j', async (home, paths) => {
  expect((await handlersOn(targetOf(home), PLAN)).map(({ path }) => path)).toEqual(paths);
});
