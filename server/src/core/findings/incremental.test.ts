import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHost, type HostChange } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { DIAGNOSTICS, diagnose } from './run.ts';

const PATHS = [
  'web.socket',
  'web.service',
  'web@.service',
  'other.socket',
  'other.service',
  'web.socket.d/x.conf',
].flatMap((name) => [`/w/one/${name}`, `/w/two/${name}`, `/etc/units/${name}`]);
const SECTIONS = {
  socket: [
    '[Socket]',
    'ListenStream=80',
    'ListenStream=81',
    'Accept=yes',
    'Service=other.service',
    'Service=%p.service',
  ],
  service: ['[Service]', 'ExecStart=/bin/true', 'StandardInput=socket', 'BusName=a.b', 'RemainAfterExit=yes'],
  conf: ['[Socket]', 'ListenStream=82', 'Accept=no', 'ListenStream='],
};
const MORE = ['[Unit]', 'Requires=web.socket', 'After=other.service', '[Install]', 'WantedBy=sockets.target', ''];

const text = (path: string): fc.Arbitrary<string | undefined> => {
  const lines = SECTIONS[path.slice(path.lastIndexOf('.') + 1) as keyof typeof SECTIONS];
  const some = fc.tuple(fc.subarray(lines.slice(1)), fc.subarray(MORE.slice(0, 3)), fc.subarray(MORE.slice(3)));
  return fc.option(
    some.map((parts) => [lines[0], ...parts.flat()].join('\n')),
    { nil: undefined },
  );
};
const change: fc.Arbitrary<HostChange> = fc
  .constantFrom(...PATHS)
  .chain((path) => fc.record({ path: fc.constant(path), layer: fc.constantFrom('disk', 'editor'), text: text(path) }));

it('after any edits the diagnostics are those of a host that never saw another state, and what changed is told', () => {
  const settings = { ...DEFAULT_SETTINGS, loadPath: ['/etc/units'] };
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (rounds) => {
      const host = createHost(settings);
      const layers = { disk: new Map<string, HostChange>(), editor: new Map<string, HostChange>() };
      let before = new Map<string, string>();
      host.snapshot().memory.takeOutdated(DIAGNOSTICS);
      for (const changes of rounds) {
        host.apply(changes);
        for (const one of changes) layers[one.layer].set(one.path, one);
        const fresh = createHost(settings);
        fresh.apply([...layers.disk.values(), ...layers.editor.values()]);
        const now = diagnosticsOf(host);
        expect(now).toEqual(diagnosticsOf(fresh));
        const told = host.snapshot().memory.takeOutdated(DIAGNOSTICS);
        const others = [...now].filter(([path, found]) => before.has(path) && before.get(path) !== found);
        for (const [path] of others) expect(told).toContain(path);
        before = now;
      }
    }),
    { numRuns: 50 },
  );
});

function diagnosticsOf(host: ReturnType<typeof createHost>): Map<string, string> {
  const snapshot = host.snapshot();
  return new Map(
    [...snapshot.files()]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => [file.path, JSON.stringify(diagnose(snapshot, file))]),
  );
}
