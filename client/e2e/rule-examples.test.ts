import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageCodes } from '../../server/src/core/findings/page.ts';
import { diagnoseExample, type Example, readPage } from '../../server/src/core/findings/rule-page.ts';
import { systemdVersion } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { tryBoot } from './harness/try-boot.ts';
import { tryUnits } from './harness/try-units.ts';
import { startUserManager } from './harness/user-manager.ts';

// A page that says that units fail when they are used is held to it: its bad examples really fail, and its good ones work.

const USER = 'systemd/user/';

const examples = pageCodes().flatMap((code) => {
  const page = readPage(code)!;
  return page.examples
    .map((example) => ({ code, example, fails: diagnoseExample(example).some(({ effect }) => effect === 'fail') }))
    .filter(({ example, fails }) => fails || (page.effect.startsWith('fail') && !example.bad));
});

describe.each([
  ['a system manager', startSystemManager, false],
  ['a user manager', startUserManager, true],
] as const)('the examples for %s', async (_, start, forUser) => {
  const reason = await missing('machine');
  const version = reason === undefined ? await systemdVersion() : 0;
  let manager: Manager;

  beforeAll(async () => {
    if (reason === undefined) manager = await start();
  });
  afterAll(() => manager?.stop());

  const here = examples.filter(
    ({ example: { files, version: only = version } }) =>
      only === version && files.some(({ name }) => name.startsWith(USER)) === forUser,
  );
  test.for(here.map((one) => ({ ...one, title: one.example.title })))(
    '$code: $title',
    async ({ code, example, fails }, context) => {
      context.skip(reason !== undefined, reason);
      const act = AT_BOOT.has(code) ? tryBoot : tryUnits;
      const wrong = await act(manager, filesOf(example));
      if (fails) expect(wrong).not.toEqual([]);
      else expect(wrong).toEqual([]);
    },
  );
});

/** What fails only where units are started together. */
const AT_BOOT: ReadonlySet<string> = new Set(['ordering-cycle']);

function filesOf({ files }: Example) {
  return files.map(({ name, text }) => ({ name: name.replace(USER, ''), text }));
}
