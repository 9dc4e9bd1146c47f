import { expect, it } from 'vitest';
import { unitOf } from '../workspace/effective-unit.ts';
import { createHost, type HostChange } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { diagnose } from './run.ts';

it('a unit with more drop-ins than are remembered is merged once for all of them', () => {
  const host = createHost(DEFAULT_SETTINGS, { once: true, remembers: 10_000 });
  const file = (name: string, text: string): HostChange => ({ path: `/w/${name}`, layer: 'disk', text });
  const dropIns = Array.from({ length: 800 }, (_, index) =>
    file(`a.service.d/${index + 1000}.conf`, `[Service]\nEnvironment=A=${index}\n`),
  );
  host.apply([file('a.service', '[Service]\nExecStart=/bin/true\n'), ...dropIns]);
  const snapshot = host.snapshot();
  const merged = new Set(
    [...snapshot.files()].slice(0, 20).map((one) => {
      diagnose(snapshot, one);
      return unitOf(snapshot, one);
    }),
  );
  expect(Array.from(merged, (unit) => unit?.dropIns.length)).toEqual([800]);
});
