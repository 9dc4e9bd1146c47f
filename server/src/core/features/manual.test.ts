import { expect, it } from 'vitest';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { manualAt } from './manual.ts';

const TEXT = '[Unit]\nAfter=a.service\n[Socket]\nAccept=yes\nNoSuch=1\nUser=a\n[Install]\n';

function found(word: string, version = 262) {
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager: 'system', loadPath: [] });
  host.apply([{ path: '/w/a.socket', layer: 'disk', text: TEXT }]);
  const snapshot = host.snapshot();
  const { page, directive, url } = manualAt(snapshot, snapshot.file('/w/a.socket')!, TEXT.indexOf(word) + 1);
  return [page, directive, url.replace(/^.*\/man\//, '')];
}

it.each([
  ['Accept', ['systemd.socket', 'Accept', '262/systemd.socket.html#Accept=']],
  ['yes', ['systemd.socket', 'Accept', '262/systemd.socket.html#Accept=']],
  ['After', ['systemd.unit', 'After', '262/systemd.unit.html#After=']],
  ['User', ['systemd.exec', 'User', '262/systemd.exec.html#User=']],
  ['NoSuch', ['systemd.socket', undefined, '262/systemd.socket.html']],
  ['[Socket]', ['systemd.socket', undefined, '262/systemd.socket.html']],
  ['[Install]', ['systemd.unit', undefined, '262/systemd.unit.html']],
])('%s is told about in %j', (word, expected) => expect(found(word)).toEqual(expected));

it('leads to the version that units are judged by', () => {
  expect(found('Accept', 252)[2]).toBe('252/systemd.socket.html#Accept=');
});
