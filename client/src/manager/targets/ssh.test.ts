import { describe, expect, it } from 'vitest';
import { type Failure, type Outcome, ok, type Ran } from '../outcome.ts';
import type { Account, Connection, ConnectionRunOptions } from '../ssh/connection.ts';
import { ranOf } from './in-memory/ran.ts';
import { readSshTargetId, sshTarget, sshTargetId } from './ssh.ts';

const NOT_THERE: Failure = { kind: 'unavailable', reason: 'no-connection', detail: 'timed out' };
const NO_SUDO: Failure = { kind: 'denied', detail: 'a password is required' };

/** A connection as an account, or to a host that is away, on which sudo asks for nothing unless it is to be refused. */
function connect(uid: number | undefined, { sudo = true, unitPath = '' } = {}) {
  const ran: { argv: readonly string[]; options: ConnectionRunOptions }[] = [];
  const account = { uid: uid ?? -1, name: 'me', home: '/home/me', runtimeDirectory: `/run/user/${uid}` };
  let known: Account | undefined;
  const connection: Connection = {
    host: 'web',
    get knownAccount() {
      return known;
    },
    account: async () => {
      if (uid === undefined) return NOT_THERE;
      known = account;
      return ok(account);
    },
    run: async (argv, options = {}): Promise<Outcome<Ran>> => {
      ran.push({ argv, options });
      return options.sudo && !sudo ? NO_SUDO : ok(ranOf(argv, { code: 0, stdout: unitPath }));
    },
    logIn: async () => ['ssh', 'web'],
    forget: () => {},
  };
  return { connection, ran };
}

const AGREED = { writes: [], removes: [], runs: [] } as never;

describe('a manager on another machine', () => {
  it.each([
    ['system', 1000, true, true],
    ['system', 1000, false, false],
    ['system', 1000, undefined, false],
    ['system', 0, true, false],
    ['user', 1000, true, false],
  ] as const)(
    'of the %s, asked as account %d with privileges %s: sudo is %s',
    async (manager, uid, privileged, sudo) => {
      const { connection, ran } = connect(uid);
      const options = { privileged, cwd: '/srv', env: { A: 'b' } };
      expect(await sshTarget(connection, manager).run(['systemctl', 'x'], options)).toMatchObject({ kind: 'ok' });
      const runtime = manager === 'user' ? { XDG_RUNTIME_DIR: '/run/user/1000' } : {};
      expect(ran).toEqual([{ argv: ['systemctl', 'x'], options: { cwd: '/srv', env: { ...runtime, A: 'b' }, sudo } }]);
    },
  );

  it('lets a command have another folder for what runs than the account has', async () => {
    const { connection, ran } = connect(1000);
    await sshTarget(connection, 'user').run(['true'], { env: { XDG_RUNTIME_DIR: '/tmp/x' } });
    expect(ran[0]?.options.env).toEqual({ XDG_RUNTIME_DIR: '/tmp/x' });
  });

  it('looks with more privileges only once they were asked for, and given', async () => {
    for (const sudo of [true, false]) {
      const { connection, ran } = connect(1000, { sudo });
      const target = sshTarget(connection, 'system');
      await target.run(['journalctl'], { privileged: 'if-open' });
      expect(await target.acquire(AGREED)).toEqual(sudo ? { kind: 'ok', value: undefined } : NO_SUDO);
      await target.run(['journalctl'], { privileged: 'if-open' });
      expect(ran.map(({ argv, options }) => [argv[0], options.sudo])).toEqual([
        ['journalctl', false],
        ['true', true],
        ['journalctl', sudo],
      ]);
    }
  });

  it('runs nothing where nobody can log in', async () => {
    const { connection, ran } = connect(undefined);
    for (const manager of ['system', 'user'] as const) {
      const target = sshTarget(connection, manager);
      expect(await target.run(['true'])).toEqual(NOT_THERE);
      expect(await target.acquire(AGREED)).toEqual(NOT_THERE);
    }
    expect(await sshTarget(connection, 'user').unitDirectory()).toEqual(NOT_THERE);
    expect(ran).toEqual([]);
  });

  it('has its privileges from the account, once that is known', async () => {
    const root = connect(0);
    const target = sshTarget(root.connection, 'system');
    expect(target.elevation).toBe('sudo');
    await target.run(['true']);
    expect(target.elevation).toBe('direct');
    expect(sshTarget(connect(1000).connection, 'user').elevation).toBe('direct');
  });

  it('has units where its manager looks for them', async () => {
    const { connection, ran } = connect(1000, { unitPath: '/etc/systemd/user /home/me/units/systemd/user\n' });
    expect(await sshTarget(connection, 'system').unitDirectory()).toEqual(ok('/etc/systemd/system'));
    expect(ran).toEqual([]);
    expect(await sshTarget(connection, 'user').unitDirectory()).toEqual(ok('/home/me/units/systemd/user'));
    const without = sshTarget(connect(1000).connection, 'user');
    expect(await without.unitDirectory()).toEqual(ok('/home/me/.config/systemd/user'));
  });

  it('is named by host and manager', () => {
    const target = sshTarget(connect(1000).connection, 'user');
    expect(target).toMatchObject({ id: 'ssh:web:user', kind: 'ssh', manager: 'user', host: 'web' });
  });
});

it.each([
  ['ssh:web:user', { host: 'web', manager: 'user' }],
  ['ssh:me@[::1]:22:system', { host: 'me@[::1]:22', manager: 'system' }],
  ['ssh:web:other', undefined],
  ['ssh::user', undefined],
  ['xssh:web:user', undefined],
  ['ssh:web:users', undefined],
])('the id %s is that of %j', (id, expected) => {
  expect(readSshTargetId(id)).toEqual(expected);
  if (expected) expect(sshTargetId(expected.host, expected.manager as 'user')).toBe(id);
});
