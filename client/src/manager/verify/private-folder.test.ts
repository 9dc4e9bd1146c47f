import { expect, it } from 'vitest';
import type { Outcome, Ran } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import { inPrivateFolder } from './private-folder.ts';

/** A machine on which `mktemp` says something, what was run, and how. */
function machine(said: string, code = 0) {
  const ran: string[] = [];
  const how: RunOptions[] = [];
  const run = async (argv: readonly string[], options: RunOptions = {}): Promise<Outcome<Ran>> => {
    ran.push(argv.join(' '));
    how.push(options);
    const stdout = new TextEncoder().encode(argv[0] === 'mktemp' ? said : '');
    return {
      kind: 'ok',
      value: { argv, code, signal: undefined, stdout, stderr: '', duration: 1 } as unknown as Ran,
    };
  };
  return { ran, how, run };
}

it('removes the folder when what used it has ended, and when it failed', async () => {
  const { ran, run } = machine('/tmp/tmp.1\n');
  expect(await inPrivateFolder(run, {}, async (folder) => ({ kind: 'ok', value: folder }))).toEqual({
    kind: 'ok',
    value: '/tmp/tmp.1',
  });
  await expect(inPrivateFolder(run, {}, async () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(ran).toEqual(['mktemp -d', 'rm -r -- /tmp/tmp.1', 'mktemp -d', 'rm -r -- /tmp/tmp.1']);
});

it.each(['', '\n', 'tmp/tmp.1\n', '/tmp/a\n/tmp/b\n', '/\n'])(
  'uses nothing and removes nothing where mktemp says %j',
  async (said) => {
    const { ran, run } = machine(said);
    const used = await inPrivateFolder(run, {}, async (folder) => ({ kind: 'ok', value: folder }));
    expect(used.kind).toBe('exit');
    expect(ran).toEqual(['mktemp -d']);
  },
);

it('uses nothing where mktemp fails, whatever it says', async () => {
  const { ran, run } = machine('/tmp/tmp.1\n', 1);
  const used = await inPrivateFolder(run, {}, async (folder) => ({ kind: 'ok', value: folder }));
  expect([used.kind, ran]).toEqual(['exit', ['mktemp -d']]);
  const cancelled = { kind: 'cancelled' } as const;
  expect(
    await inPrivateFolder(
      async () => cancelled,
      {},
      async () => ({ kind: 'ok', value: '' }),
    ),
  ).toEqual(cancelled);
});

it('has a limit of time for both, and lets nothing but the making be cancelled', async () => {
  const { signal } = new AbortController();
  const use = async () => ({ kind: 'ok', value: '' }) as const;
  const limited = machine('/tmp/tmp.1\n');
  await inPrivateFolder(limited.run, { timeout: 5, signal }, use);
  expect(limited.how).toEqual([{ timeout: 5, signal }, { timeout: 5 }]);
  expect(limited.how[0]?.signal).toBe(signal);
  const without = machine('/tmp/tmp.1\n');
  await inPrivateFolder(without.run, {}, use);
  expect(without.how.map((options) => Object.keys(options))).toEqual([[], []]);
});
