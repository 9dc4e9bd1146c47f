import { describe, expect, it } from 'vitest';
import { type Account, dryRunCommand, execCommand } from './dry-run-command.ts';
import { execWords } from './exec-words.ts';
import { effectiveOf, LISTENER, planOf } from './plan-for-tests.ts';

describe('dryRunCommand', () => {
  it('passes a connection as standard input for Accept=yes with StandardInput=socket', () => {
    const lines = [
      '[Service]',
      'ExecStart=-/usr/bin/python3 %h/web.py',
      'StandardInput=socket',
      'Environment=A=1 "B=x y"',
    ];
    expect(dryRunCommand(planOf({ accept: true }), effectiveOf(lines), ACCOUNT)).toEqual({
      argv: [
        'systemd-socket-activate',
        '--listen',
        '9999',
        '--accept',
        '--inetd',
        '--setenv',
        'A=1',
        '--setenv',
        'B=x y',
        '--',
        '/usr/bin/python3',
        '/home/me/web.py',
      ],
      cwd: '/home/me',
      endsOnce: false,
    });
  });

  it('passes descriptors otherwise, in the working directory of the unit', () => {
    const command = dryRunCommand(
      planOf({ accept: false }),
      effectiveOf(['ExecStart=/srv/app', 'WorkingDirectory=/srv']),
      ACCOUNT,
    );
    expect(command).toMatchObject({
      argv: expect.not.arrayContaining(['--inetd', '--accept']),
      cwd: '/srv',
      endsOnce: true,
    });
  });

  it('says what it cannot try', () => {
    expect(dryRunCommand(planOf({}), undefined, ACCOUNT)).toEqual({ kind: 'no-service' });
    expect(dryRunCommand(planOf({}), effectiveOf(['[Service]']), ACCOUNT)).toEqual({ kind: 'no-exec' });
    const fifo = { ...LISTENER, kind: 'fifo', value: '/run/x' } as const;
    expect(dryRunCommand(planOf({ listeners: [fifo] }), effectiveOf(['ExecStart=/x']), ACCOUNT)).toEqual({
      kind: 'listener',
      value: '/run/x',
    });
  });
});

it.each<[string, string[]]>([
  [`a "b c" 'd'e  f`, ['a', 'b c', 'de', 'f']],
  [String.raw`a\x20b \" "\t" \101 \q`, ['a b', '"', '\t', 'A', '\\q']],
  ['""', ['']],
])('splits %s', (value, words) => expect(execWords(value)).toEqual(words));

it.each<[string, string[]]>([
  [`-@/bin/x name $A \${A}z $$A`, ['/bin/x', '1', '2', '1 2z', '$A']],
  [':/bin/x $A', ['/bin/x', '$A']],
  ['/bin/x ; /bin/y', ['/bin/x']],
])('makes an argument vector of %s', (line, argv) =>
  expect(execCommand(line, { A: '1 2' }, (text) => text)).toEqual(argv),
);

const ACCOUNT: Account = {
  home: '/home/me',
  user: 'me',
  uid: 1000,
  runtimeDirectory: '/run/user/1000',
  hostname: 'box',
};
