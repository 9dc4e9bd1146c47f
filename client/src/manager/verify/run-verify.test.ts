import { describe, expect, it } from 'vitest';
import type { Outcome, Ran } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import { environment, runVerify, type VerifyRequest } from './run-verify.ts';

const REQUEST: VerifyRequest = {
  unit: 'a.service',
  fragment: '/w/a.service',
  manager: 'system',
  folders: [],
  unitPath: undefined,
  runtimeDirectory: '/run/user/1000',
};

/** A machine on which systemd-analyze says this; what it was called with is kept. */
function machine(stderr: string, stdout = 'systemd 257 (257.13-1~deb13u1)\n+PAM\n') {
  const calls: { argv: readonly string[]; env: RunOptions['env']; options: RunOptions | undefined }[] = [];
  const run = async (argv: readonly string[], options?: RunOptions): Promise<Outcome<Ran>> => {
    calls.push({ argv, env: options?.env, options });
    const value = {
      argv,
      code: argv[0] === 'mktemp' ? 0 : 1,
      signal: undefined,
      stderr,
      truncated: false,
      pid: 1,
      milliseconds: 1,
    };
    return { kind: 'ok', value: { ...value, stdout: new TextEncoder().encode(stdout) } };
  };
  return { run, calls };
}

describe('a check', () => {
  it('runs systemd-analyze on the file and gives what it says, whatever its exit status', async () => {
    const { run, calls } = machine("<28>src/shared/conf-parser.c:1: /w/a.service:3: Missing '=', ignoring line.\n");
    const verified = await runVerify(run, { ...REQUEST, manager: 'user' });
    expect(verified).toMatchObject({
      kind: 'ok',
      value: { version: 257, remarks: [{ path: '/w/a.service', line: 3 }] },
    });
    expect(calls[1]?.argv).toEqual([
      ...['systemd-analyze', '--user', '--no-pager', '--man=no', 'verify', '--', '/w/a.service'],
    ]);
    expect(calls[1]?.env).toMatchObject({ SYSTEMD_LOG_TARGET: 'console-prefixed', XDG_RUNTIME_DIR: '/run/user/1000' });
  });

  it('has a file of systemctl edit checked by its unit’s name', async () => {
    const { run, calls } = machine(
      '<28>/tmp/systemd-analyze-Ab12/a.service:1: Assignment outside of section. Ignoring.\n',
    );
    const fragment = '/etc/systemd/system/.#a.service0123456789abcdef';
    const verified = await runVerify(run, { ...REQUEST, fragment });
    expect(calls[1]?.argv.at(-1)).toBe(`${fragment}:a.service`);
    expect(verified).toMatchObject({ value: { remarks: [{ path: fragment, line: 1 }] } });
  });

  it('is none where systemd-analyze could not begin', async () => {
    const { run } = machine(
      '<27>src/analyze/analyze-verify-util.c:319: Failed to initialize manager: No such device\n',
    );
    expect(await runVerify(run, REQUEST)).toMatchObject({ kind: 'exit' });
  });

  it('makes a folder for a user’s manager where there is none, and takes it away again', async () => {
    const calls: (readonly string[])[] = [];
    const run = async (argv: readonly string[], options?: RunOptions): Promise<Outcome<Ran>> => {
      calls.push(argv);
      const begun = argv[0] !== 'systemd-analyze' || options?.env?.['XDG_RUNTIME_DIR'] === '/tmp/made';
      const stderr = begun ? '' : '<27>Failed to initialize manager: No such device or address\n';
      return machine(stderr, '/tmp/made\n').run(argv, options);
    };
    expect(await runVerify(run, { ...REQUEST, manager: 'user' })).toMatchObject({ kind: 'ok', value: { remarks: [] } });
    expect(calls.at(-1)).toEqual(['rm', '-r', '--', '/tmp/made']);
  });

  it.each(['/w/a.service', '/w/a.service.in'])('has %s checked by the name that it has', async (fragment) => {
    const said = '<28>/tmp/systemd-analyze-Ab12/a.service:1: No.\n';
    const { run, calls } = machine(said);
    const verified = await runVerify(run, { ...REQUEST, fragment });
    expect(calls[1]?.argv.at(-1)).toBe(fragment);
    expect(verified).toMatchObject({ value: { remarks: [{ path: '/tmp/systemd-analyze-Ab12/a.service' }] } });
  });

  it('takes nothing but the copy for the file of systemctl edit', async () => {
    const others = ['/tmp/systemd-analyze-Ab12/b.service', '/w/a.service', '/w/tmp/systemd-analyze-Ab12/a.service'];
    const { run } = machine([...others.map((path) => `<28>${path}:1: No.\n`), '<28>a.service: No.\n'].join(''));
    const verified = await runVerify(run, { ...REQUEST, fragment: '/etc/systemd/system/.#a.service0123456789abcdef' });
    expect(verified.kind === 'ok' && verified.value.remarks.map(({ path }) => path)).toEqual([...others, undefined]);
  });

  it('is named as its unit where that begins as the files of systemctl edit do', async () => {
    const { run, calls } = machine('');
    await runVerify(run, { ...REQUEST, unit: '.#a.service', fragment: '/w/.#a.service' });
    expect(calls[1]?.argv.at(-1)).toBe('/w/.#a.service');
  });

  it('ends in time, and where the person wants it', async () => {
    const { signal } = new AbortController();
    const { run, calls } = machine('');
    await runVerify(run, REQUEST, signal);
    await runVerify(run, { ...REQUEST, timeLimit: 5 }, signal);
    expect(calls.map(({ options }) => options?.timeout)).toEqual([10_000, 60_000, 10_000, 5]);
    expect(calls.every(({ options }) => options?.signal === signal)).toBe(true);
  });

  it('tells no version where systemd does not', async () => {
    const { run } = machine('', 'Not systemd 257\n');
    expect(await runVerify(run, REQUEST)).toMatchObject({ kind: 'ok', value: { version: undefined } });
  });

  it('is tried in no other folder for the system’s manager', async () => {
    const { run, calls } = machine('<27>Failed to initialize manager: No such device or address\n');
    expect(await runVerify(run, REQUEST)).toMatchObject({ kind: 'exit' });
    expect(calls.map(({ argv }) => argv[0])).toEqual(['systemd-analyze', 'systemd-analyze']);
  });

  it('has begun where a message has such words in it', async () => {
    const { run } = machine('<28>a.service: Not Failed to initialize manager\n');
    expect(await runVerify(run, REQUEST)).toMatchObject({ kind: 'ok' });
  });

  it('ends as the check does', async () => {
    const { run } = machine('');
    const cancelled = { kind: 'cancelled' } as const;
    const late = async (argv: readonly string[]) => (argv.includes('--version') ? run(argv) : cancelled);
    expect(await runVerify(late, REQUEST)).toEqual(cancelled);
  });

  it('ends where the program is missing', async () => {
    const asked: string[] = [];
    const run = async (argv: readonly string[]): Promise<Outcome<Ran>> => {
      asked.push(argv.join(' '));
      return { kind: 'missing', program: 'systemd-analyze' };
    };
    expect(await runVerify(run, REQUEST)).toMatchObject({ kind: 'missing' });
    expect(asked).toEqual(['systemd-analyze --version']);
  });
});

it.each([
  [[], undefined, undefined],
  [['/w/other'], undefined, '/w/other:'],
  [['/w/other'], ['/srv/units'], '/w/other:/srv/units'],
  [[], ['/srv/units'], '/srv/units'],
  [['/w/c:d'], ['/srv/units'], '/srv/units'],
])('with folders %j and units in %j the search path is %j', (folders, unitPath, expected) => {
  expect(environment({ ...REQUEST, folders, unitPath })['SYSTEMD_UNIT_PATH']).toBe(expected);
});

it('asks for what tells how grave a message is and where it stands', () => {
  const asked = { SYSTEMD_LOG_TARGET: 'console-prefixed', SYSTEMD_LOG_LOCATION: '1', SYSTEMD_LOG_LEVEL: 'info' };
  expect(environment(REQUEST)).toEqual(asked);
  expect(environment({ ...REQUEST, manager: 'user' })).toEqual({ ...asked, XDG_RUNTIME_DIR: '/run/user/1000' });
});
