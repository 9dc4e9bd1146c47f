import { expect, it } from 'vitest';
import type { Outcome, Ran } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import type { VerifyRequest } from './run-verify.ts';
import { verifyCopy } from './verify-copy.ts';

const REQUEST: VerifyRequest = {
  unit: 'a.service',
  fragment: '/w/a.service',
  manager: 'system',
  folders: ['/w/more'],
  unitPath: undefined,
  runtimeDirectory: '/run/user/1000',
};
const FILES = ['/w/a.service', '/w/a.service.d/x.conf', '/w/service.d/y.conf'].map((path) => ({
  path,
  bytes: new TextEncoder().encode(path),
}));

/** A machine whose systemd-analyze says this of the copy, or that is without it. */
function machine(said: string, failure?: Outcome<Ran>) {
  const calls: string[] = [];
  const written: string[] = [];
  const run = async (argv: readonly string[], options: RunOptions = {}): Promise<Outcome<Ran>> => {
    const path = options.env?.['SYSTEMD_UNIT_PATH'];
    calls.push([...argv, ...(path === undefined ? [] : [`in ${path}`])].join(' '));
    if (argv[0] === 'systemd-analyze' && failure !== undefined) return failure;
    const stdout = argv[0] === 'mktemp' ? '/tmp/tmp.1\n' : 'systemd 252 (252.1)\n';
    const ran = { argv, code: 0, signal: undefined, stderr: said, truncated: false, pid: 1, milliseconds: 1 };
    return { kind: 'ok', value: { ...ran, stdout: new TextEncoder().encode(stdout) } };
  };
  const write = async (path: string, bytes: Uint8Array) => {
    written.push(`${path}: ${new TextDecoder().decode(bytes)}`);
  };
  return { calls, written, run, write };
}

it('checks a copy below a folder of its own, and takes it away', async () => {
  const { calls, written, run, write } = machine('');
  expect(await verifyCopy(run, REQUEST, FILES, write)).toMatchObject({ kind: 'ok', value: { version: 252 } });
  expect(written).toEqual([
    '/tmp/tmp.1/a.service: /w/a.service',
    '/tmp/tmp.1/a.service.d/x.conf: /w/a.service.d/x.conf',
    '/tmp/tmp.1/service.d/y.conf: /w/service.d/y.conf',
  ]);
  expect(calls).toEqual([
    'mktemp -d',
    'systemd-analyze --version',
    'systemd-analyze --no-pager --man=no verify -- /tmp/tmp.1/a.service in /w:/w/more:',
    'rm -r -- /tmp/tmp.1',
  ]);
});

it('has a limit of time for all of it, and is given up when it is not wanted any more', async () => {
  const { run, write } = machine('');
  const { signal } = new AbortController();
  const options: [timeout: number | undefined, signal: boolean][] = [];
  const watched: typeof run = (argv, given) => {
    options.push([given?.timeout, given?.signal === signal]);
    return run(argv, given);
  };
  await verifyCopy(watched, REQUEST, FILES, write, signal);
  expect(options).toEqual([
    [15_000, true],
    [10_000, true],
    [15_000, true],
    // What was written is taken away in any case.
    [15_000, false],
  ]);
});

it('has a file by the name that it has', async () => {
  const { calls, run, write } = machine('');
  const fragment = '/a.service.in';
  await verifyCopy(run, { ...REQUEST, fragment }, [{ path: fragment, bytes: new Uint8Array() }], write);
  expect(calls[2]).toBe('systemd-analyze --no-pager --man=no verify -- /tmp/tmp.1/a.service.in in /:/w/more:');
});

it('says of the files what is said of the copy', async () => {
  const { run, write } = machine(
    '<28>/tmp/tmp.1/a.service.d/x.conf:2: Unknown key in /tmp/tmp.1/a.service.d/x.conf\n<28>/w/more/b.service:1: No.\n',
  );
  const verified = await verifyCopy(run, REQUEST, FILES, write);
  expect(verified.kind === 'ok' && verified.value.remarks).toMatchObject([
    { path: '/w/a.service.d/x.conf', line: 2, text: 'Unknown key in /w/a.service.d/x.conf' },
    { path: '/w/more/b.service', line: 1, text: 'No.' },
  ]);
});

it('says it of drop-ins of another folder, whatever the folder is called', async () => {
  const { run, write } = machine(
    '<28>/tmp/tmp.1/a.service:1: Not /tmp/tmp.1/a.service, but /tmp/tmp.1/a.service.d/x.conf\n',
  );
  const [fragment, dropIn] = ['/$&/a.service', '/etc/a.service.d/x.conf'];
  const files = [fragment, dropIn].map((path) => ({ path, bytes: new Uint8Array() }));
  const verified = await verifyCopy(run, { ...REQUEST, fragment }, files, write);
  expect(verified.kind === 'ok' && verified.value.remarks).toMatchObject([
    { path: fragment, text: `Not ${fragment}, but ${dropIn}` },
  ]);
});

it('has a file of systemctl edit under its unit’s name', async () => {
  const { calls, run, write } = machine('');
  const fragment = '/etc/systemd/system/.#a.service0123456789abcdef';
  await verifyCopy(run, { ...REQUEST, fragment }, [{ path: fragment, bytes: new Uint8Array() }], write);
  expect(calls[2]).toMatch(/verify -- \/tmp\/tmp\.1\/a\.service in \/etc\/systemd\/system:/);
});

it.each<Outcome<Ran>>([{ kind: 'missing', program: 'systemd-analyze' }, { kind: 'cancelled' }])(
  'takes the copy away where the check ends as $kind',
  async (failure) => {
    const { calls, run, write } = machine('', failure);
    expect(await verifyCopy(run, REQUEST, FILES, write)).toEqual(failure);
    expect(calls.at(-1)).toBe('rm -r -- /tmp/tmp.1');
  },
);

it('takes the copy away where it could not be written', async () => {
  const { calls, run } = machine('');
  const full = () => Promise.reject(new Error('no space left'));
  await expect(verifyCopy(run, REQUEST, FILES, full)).rejects.toThrow('no space left');
  expect(calls).toEqual(['mktemp -d', 'rm -r -- /tmp/tmp.1']);
});
