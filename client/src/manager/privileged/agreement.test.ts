import { describe, expect, it } from 'vitest';
import { followCommand, journalEnd, journalOf, journalSince } from '../journal.ts';
import { systemctl } from '../systemctl.ts';
import { machineInMemory } from '../targets/in-memory/target.ts';
import { objectionTo } from './agreement.ts';

const DROP_IN = '/etc/systemd/system/a.socket.d/10.conf';
const AGREED = [
  { files: ['/etc/systemd/system/a.socket', DROP_IN], units: ['a.socket'] },
  { files: [], units: ['a@.service'] },
];

const run = (...argv: readonly string[]) => objectionTo({ do: 'run', argv }, AGREED);
const of = (verb: string, ...units: readonly string[]) => run(...systemctl({ manager: 'system' }, verb, units));

describe('with privileges', () => {
  it('files are written that were shown, and no others', () => {
    const write = (path: string) => objectionTo({ do: 'write', path }, AGREED);
    expect(write(DROP_IN)).toBeUndefined();
    for (const path of ['/etc/shadow', '/etc/systemd/system/a.socket/', '/etc/systemd/system', '', `${DROP_IN}x`]) {
      expect(write(path)).toBe(path);
    }
    expect(objectionTo({ do: 'write', path: DROP_IN }, [])).toBe(DROP_IN);
  });

  it('folders are removed that such files are in, and no others', () => {
    const remove = (path: string) => objectionTo({ do: 'removeFolder', path }, AGREED);
    for (const path of ['/etc/systemd/system/a.socket.d', '/etc/systemd/system', '/etc'])
      expect(remove(path)).toBeUndefined();
    for (const path of [
      '',
      '/',
      '/etc/system',
      '/etc/systemd/system/b.socket.d',
      `${DROP_IN}x`,
      '/etc/systemd/system/a.socket.d/',
    ]) {
      expect(remove(path), path).toBe(path);
    }
  });

  it.each(['start', 'stop', 'restart', 'enable', 'disable', 'reset-failed'])(
    'systemctl %s takes units that were shown',
    (verb) => {
      expect(of(verb, 'a.socket', 'a@1-2.service')).toBeUndefined();
      expect(of(verb, 'a.socket', 'sshd.service')).toBe('sshd.service');
      expect(of(verb, 'a@*.service')).toBeUndefined();
      expect(of(verb, 'b@1.service')).toBe('b@1.service');
      expect(of(verb)).toBe(`systemctl --no-pager --no-ask-password ${verb}`);
    },
  );

  it('systemctl reloads the manager, and does nothing else', () => {
    expect(of('daemon-reload')).toBeUndefined();
    expect(of('daemon-reload', 'a.socket')).toContain('daemon-reload');
    for (const verb of ['mask', 'link', 'edit', 'set-property', 'kill', 'reboot', 'toString', '']) {
      expect(of(verb, 'a.socket'), verb).toContain('systemctl');
    }
  });

  it.each([
    ['systemctl', '--no-pager', '--no-ask-password', '--root=/x', 'start', '--', 'a.socket'],
    ['systemctl', '--root=/x', '--no-ask-password', 'start', '--', 'a.socket'],
    ['systemctl', '--no-pager', '--no-ask-password', 'start', '--root=/x', 'a.socket'],
    ['systemctl', '--no-pager', '--no-ask-password', 'start', '--'],
    ['systemctl', '--no-ask-password', '--no-pager', 'start', '--', 'a.socket'],
    ['systemctl', '--no-pager', '--no-ask-password', 'start', 'a.socket'],
    ['systemctl', '--no-pager', '--no-ask-password', 'start', '--', '--', 'a.socket'],
    ['systemctl', '--no-pager', '--force', 'start', '--', 'a.socket'],
    ['systemctl', 'start', '--', 'a.socket'],
    ['/tmp/systemctl', '--no-pager', '--no-ask-password', 'start', '--', 'a.socket'],
    ['sh', '-c', 'id'],
    ['cat', '/etc/shadow'],
    [],
  ])('%s %s %s … is not run', (...argv) => {
    expect(run(...argv)).toBeDefined();
  });

  it('journalctl reads in every way that this extension does', async () => {
    const machine = machineInMemory({ manager: 'system' });
    const cursor = 's=93a6;i=3ff1d;b=99a;m=3c1;t=62f;x=e0e';
    await journalEnd(machine.target);
    await journalSince(machine.target, cursor, () => true);
    await journalSince(machine.target, '', () => true);
    await journalOf(machine.target, ['a.socket', 'a@*.service', 'web\\x2d1:80@x.service'], 100);
    for (const { argv } of machine.operations) expect(run(...argv)).toBeUndefined();
    expect(machine.operations).toHaveLength(4);
    expect(run(...followCommand(cursor))).toContain('--follow');
  });

  it.each([
    ...[
      '--file=/etc/shadow',
      '--directory=/x',
      '--root=/',
      '--rotate',
      '--vacuum-size=1',
      '--sync',
      '/usr/bin/x',
      '-u',
    ],
    ...['--after-cursor=x y', '--cursor-file=/etc/x', '--unit=a b', '--lines=1\n--rotate', 'x--boot', '--boot=x'],
  ])('journalctl does not take %j', (option) => {
    expect(run('journalctl', '--no-pager', option)).toBe(`journalctl --no-pager ${option}`);
  });
});
