import { expect, test } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { ownSection, UNIT_TYPES } from '../catalogue/unit-type.ts';
import { rankOf } from './ranking.ts';

test('every section with directives has common ones, each of which exists and stands in the list once', () => {
  for (const section of ['Unit', 'Install', ...UNIT_TYPES.map(ownSection)]) {
    const keys = keysOf(section, NEWEST_VERSION);
    if (keys.length === 0) continue;
    const common = keys.map((key) => rankOf(section, key)).filter((rank) => rank < 99);
    expect(
      common.sort((a, b) => a - b),
      section,
    ).toEqual(common.map((_, index) => index));
    expect(common.length, section).toBeGreaterThan(0);
  }
});

test('what a socket and its service are made of comes first', () => {
  expect(rankOf('Socket', 'ListenStream')).toBe(0);
  expect(rankOf('Service', 'ExecStart')).toBe(0);
});
