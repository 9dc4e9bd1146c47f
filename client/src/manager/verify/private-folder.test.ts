import { expect, it } from 'vitest';
import type { Outcome, Ran } from '../outcome.ts';
import { inPrivateFolder } from './private-folder.ts';

/** A machine on which `mktemp` says something, and what was run. */
function machine(said: string) {
  const ran: string[] = [];
  const run = async (argv: readonly string[]): Promise<Outcome<Ran>> => {
    ran.push(argv.join(' '));
    const stdout = new TextEncoder().encode(argv[0] === 'mktemp' ? said : '');
    return {
      kind: 'ok',
      value: { argv, code: 0, signal: undefined, stdout, stderr: '', duration: 1 } as unknown as Ran,
    };
  };
  return { ran, run };
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
