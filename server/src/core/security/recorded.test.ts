import { expect, test } from 'vitest';
import { askedOf, type Said, written } from '../testing/security-asked.ts';
import { SECURITY_UNITS, securityUnit } from '../testing/security-units.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import recordedJson from './recorded.json' with { type: 'json' };

interface Recorded {
  /** What was said of a service without settings. */
  readonly plain: Said['badness'];
  /** What was said of each made-up service; null where it would not be loaded. */
  readonly services: readonly (string | null)[];
}

const RECORDED = Object.entries(recordedJson as unknown as Record<string, Recorded>);

test.each(RECORDED)(
  'what the systemd-analyze of the %s says of made-up services is what we say',
  (who, { plain, services }) => {
    const [manager, version] = who.split(' ') as ['system' | 'user', string];
    const settings = { ...DEFAULT_SETTINGS, version: Number(version), manager };
    const host = createHost(settings);
    const pathOf = (index: number): string => `/u/unit-${index}.service`;
    host.apply(
      SECURITY_UNITS.map((lines, index) => ({ path: pathOf(index), layer: 'disk', text: securityUnit(lines) })),
    );
    const snapshot = host.snapshot();
    const ours = SECURITY_UNITS.map((lines, index) => {
      const unit = unitOf(snapshot, snapshot.file(pathOf(index))!)!;
      return [lines, written(askedOf(unit, settings), plain)];
    });
    const theirs = SECURITY_UNITS.map((lines, index) => [lines, services[index] ?? ours[index]![1]]);
    expect(ours).toEqual(theirs);
    expect(services).toHaveLength(SECURITY_UNITS.length);
    expect(services.filter((one) => one === null).length).toBeLessThan(10);
  },
);
