import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { describeNamed, describeUnit } from './describe-unit.ts';

const FILES = {
  '/w/web.socket': '[Socket]\nListenStream=/run/*web*\n',
  '/w/web.service': '[Service]\nExecStart=/bin/a\n',
  '/w/web.service.d/x.conf': '[Service]\nType=exec\n',
  '/w/in.socket': '[Socket]\nListenStream=80\nAccept=yes\n',
  '/w/t.timer': '[Timer]\nOnBootSec=1\nUnit=web.service\n',
  '/w/p.path': '[Path]\nPathExists=/a\n',
  '/w/off.service': '',
  '/w/plain.service': '[Service]\nExecStart=/bin/a\n',
};

describe('what a unit starts and is started by', () => {
  it.each([
    [
      '/w/web.socket',
      '- Listens on the Unix socket /run/\\*web\\*.\n- Starts `web.service` when a connection or message arrives.',
    ],
    ['/w/web.service', '- Started by `web.socket`.\n- Changed by `x.conf`.'],
    [
      '/w/in.socket',
      '- Listens on TCP port 80 on all addresses, IPv6 and IPv4.\n- Starts an instance of `in@.service` for each connection, but that template is not here.',
    ],
    ['/w/t.timer', '- Starts `web.service`.'],
    ['/w/p.path', '- Starts `p.service`.'],
    ['/w/plain.service', undefined],
  ])('%s', (path, expected) => {
    const { snapshot } = sceneOf('/w/z.service', '', FILES);
    const found = describeUnit(snapshot, snapshot.file(path)!);
    expect(found && english(found)).toBe(expected);
  });

  it('of a unit that is named, masked or not there', () => {
    const { snapshot, file } = sceneOf('/w/z.service', '', FILES);
    expect(english(describeNamed(snapshot, 'off.service', file)!)).toBe('- Masked: it cannot be started.');
    expect(describeNamed(snapshot, 'gone.service', file)).toBeUndefined();
  });
});
