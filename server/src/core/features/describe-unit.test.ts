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

const SERVICE = '[Service]\nExecStart=/bin/a\n';
const STARTED = {
  '/w/app.service': `[Unit]\nRequires=db.service\n${SERVICE}[Install]\nWantedBy=multi-user.target\n`,
  '/w/db.service': SERVICE,
  '/w/night.timer': '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n',
  '/w/night.service': `[Unit]\nWants=helper.service\n${SERVICE}`,
  '/w/helper.service': SERVICE,
  '/w/in.socket': '[Socket]\nListenStream=80\nAccept=yes\n[Install]\nWantedBy=sockets.target\n',
  '/w/in@.service': SERVICE,
  '/w/watch.path': '[Path]\nPathExists=/a\nUnit=spool.service\n[Install]\nWantedBy=paths.target\n',
  '/w/spool.service': SERVICE,
  '/w/srv-x.automount': '[Automount]\nWhere=/srv/x\n[Install]\nWantedBy=local-fs.target\n',
  '/w/srv-x.mount': '[Mount]\nWhat=/dev/x\nWhere=/srv/x\n',
  '/w/round.service': `[Unit]\nWants=about.service\n${SERVICE}`,
  '/w/about.service': `[Unit]\nWants=round.service\n${SERVICE}`,
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

  it.each([
    ['db.service', 'Started at boot: `multi-user.target` → `app.service` → `db.service`.'],
    ['app.service', 'Started at boot: `multi-user.target` → `app.service`.'],
    ['night.service', 'Started at the times of `night.timer`: `timers.target` → `night.timer` → `night.service`.'],
    [
      'helper.service',
      'Started at the times of `night.timer`: `timers.target` → `night.timer` → `night.service` → `helper.service`.',
    ],
    ['in@.service', 'Started when something arrives at `in.socket`: `sockets.target` → `in.socket` → `in@.service`.'],
    [
      'spool.service',
      'Started when what `watch.path` watches for happens: `paths.target` → `watch.path` → `spool.service`.',
    ],
    [
      'srv-x.mount',
      'Started when somebody enters the directory of `srv-x.automount`: `local-fs.target` → `srv-x.automount` → `srv-x.mount`.',
    ],
  ])('what starts %s, and when', (name, expected) => {
    const { snapshot } = sceneOf('/w/z.service', '', STARTED);
    const found = english(describeUnit(snapshot, snapshot.file(`/w/${name}`)!)!).split('\n');
    expect(found.map((line) => line.slice(2))).toContain(expected);
    expect(found.filter((line) => line.includes('must be enabled'))).toHaveLength(1);
  });

  it('nothing is said of a unit that nothing here starts, or that units start in a circle', () => {
    const { snapshot } = sceneOf('/w/z.service', '', STARTED);
    expect(describeUnit(snapshot, snapshot.file('/w/round.service')!)).toBeUndefined();
  });

  it('of a unit that is named, masked or not there', () => {
    const { snapshot, file } = sceneOf('/w/z.service', '', FILES);
    expect(english(describeNamed(snapshot, 'off.service', file)!)).toBe('- Masked: it cannot be started.');
    expect(describeNamed(snapshot, 'gone.service', file)).toBeUndefined();
  });
});
