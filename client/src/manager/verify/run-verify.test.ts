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
  const calls: { argv: readonly string[]; env: RunOptions['env'] }[] = [];
  const run = async (argv: readonly string[], options?: RunOptions): Promise<Outcome<Ran>> => {
    calls.push({ argv, env: options?.env });
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

  it('ends where the program is missing', async () => {
    expect(await runVerify(async () => ({ kind: 'missing', program: 'systemd-analyze' }), REQUEST)).toMatchObject({
      kind: 'missing',
    });
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
