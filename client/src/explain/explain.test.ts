import { describe, expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { stateFrom } from '../manager/unit-state.ts';
import { type Evidence, NOTHING_GATHERED } from './evidence.ts';
import { explain } from './explain.ts';

describe('what systemd 252, 257 and 262 say is explained', () => {
  it.each<[string, string[], Partial<Evidence>]>([
    ['address-in-use', ['a.socket: Failed to create listening socket ([::]:9104): Address already in use'], {}],
    ['address-in-use', ["Failed to open '9104': Address already in use"], { during: 'dry-run' }],
    [
      'address-unavailable',
      ['a.socket: Failed to create listening socket (192.0.2.1:9999): Cannot assign requested address'],
      {},
    ],
    ['listen-denied', ['a.socket: Failed to create listening socket ([::]:81): Permission denied'], {}],
    ['template-missing', ['a.socket: service a@internal.service not loaded, socket cannot be started.'], {}],
    [
      'template-missing',
      [
        'a.socket: Failed to queue service startup job (Maybe the service file is missing or not a template unit?): Invalid argument',
        "a.socket: Failed with result 'resources'.",
      ],
      { during: 'request' },
    ],
    [
      'template-missing',
      ['a.socket: Failed to load connection service unit: No such file or directory'],
      { during: 'request' },
    ],
    ['service-missing', ['a.socket: Socket service a.service not loaded, refusing.'], { accept: false }],
    ['service-active', ['a.socket: Socket service a.service already active, refusing.'], { accept: false }],
    ['service-active', [], { outcome: { kind: 'service-active', service: 'a.service' } }],
    ['trigger-limit', ['a.socket: Trigger limit hit, refusing further activation.'], {}],
    ['start-limit', ['a.socket: Start request repeated too quickly.'], {}],
    ['needs-restart', ['a.socket: … left. The socket unit is not functional until restarted.'], {}],
    ['needs-restart', ['a.socket: … are open. Unit not functional until restarted.'], {}],
    ['needs-restart', [], { ending: 'unreachable', unitState: state('active') }],
    ['too-many-connections', ['a.socket: Too many incoming connections (1), dropping connection.'], {}],
    ['exec-failed', ['a@1.service: Failed to execute /bin/nope: No such file or directory'], {}],
    ['exec-failed', ["a@1.service: Unable to locate executable '/bin/nope': No such file or directory"], {}],
    ['exec-failed', ['a@1.service: Failed at step EXEC spawning /bin/nope: Exec format error'], {}],
    ['exec-failed', ['a@i.service: Command /bin/nope is not executable: No such file or directory'], {}],
    ['exec-failed', [], { exit: { code: 'exited', status: 203 } }],
    ['setup-failed', [], { exit: { code: 'exited', status: 217 } }],
    ['setup-failed', ['a@1.service: Failed at step CHDIR spawning /bin/true: No such file or directory'], {}],
    ['no-socket', ['a.service: Got no socket.'], {}],
    ['no-socket', ['a.service: Expected exactly one socket, got 0.'], {}],
    ['handler-failed', [], { exit: { code: 'exited', status: 4 } }],
    ['handler-failed', [], { exit: { code: 'killed', status: 11 } }],
    ['handler-crashed', [], { exit: { code: 'exited', status: 1 }, output: ['/srv/a.sh: 4: x: not found'] }],
    ['handler-crashed', [], { ignoresExit: true, output: ['Traceback (most recent call last):', '  File', 'E: x'] }],
    ['bad-setting', ['Unit a.socket has a bad unit file setting.'], {}],
    [
      'bad-setting',
      [
        '/etc/systemd/system/a@.service:2: Neither a valid executable name nor an absolute path: |/bin/cat',
        'a@internal.service: Unit configuration has fatal error, unit will not be started.',
        'a.socket: service a@internal.service not loaded, socket cannot be started.',
      ],
      {},
    ],
    ['bad-setting', [], { unitState: { ...state('inactive'), load: 'bad-setting' } }],
    ['unit-not-found', ['Failed to start a.socket: Unit a.socket not found.'], {}],
    ['masked', ['Failed to start a.socket: Unit a.socket is masked.'], {}],
    ['not-authorized', ['Failed to restart a.socket: Interactive authentication required.'], {}],
    [
      'not-authorized',
      ['Failed to restart a.socket: Access denied as the requested operation requires interactive authentication.'],
      {},
    ],
    [
      'unsafe-path',
      [
        'a.service: Detected unsafe path transition /home/me (owned by me) → /home/me/run (owned by root) during canonicalization of /home/me/run/x.pid.',
      ],
      {},
    ],
    ['unsafe-path', ['Detected unsafe path transition /a → /a/b during canonicalization of a/b.'], {}],
    ['selinux-denied', ['Failed to start a.socket: SELinux policy denies access.'], {}],
    ['selinux-denied', ['a@1.service: Failed to execute /srv/x: Permission denied'], { selinux: true }],
    ['no-manager', ["System has not been booted with systemd as init system (PID 1). Can't operate."], {}],
    ['no-manager', ['Failed to connect to bus: No medium found'], {}],
    ['no-manager', [], { outcome: { kind: 'missing', program: 'systemctl' } }],
    ['program-missing', [], { during: 'request', outcome: { kind: 'missing', program: 'curl' } }],
    ['file-failed', [], { outcome: { kind: 'file', operation: 'write', path: '/etc/x', code: 'EACCES' } }],
    ['refused', [], { outcome: { kind: 'refused', what: '../x', why: 'leaves-directory' } }],
    ['not-listening', [], { during: 'request', ending: 'unreachable', unitState: state('failed') }],
    ['closed-early', [], { during: 'request', ending: 'reset', unitState: state('active') }],
    ['unknown', ['Job failed. See "journalctl -xe" for details.', 'a.socket: Something new.'], {}],
  ])('%s: %j', (code, lines, part) => {
    expect(explain(evidence(lines, part), english).code).toBe(code);
  });
});

it('names the unit, the line and the owner', () => {
  const owners = [{ process: 'node server.js', pid: 42, unit: undefined }];
  const [inUse] = explained(['Failed to create listening socket ([::]:9104): Address already in use'], { owners });
  expect(inUse).toBe('[::]:9104 is already in use by node server.js (process 42), so a.socket cannot listen there.');

  const bad = explain(
    evidence([
      '/u/a b.socket:2: Failed to parse address value in ‘x’, ignoring: Invalid argument',
      'a.socket: Unit has no Listen setting (ListenStream=, ...). Refusing.',
    ]),
    english,
  );
  expect(bad.cause).toBe('systemd does not accept a.socket: Unit has no Listen setting (ListenStream=, ...).');
  expect(bad.remedies[0]?.action).toEqual({ kind: 'open', path: '/u/a b.socket', line: 2 });
});

it('names the error that ended the program, and opens its place', () => {
  const output = [
    'Traceback (most recent call last):',
    '  File "/srv/handler.py", line 3, in work',
    'ValueError: kaputt',
  ];
  const crashed = explain(evidence([], { exit: { code: 'exited', status: 1 }, output }), english);
  expect(crashed.cause).toBe('The handler crashed: ValueError: kaputt (handler.py line 3)');
  expect(crashed.next).toBe('Correct handler.py line 3, then send the request again.');
  expect(crashed.trace).toEqual(output);
  expect(crashed.remedies[0]).toEqual({
    title: 'Open handler.py',
    action: { kind: 'open', path: '/srv/handler.py', line: 3 },
  });
});

it('has the last words of a program whose status is hidden', () => {
  const journal = [{ message: 'cat: /x: No such file', fromManager: false }] as unknown as Evidence['journal'];
  const hidden = explain(evidence([], { ignoresExit: true, ending: 'reset', journal }), english);
  expect(hidden.cause).toBe('The program ended without a reply. Its last line: cat: /x: No such file');
  expect(hidden.next).toContain('The - before the command');
});

it('says what was said where nothing is known, and leaves out what says nothing', () => {
  const [cause] = explained(['Job failed. See "journalctl -xe" for details.', 'a.socket: Something new.']);
  expect(cause).toBe('It failed on this machine: a.socket: Something new.');
});

it('offers to make a script executable, but nothing that is none', () => {
  const lines = ["a@1.service: Failed to execute '/x': Permission denied"];
  const kinds = (interpreter: string | undefined) =>
    explain(evidence(lines, { program: { path: '/x', exists: true, interpreter } }), english).remedies.map(
      ({ action }) => action.kind,
    );
  expect(kinds('/bin/sh')).toContain('make-executable');
  expect(kinds(undefined)).not.toContain('make-executable');
});

function explained(lines: string[], part: Partial<Evidence> = {}): [string, string] {
  const { cause, next } = explain(evidence(lines, part), english);
  return [cause, next];
}

// Word for word what user managers of 252 and 262 said.
it.each<[string, number, string, string]>([
  ['a.service: Failed to determine supplementary groups: Operation not permitted', 216, 'user', 'User='],
  [
    'a.service: Changing group credentials failed: Operation not permitted',
    216,
    'user',
    'User=, Group=, SupplementaryGroups=',
  ],
  ['a.service: Failed to determine group credentials: No such process', 216, 'user', 'Group='],
  ['a.service: Failed to determine user credentials: No such process', 217, 'user', 'User='],
  ['a.service: Failed to update dynamic user credentials: Permission denied', 217, 'user', 'DynamicUser='],
  [
    'a.service: Failed to apply ambient capabilities (before UID change): Operation not permitted',
    218,
    'user',
    'AmbientCapabilities=',
  ],
  ['a.service: Failed to drop capabilities: Operation not permitted', 218, 'user', 'CapabilityBoundingSet='],
  ['a.service: Failed to set process secure bits: Operation not permitted', 213, 'user', 'SecureBits='],
  ['a.service: Failed to set up CPU scheduling: Operation not permitted', 214, 'user', 'CPUSchedulingPolicy='],
  ['a.service: Failed to set up IO scheduling priority: Operation not permitted', 211, 'user', 'IOSchedulingClass='],
  ['a.service: Failed to determine group credentials: No such process', 216, 'system', 'Group='],
])('%s (status %i, %s manager) is about %s', (line, status, manager, directive) => {
  const { cause, next, remedies } = explain(
    evidence([line], { manager: manager === 'user' ? 'user' : 'system', exit: { code: 'exited', status } }),
    english,
  );
  expect(cause).toContain(`status ${status}/`);
  expect(next).toMatch(new RegExp(`^(?:Check|Remove) ${directive}`));
  expect(remedies[0]?.action).toEqual({ kind: 'edit', directive: directive.split('=')[0] });
});

it('names who masks units, and the command of the manager that unmasks them', () => {
  const lines = ['Failed to start a.socket: Unit a.socket is masked.'];
  expect(explained(lines, { manager: 'system' })).toEqual([
    'a.socket is masked by an administrator on this machine, so it cannot be started.',
    'If it should start again, unmask it: systemctl unmask a.socket',
  ]);
  expect(explained(lines, { manager: 'user' })).toEqual([
    'a.socket is masked on this machine, so it cannot be started.',
    'If it should start again, unmask it: systemctl --user unmask a.socket',
  ]);
});

function evidence(lines: readonly string[], part: Partial<Evidence> = {}): Evidence {
  return {
    ...NOTHING_GATHERED,
    during: 'restart',
    outcome: { kind: 'ok', ran: undefined },
    unit: 'a.socket',
    service: 'a@.service',
    accept: true,
    manager: 'user',
    place: 'this machine',
    lines,
    selinux: false,
    ...part,
  };
}

function state(active: string) {
  return stateFrom(new Map([['ActiveState', [active]]]), 'a.socket');
}
