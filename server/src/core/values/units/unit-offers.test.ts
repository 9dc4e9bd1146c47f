import { expect, test } from 'vitest';
import { contextOf } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import type { World } from '../grammar.ts';
import { parseUnitName } from '../unit-name.ts';
import { describeUnit, unitOffers } from './unit-offers.ts';

const world: World = {
  units: () => [
    { name: 'web.service', description: 'The web', file: '/u/web.service' },
    { name: 'web@.service', description: 'One web', file: '/u/web@.service' },
    { name: 'web.socket', description: undefined, file: '/u/web.socket' },
  ],
  directory: () => [],
  users: () => [],
  groups: () => [],
  fact: () => undefined,
};
const at = contextOf('Socket.Service', 262, { unit: parseUnitName('web.socket')! });

test('offers are of the type that the directive wants', () => {
  const labels = unitOffers(0, 0, at, world, { types: ['service', 'socket'] }).map((offer) => offer.label);
  expect(labels).toContain('web.service');
  expect(labels).not.toContain('web.socket');
  expect(labels).not.toContain('network.target');
});

test('those of the workspace come first, those of the machine that nobody knows by name last', () => {
  const installed = (name: string) => ({ name, description: undefined, file: `/lib/${name}`, installed: true });
  const units = () => [installed('apt-daily.timer'), installed('basic.target'), ...world.units()];
  const offers = unitOffers(0, 0, at, { ...world, units }, {});
  const rank = (name: string) => offers.find(({ label }) => label === name)?.rank;
  expect([rank('web.service'), rank('basic.target'), rank('apt-daily.timer')]).toEqual([0, 1, 2]);
});

test('of a template instances are offered, in another template that of the same instance', () => {
  const offered = (unit: string): string[] =>
    unitOffers(0, 0, { ...at, unit: parseUnitName(unit) }, world, { types: ['service'] })
      .filter((offer) => offer.label.startsWith('web@'))
      .map((offer) => offer.insert);
  expect(offered('a.socket')).toEqual([`web@\${1:instance}.service`]);
  expect(offered('a@.socket')).toEqual([`web@\${1:instance}.service`, 'web@%i.service']);
});

test.each([
  ['web.service', '**web.service**: The web\n\n`/u/web.service`'],
  ['web@1.service', '**web@1.service**: One web\n\nInstance `1` of `web@.service`.\n\n`/u/web@.service`'],
  ['sockets.target', '**sockets.target**: All sockets that listen from the start on.'],
  ['other.service', '**other.service**\n\nNot in this workspace.'],
])('%s is described', (name, expected) => {
  expect(english(describeUnit({ kind: 'unit', from: 0, to: name.length }, name, at, world)!)).toBe(expected);
});
