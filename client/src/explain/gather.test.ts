import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '../deploy/step.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { type InMemoryOptions, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { concernsSubject, gatherEvidence, linesOf, type Subject } from './gather.ts';

const UNITS = '/home/me/.config/systemd/user';
const SUBJECT: Subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine' };
const OK: StepOutcome = { kind: 'ok', ran: undefined };

describe('the evidence', () => {
  it('has what was said, what the journal says of the units, and how the unit is', async () => {
    const machine = withSocket();
    machine.systemd.journal.push(
      { unit: 'a.socket', message: 'before' },
      { unit: 'a.socket', message: 'Listening.' },
      { unit: 'b.socket', message: 'another unit' },
      { unit: 'a@1.service', message: 'own words', fields: { _SYSTEMD_USER_UNIT: 'a@1.service' } },
      {
        unit: 'a@1.service',
        message: 'Main process exited.',
        fields: { USER_UNIT: 'a@1.service', EXIT_CODE: 'exited', EXIT_STATUS: '3' },
      },
      {
        unit: 'a@2.service',
        message: 'x',
        fields: { USER_UNIT: 'a@2.service', EXIT_CODE: 'killed', EXIT_STATUS: '9' },
      },
    );
    const evidence = await gatherEvidence(machine.target, SUBJECT, 'restart', failed('Job failed.\n\n'), '1', 'reset');
    expect(evidence).toMatchObject({
      ...SUBJECT,
      during: 'restart',
      outcome: { kind: 'exit' },
      manager: 'user',
      lines: ['Job failed.', 'Listening.', 'Main process exited.', 'x'],
      unitState: { unit: 'a.socket', load: 'loaded', active: 'inactive' },
      exit: { code: 'killed', status: 9 },
      owners: [],
      program: undefined,
      selinux: false,
      ending: 'reset',
    });
    expect(evidence.journal.map(({ message }) => message)).toEqual([
      'Listening.',
      'own words',
      'Main process exited.',
      'x',
    ]);
  });

  it('has the words of a process that had ended before journald read them', async () => {
    const machine = withSocket({ programs: { systemctl: () => ({ code: 0, stdout: 'SyslogIdentifier=web\n' }) } });
    machine.systemd.journal.push(
      { unit: '', message: 'of another', fields: { SYSLOG_IDENTIFIER: 'cron' } },
      { unit: '', message: 'own words', fields: { SYSLOG_IDENTIFIER: 'web' } },
    );
    const words = async () =>
      (await gatherEvidence(machine.target, SUBJECT, 'request', OK, '0', 'empty')).journal.map((e) => e.message);
    expect(await words()).toEqual([]);
    machine.systemd.journal.push({ unit: 'a.socket', message: 'Listening.' });
    expect(await words()).toEqual(['Listening.']);
    machine.systemd.journal.push({ unit: 'a@1.service', message: 'Started.', fields: { USER_UNIT: 'a@1.service' } });
    expect(await words()).toEqual(['own words', 'Listening.', 'Started.']);
  });

  it.each([
    ['has written itself', { _SYSTEMD_USER_UNIT: 'b.service', SYSLOG_IDENTIFIER: 'python3' }, 'cron'],
    ['the manager tells of', { USER_UNIT: 'b.service', SYSLOG_IDENTIFIER: 'systemd' }, 'python3'],
  ])('has no words that may be those of another unit, which %s', async (_, fields, theirs) => {
    const identifiers: Readonly<Record<string, string>> = { 'a@1.service': 'python3', 'b.service': theirs };
    const machine = withSocket({
      programs: { systemctl: (argv) => ({ code: 0, stdout: `SyslogIdentifier=${identifiers[argv.at(-1)!] ?? ''}\n` }) },
    });
    machine.systemd.journal.push(
      { unit: 'a@1.service', message: 'Started.', fields: { USER_UNIT: 'a@1.service' } },
      { unit: '', message: 'whose?', fields: { SYSLOG_IDENTIFIER: 'python3' } },
    );
    const words = async () =>
      (await gatherEvidence(machine.target, SUBJECT, 'request', OK, '0', 'empty')).journal.map((e) => e.message);
    expect(await words()).toEqual(['Started.', 'whose?']);
    machine.systemd.journal.push({ unit: 'b.service', message: 'theirs', fields });
    expect(await words()).toEqual(['Started.']);
  });

  it('has its own words beside units that call themselves otherwise', async () => {
    const identifiers: Readonly<Record<string, string>> = { 'a@1.service': 'python3', 'b.service': 'cron' };
    const machine = withSocket({
      programs: { systemctl: (argv) => ({ code: 0, stdout: `SyslogIdentifier=${identifiers[argv.at(-1)!] ?? ''}\n` }) },
    });
    machine.systemd.journal.push(
      { unit: 'a@1.service', message: 'Started.', fields: { USER_UNIT: 'a@1.service' } },
      { unit: '', message: 'own', fields: { SYSLOG_IDENTIFIER: 'python3' } },
      { unit: 'b.service', message: 'theirs', fields: { USER_UNIT: 'b.service', SYSLOG_IDENTIFIER: 'systemd' } },
    );
    const { journal } = await gatherEvidence(machine.target, SUBJECT, 'request', OK, '0', 'empty');
    expect(journal.map(({ message }) => message)).toEqual(['Started.', 'own']);
  });

  it('reads no journal where nobody knows from where on', async () => {
    const machine = withSocket();
    machine.systemd.journal.push({ unit: 'a.socket', message: 'x' });
    const evidence = await gatherEvidence(machine.target, SUBJECT, 'look', OK, undefined);
    expect([evidence.journal, evidence.lines]).toEqual([[], []]);
    expect(machine.operations.map(({ argv }) => argv[0])).toEqual(['systemctl']);
  });

  it('asks no manager where there is none', async () => {
    const machine = withSocket();
    const target = { ...machine.target, kind: 'dry-run' } as const;
    machine.systemd.journal.push({ unit: 'a.socket', message: 'x' });
    expect(await gatherEvidence(target, SUBJECT, 'dry-run', OK, '0')).toMatchObject({
      unitState: undefined,
      exit: undefined,
    });
    expect(machine.operations.map(({ argv }) => argv[0])).toEqual(['journalctl']);
  });

  it('is gathered whatever the machine will not tell', async () => {
    const outcome = failed(
      'a.socket: Failed to create listening socket ([::]:80): Address already in use\nFailed to execute /x: Permission denied',
    );
    const whole = withSocket({ manager: 'system' });
    whole.systemd.journal.push({ unit: 'a.socket', message: 'x' });
    await gatherEvidence(whole.target, SUBJECT, 'restart', outcome, '0');
    expect(whole.operations.length).toBeGreaterThan(5);
    for (let nth = 1; nth <= whole.operations.length; nth++) {
      const machine = withSocket({ manager: 'system' });
      machine.systemd.journal.push({ unit: 'a.socket', message: 'x' });
      machine.break(fails(nth));
      const evidence = await gatherEvidence(machine.target, SUBJECT, 'restart', outcome, '0');
      expect(evidence.lines.slice(0, 2), `at ${nth}`).toEqual(outcome.ran.stderr.split('\n'));
    }
  });
});

describe('how the process ended', () => {
  it.each([
    ['the instance that the manager keeps as failed', SUBJECT, 'a@7.service'],
    ['the service', { ...SUBJECT, service: 'a.service', accept: false }, 'a.service'],
    ['the unit itself', { ...SUBJECT, unit: 'b.service', service: undefined }, 'b.service'],
  ])('is known from %s', async (_, subject, unit) => {
    const machine = withSocket({
      programs: {
        systemctl: (argv) => {
          if (argv.includes('list-units'))
            return { code: 0, stdout: JSON.stringify([{ unit: 'a@6.service' }, { unit: 'a@7.service' }]) };
          const names = argv.slice(argv.indexOf('--') + 1);
          const of = (name: string) =>
            `Id=${name}\nActiveState=${name === unit ? 'failed' : 'active'}\nExecMainCode=1\nExecMainStatus=${name === unit ? 5 : 0}\n`;
          return { code: 0, stdout: names.map(of).join('\n') };
        },
      },
    });
    machine.systemd.journal.push({ unit: subject.unit, message: 'x' });
    const evidence = await gatherEvidence(machine.target, subject, 'request', OK, '0');
    expect(evidence.exit).toEqual({ code: 'exited', status: 5 });
  });

  it('is not known where nothing failed', async () => {
    const machine = withSocket();
    machine.systemd.journal.push({ unit: 'a.socket', message: 'x' });
    expect((await gatherEvidence(machine.target, SUBJECT, 'request', OK, '0')).exit).toBeUndefined();
  });
});

describe('what a line leads to', () => {
  it.each([
    'Failed to create listening socket ([::]:80): Address already in use',
    "Failed to listen on '[::]:80': Address already in use",
  ])('is who holds the address: %s', async (line) => {
    const asked: unknown[] = [];
    const machine = withSocket({
      programs: {
        ss: (argv) => {
          asked.push(argv.at(-1));
          return { code: 0, stdout: 'LISTEN 0 1 *:80 *:* users:(("nginx",pid=5,fd=3))\n' };
        },
        cat: (argv) => ({
          code: 0,
          stdout: argv[1] === '/proc/5/cmdline' ? '/usr/sbin/nginx\0-g' : '0::/system.slice/nginx.service\n',
        }),
      },
    });
    const evidence = await gatherEvidence(machine.target, SUBJECT, 'restart', failed(line), undefined);
    expect(asked).toEqual([':80']);
    expect(evidence.owners).toEqual([{ process: 'nginx -g', pid: 5, unit: 'nginx.service' }]);
  });

  it.each<[string, InMemoryOptions['files'], object]>([
    ['is missing', {}, { exists: false, interpreter: undefined }],
    ['is a script', { '/opt/x': '#! /usr/bin/python3 -u\nprint()' }, { exists: true, interpreter: '/usr/bin/python3' }],
    ['is no script', { '/opt/x': '\x7fELF #!/bin/sh' }, { exists: true, interpreter: undefined }],
    [
      'is reached by a link',
      { '/opt/y': '#!/bin/sh', '/opt/x': { kind: 'link', to: 'y' } },
      { exists: true, interpreter: '/bin/sh' },
    ],
    ['is a folder', { '/opt/x/y': '' }, { exists: false, interpreter: undefined }],
  ])('is a program that %s', async (_, files, program) => {
    const machine = withSocket({ files: files ?? {} });
    const line = failed('a.service: Failed to execute /opt/x: No such file or directory');
    expect((await gatherEvidence(machine.target, SUBJECT, 'restart', line, undefined)).program).toEqual({
      path: '/opt/x',
      ...program,
    });
  });

  it('is no program that has only a name', async () => {
    const machine = withSocket();
    const evidence = await gatherEvidence(
      machine.target,
      SUBJECT,
      'restart',
      failed('Failed to locate executable x: No such file'),
      undefined,
    );
    expect(evidence.program).toBeUndefined();
    expect(machine.operations.map(({ kind }) => kind)).toEqual(['run']);
  });

  it.each([
    ['system', 'Enforcing\n', 'open: Permission denied', true],
    ['system', 'Enforcing\n', 'open: Operation not permitted', true],
    ['system', 'Permissive\n', 'open: Permission denied', false],
    ['system', 'Enforcing\n', 'Permission denied to nobody', false],
    ['user', 'Enforcing\n', 'open: Permission denied', false],
  ] as const)('of a %s manager with %j and %j is SELinux: %s', async (manager, mode, line, selinux) => {
    const machine = withSocket({ manager, programs: { getenforce: () => ({ code: 0, stdout: mode }) } });
    expect(await gatherEvidence(machine.target, SUBJECT, 'restart', failed(line), undefined)).toMatchObject({
      selinux,
    });
  });
});

describe('what a failed step has to say', () => {
  it.each<[StepOutcome, readonly string[]]>([
    [{ kind: 'denied', detail: 'one\n\n two \n' }, ['one', ' two ']],
    [{ kind: 'unavailable', reason: 'no-connection', detail: 'lost' }, ['lost']],
    [{ kind: 'cancelled' }, []],
    [OK, []],
    [failed('err\n', 'out\n \n'), ['err', 'out']],
    [{ kind: 'timeout', milliseconds: 1, ran: failed('late').ran }, ['late']],
  ])('%j', (outcome, lines) => expect(linesOf(outcome)).toEqual(lines));
});

it('the subject is the unit, its service, and the instances of that', () => {
  const concerns = concernsSubject(SUBJECT);
  expect(['a.socket', 'a@.service', 'a@1.service'].every(concerns)).toBe(true);
  expect(['b.socket', 'a@1.socket', 'ab@1.service', ''].some(concerns)).toBe(false);
  expect(concernsSubject({ ...SUBJECT, service: undefined })('a@1.service')).toBe(false);
});

function withSocket({ files, ...options }: InMemoryOptions = {}): MachineInMemory {
  return machineInMemory({ ...options, files: { [`${UNITS}/a.socket`]: '[Socket]\nListenStream=1\n', ...files } });
}

function failed(stderr: string, stdout = '') {
  const bytes = new TextEncoder().encode(stdout);
  const ran = {
    argv: ['x'],
    code: 1,
    signal: undefined,
    stdout: bytes,
    stderr,
    truncated: false,
    pid: 1,
    milliseconds: 1,
  };
  return { kind: 'exit', ran } as const;
}
