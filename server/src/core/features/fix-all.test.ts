import { expect, it } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import { createHost } from '../workspace/host.ts';
import { fixAll } from './fix-all.ts';

function fixed(text: string, name = 'demo.service', others: Readonly<Record<string, string>> = {}): string {
  const host = createHost();
  host.apply(
    Object.entries({ ...others, [name]: text }).map(([file, its]) => ({
      path: `/w/${file}`,
      layer: 'disk',
      text: its,
    })),
  );
  const snapshot = host.snapshot();
  return applyEdits(text, fixAll(snapshot, snapshot.file(`/w/${name}`)!));
}

it('applies fixes that want the same place one after the other', () => {
  const service = '[Service]\nExecStart=/bin/true\nStartLimitInterval=5min\nStartLimitBurst=3\n';
  expect(fixed(service)).toBe(
    '[Service]\nExecStart=/bin/true\n\n[Unit]\nStartLimitIntervalSec=5min\nStartLimitBurst=3\n',
  );
});

it('applies what shows only after something else was fixed', () => {
  const twice =
    '[Unit]\nBindTo=a.device\nRequiresOverridable=b.service\n[Service]\nExecStart=/bin/true\nAfter=a.device\n';
  expect(fixed(twice)).toBe(
    '[Unit]\nBindsTo=a.device\nRequires=b.service\nAfter=a.device\n[Service]\nExecStart=/bin/true\n',
  );
});

it('leaves alone what may have been meant otherwise, and other files', () => {
  const unsure = '[Unit]\nDescripton=x\n[Service]\nExecStart=/bin/true\n';
  expect(fixed(unsure)).toBe(unsure);
  const socket = '[Socket]\nListenStream=1\nAccept=yes\n';
  expect(fixed(socket, 'demo.socket')).toBe(socket);
});

it('has nothing to do for a unit that is right', () => {
  const host = createHost();
  host.apply([{ path: '/w/a.service', layer: 'disk', text: '[Service]\nExecStart=/bin/true\n' }]);
  expect(fixAll(host.snapshot(), host.snapshot().file('/w/a.service')!)).toEqual([]);
});
