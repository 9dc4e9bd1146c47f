import { expect, it } from 'vitest';
import { readCases } from '../test/conformance/cases.ts';
import { linesOf, tallyOf } from './agreement.ts';

it('lines are read by file', () => {
  const output =
    'a.service:3:InvalidSetting\na.service:1:Security.NoUser\n/w/a.service:4:InvalidValue\nb.socket:1:X\nb.socket:1:UnitSectionMissing\nDone.\n';
  expect(linesOf(output)).toEqual(
    new Map([
      ['a.service', [3, 4]],
      ['b.socket', [1]],
    ]),
  );
  expect(linesOf('Done.\n')).toBeUndefined();
});

it('a program that says what systemd says agrees, and one that says nothing finds nothing', () => {
  const cases = readCases().filter((_, index) => index % 50 === 0);
  const said = new Map(cases.map(({ name, verdicts }) => [name, verdicts[262].lines.map(({ line }) => line)]));
  const agreed = tallyOf(cases, said);
  expect(agreed).toMatchObject({ misses: 0, falseAlarms: 0 });
  expect(agreed.hits).toBeGreaterThan(10);
  expect(tallyOf(cases, new Map())).toMatchObject({ hits: 0, falseAlarms: 0 });
});
