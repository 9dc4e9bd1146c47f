import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bigUnit } from '../bench/units.ts';
import { keysOf, NEWEST_VERSION } from '../src/core/catalogue/catalogue.ts';
import { diagnose } from '../src/core/findings/run.ts';
import { createHost } from '../src/core/workspace/host.ts';
import { key, Shelf } from '../src/core/workspace/memory.ts';
import { SnapshotMemory } from '../src/core/workspace/snapshot-memory.ts';

it('keeps nothing of the states of a file that are over', () => {
  const host = createHost();
  const text = bigUnit();
  const at = text.indexOf('ExecStart=') + 'ExecStart='.length;
  const type = (from: number, to: number): void => {
    for (let count = from; count < to; count++) {
      const now = `${text.slice(0, at)}/bin/x${count} with a long argument ${text.slice(at)}`;
      host.apply([{ path: '/w/x.service', layer: 'editor', text: now }]);
      diagnose(host.snapshot(), host.snapshot().file('/w/x.service')!);
    }
  };
  type(0, 5);
  const before = heapUsed();
  type(5, 65);
  // Were only the texts kept, it would be about 60 times the length of one.
  expect(heapUsed() - before).toBeLessThan(20 * text.length);
});

const KEYS = keysOf('Service', NEWEST_VERSION).filter((key) => key.length > 12);

it.each<[string, string, (state: number) => string]>([
  ['a key that systemd knows', 'x.service', (state) => `[Service]\n${KEYS[state]}=\n`],
  ['a key that it does not know', 'x.service', (state) => `[Service]\nUnknownDirective${state}=1\n`],
  ['a section', 'x.service', (state) => `[UnknownSection${state}]\nA=1\n`],
  ['a value', 'x.service', (state) => `[Service]\nUser=some-long-name-${state}\n`],
  ['a command', 'x.service', (state) => `[Service]\nExecStart=/bin/some-long-name-${state}\n`],
  [
    'a variable',
    'x.service',
    (state) =>
      `[Service]\nEnvironment=SOME_LONG_NAME_${state}=some-long-text\nExecStart=/bin/x $SOME_LONG_NAME_${state}\n`,
  ],
  ['a dependency', 'x.service', (state) => `[Unit]\nWants=some-long-name-${state}.socket\n`],
  ['a bus name', 'x.service', (state) => `[Service]\nType=dbus\nBusName=org.example.number${state}\n`],
  ['an address', 'x.socket', (state) => `[Socket]\nListenStream=/run/some/long/path${state}\n`],
  ['a service', 'x.socket', (state) => `[Socket]\nListenStream=1\nService=some-long-name-${state}.service\n`],
])('keeps no text of a file by %s in it', (_what, name, text) => {
  const host = createHost();
  const paths = ['/w/y.socket', '/w/y.service', `/w/${name}`];
  host.apply([
    { path: '/w/y.socket', layer: 'disk', text: '[Socket]\nListenStream=/run/y\n' },
    { path: '/w/y.service', layer: 'disk', text: '[Service]\nType=dbus\nBusName=org.example.y\nExecStart=/bin/y\n' },
  ]);
  const type = (from: number, to: number): void => {
    for (let state = from; state < to; state++) {
      // One flat string, as an editor sends it: of one put together, a slice would keep a part.
      const whole = Buffer.from(`${text(state)}#${'x'.repeat(LONG)}`).toString();
      host.apply([{ path: paths[2]!, layer: 'editor', text: whole }]);
      const snapshot = host.snapshot();
      for (const path of paths) diagnose(snapshot, snapshot.file(path)!);
    }
  };
  type(0, 5);
  const before = heapUsed();
  type(5, 25);
  expect(heapUsed() - before).toBeLessThan(5 * LONG);
});

/** Characters of a text, beside which nothing else that is kept counts. */
const LONG = 200_000;

it('keeps nothing of what was looked up once and forgotten', () => {
  const ONCE = key<number>('once');
  let memory = new SnapshotMemory({ isRecording: true, shelf: new Shelf(100_000) });
  const lookUp = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      memory.remember(ONCE, `name ${index}`, () => {
        memory.read(`file ${index}`);
        return index;
      });
      if (index % 100 === 0) memory = memory.next([]);
    }
  };
  lookUp(0, 10_000);
  const before = heapUsed();
  lookUp(10_000, 60_000);
  // It would be some hundred bytes for each.
  expect(heapUsed() - before).toBeLessThan(3_000_000);
});

/** Bytes in use once all that can go has gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
