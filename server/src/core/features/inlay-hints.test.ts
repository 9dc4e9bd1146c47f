import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import type { World } from '../values/grammar.ts';
import { type HintMode, inlayHints } from './inlay-hints.ts';

const WORLD: World = {
  units: () => [],
  directory: () => [],
  users: () => [],
  groups: () => [],
  fact: (name) => (name === 'hostname' ? 'box' : undefined),
};

/** The text with each hint in angle brackets where it is shown. */
function shown(path: string, text: string, mode: HintMode, stretch = { from: 0, to: text.length }): string {
  const { snapshot, file } = sceneOf(path, text);
  const hints = [...inlayHints(snapshot, file, stretch, mode, WORLD)].sort((a, b) => b.offset - a.offset);
  return hints.reduce(
    (out, { offset, label }) => `${out.slice(0, offset)}<${english(label)}>${out.slice(offset)}`,
    text,
  );
}

const SOCKET = `[Socket]
ListenStream=80
ListenStream=127.0.0.1:81
ListenStream=/run/%p/s
SocketMode=0660
TriggerLimitIntervalSec=90
TimeoutSec=1min 30s
KeepAliveTimeSec=2h
`;

describe('hints', () => {
  it.each<[HintMode, string]>([
    ['off', SOCKET],
    [
      'some',
      SOCKET.replace('[Socket]', '[Socket]<starts web.service>')
        .replace('0660', '0660<rw-rw---->')
        .replace('=90', '=90<1min 30s>'),
    ],
    [
      'all',
      SOCKET.replace('[Socket]', '[Socket]<starts web.service>')
        .replace('=80', '=80<[::]:80, 0.0.0.0:80>')
        .replace('%p', '%p<web>')
        .replace('0660', '0660<rw-rw---->')
        .replace('=90', '=90<1min 30s>')
        .replace('TimeoutSec=1min 30s', 'TimeoutSec=1min 30s<90 s>')
        .replace('2h', '2h<7200 s>'),
    ],
  ])('of a socket, with %s', (mode, expected) => {
    expect(shown('/w/web.socket', SOCKET, mode)).toBe(expected);
  });

  it.each([
    ['/w/a.socket', '[Socket]\nAccept=yes\n', '[Socket]<one per connection: a@.service>\nAccept=yes\n'],
    ['/w/a.socket', '[Socket]\nService=b.service\n', '[Socket]\nService=b.service\n'],
    ['/w/a.timer', '[Timer]\nOnBootSec=5400\n', '[Timer]<starts a.service>\nOnBootSec=5400<1h 30min>\n'],
    ['/w/a.service', '[Service]\nUMask=0027\n', '[Service]\nUMask=0027<files rw-r-----, directories rwxr-x--->\n'],
    [
      '/w/a.service',
      '[Service]\nTimeoutStartSec=0\nTimeoutStopSec=infinity\n',
      '[Service]\nTimeoutStartSec=0<no limit>\nTimeoutStopSec=infinity\n',
    ],
    ['/w/a.service', '[Service]\nUMask=nope\nRestartSec=1x\n', '[Service]\nUMask=nope\nRestartSec=1x\n'],
    ['/w/a@.service', '[Unit]\nDescription=%i of 100%%\n', '[Unit]\nDescription=%i of 100%%\n'],
  ])('of %s: %j', (path, text, expected) => {
    expect(shown(path, text, 'some')).toBe(expected);
  });

  it('only those of the stretch that is visible', () => {
    const from = SOCKET.indexOf('SocketMode');
    const expected = SOCKET.replace('0660', '0660<rw-rw---->');
    expect(shown('/w/web.socket', SOCKET, 'all', { from, to: from + 12 })).toBe(expected);
  });
});
