import { expect, it } from 'vitest';
import { unitOf } from '../workspace/effective-unit.ts';
import { createHost } from '../workspace/host.ts';
import { unitGraph } from './unit-graph.ts';

const FILES = {
  '/w/web.socket': '[Socket]\nListenStream=80\n[Install]\nWantedBy=sockets.target\n',
  '/w/web.service': '[Unit]\nAfter=cache.service\nWants=cache.service\n[Service]\nExecStart=/bin/web\n',
  '/w/shop.target': '[Unit]\nRequires=web.service\n',
};

function graphOf(path: keyof typeof FILES) {
  const host = createHost();
  host.apply(Object.entries(FILES).map(([path, text]) => ({ layer: 'disk' as const, path, text })));
  const snapshot = host.snapshot();
  return unitGraph(snapshot, unitOf(snapshot, snapshot.file(path)!)!, path);
}

it('has all that starts a unit, and the way from boot', () => {
  const { unit, starters, fromBoot } = graphOf('/w/web.service');
  expect(unit).toBe('web.service');
  expect(starters).toEqual([
    { unit: 'shop.target', how: 'pulls' },
    { unit: 'web.socket', how: 'triggers' },
  ]);
  expect(fromBoot).toEqual([
    { unit: 'sockets.target', how: 'enabled' },
    { unit: 'web.socket', how: 'triggers' },
  ]);
});

it('has one bond for each other unit, orders last, with a line that makes it', () => {
  const { dependencies } = graphOf('/w/web.service');
  const [cache] = dependencies.filter(({ on }) => on === 'cache.service');
  expect(cache).toMatchObject({ types: ['Wants', 'After'], origin: 'written', source: { text: 'cache.service' } });
  expect(dependencies.find(({ on }) => on === 'sysinit.target')).toMatchObject({
    origin: 'default',
    source: undefined,
  });
  expect(new Set(dependencies.map(({ on }) => on)).size).toBe(dependencies.length);
});
