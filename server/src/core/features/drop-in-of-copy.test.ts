import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { dropInOfCopy } from './drop-in-of-copy.ts';

/** What is made of a packaged unit's text and that of its copy. */
function made(packaged: string, copy: string, others: Record<string, string> = {}) {
  const { snapshot, file } = sceneOf('/w/a.service', copy, others);
  return dropInOfCopy(snapshot, file, packaged);
}

function change(packaged: string, copy: string) {
  const found = made(packaged, copy);
  return [found?.text, found?.kept];
}

describe('the drop-in of a copy', () => {
  it('says what differs, and nothing else', () => {
    const packaged = '[Unit]\nDescription=a\n[Service]\nType=exec\nExecStart=/bin/a\n[Install]\nWantedBy=a.target\n';
    const copy = packaged.replace('Type=exec', 'Type=notify\nNice=5').replace('ce=a', 'ce=b');
    expect(made(packaged, copy)).toEqual({
      unit: 'a.service',
      path: '/w/a.service.d/override.conf',
      text: '[Service]\nType=notify\nNice=5\n',
      kept: [],
    });
    expect(change(packaged, packaged)).toEqual(['', []]);
  });

  it.each([
    ['appends to a list', 'Environment=A=1', 'Environment=A=1\nEnvironment=B=2', 'Environment=B=2\n'],
    ['empties a list first', 'Environment=A=1', 'Environment=B=2', 'Environment=\nEnvironment=B=2\n'],
    ['empties a list', 'Environment=A=1', '', 'Environment=\n'],
    ['replaces a command', 'ExecStart=/bin/a', 'ExecStart=/bin/b', 'ExecStart=\nExecStart=/bin/b\n'],
    ['takes the last of several', 'Nice=1\nNice=2', 'Nice=2\nNice=1', 'Nice=1\n'],
    ['sees through what is emptied', 'Environment=A=1\nEnvironment=', '', ''],
    ['ignores what systemd ignores', 'Nice=1\nNice=x', 'Nice=1\nNicer=2', ''],
  ])('%s', (_, packaged, copy, lines) => {
    const text = lines === '' ? '' : `[Service]\n${lines}`;
    expect(change(`[Service]\n${packaged}\n`, `[Service]\n${copy}\n`)).toEqual([text, []]);
  });

  it.each([
    ['override.conf', '00-override.conf'],
    ['00-override.conf', 'override.conf'],
  ])('is not put into a file %s that masks drop-ins', (masked, name) => {
    const found = made('[Service]\nNice=1\n', '[Service]\nNice=2\n', { [`/w/a.service.d/${masked}`]: '' });
    expect(found?.path).toBe(`/w/a.service.d/${name}`);
  });

  it('names what no drop-in takes away', () => {
    const packaged = '[Unit]\nAfter=a.service b.service\n[Service]\nRemainAfterExit=yes\n';
    expect(change(packaged, '[Unit]\nAfter=b.service c.service\n[Service]\n')).toEqual([
      '[Unit]\nAfter=b.service c.service\n',
      ['After=a.service', 'RemainAfterExit=yes'],
    ]);
  });

  it('empties listeners of all kinds together', () => {
    const { snapshot, file } = sceneOf('/w/a.socket', '[Socket]\nListenStream=1\nListenDatagram=3\n');
    expect(dropInOfCopy(snapshot, file, '[Socket]\nListenStream=1\nListenStream=2\n')?.text).toBe(
      '[Socket]\nListenStream=\nListenStream=1\nListenDatagram=3\n',
    );
  });

  it('knows that the first unit to trigger stays', () => {
    const { snapshot, file } = sceneOf('/w/a.timer', '[Timer]\nUnit=b.service\n');
    expect(dropInOfCopy(snapshot, file, '[Timer]\nUnit=a.service\n')).toMatchObject({
      text: '',
      kept: ['Unit=a.service'],
    });
  });

  it.each([
    [['a.service.d/z.conf'], 'override.conf'],
    [['a.service.d/10-a.conf', 'a.service.d/z.conf'], '00-override.conf'],
    [['a.service.d/override.conf'], '00-override.conf'],
    [['a.service.d/00-a.conf'], undefined],
    [['service.d/10-all.conf'], '00-override.conf'],
  ])('is read before the drop-ins %j', (present, name) => {
    const others = Object.fromEntries(present.map((one) => [`/w/${one}`, '[Service]\nNice=1\n']));
    const path = made('[Service]\n', '[Service]\nNice=2\n', others)?.path;
    expect(path).toBe(name && `/w/a.service.d/${name}`);
  });

  it('is there for fragments alone', () => {
    const { snapshot, file } = sceneOf('/w/a.service.d/b.conf', '[Service]\n');
    expect(dropInOfCopy(snapshot, file, '[Service]\n')).toBeUndefined();
  });
});
