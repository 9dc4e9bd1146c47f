import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { deviceLimitGrammar } from './device-limit.ts';

test.each<[string, string, string]>([
  ['Service.IOReadBandwidthMax', '/dev/sda 10M', 'add </dev/sda 10M>'],
  ['Service.IOReadBandwidthMax', '"/dev//my disk" infinity', 'add </dev/my disk infinity>'],
  ['Service.IOReadBandwidthMax', '', 'reset'],
  ['Service.IOReadBandwidthMax', '/dev/sda', 'dropped bad-device/ignore'],
  ['Service.IOReadBandwidthMax', '/dev/sda 0', 'dropped value-out-of-range/ignore'],
  ['Service.IOReadBandwidthMax', '/dev/../sda 1M', 'dropped bad-path/ignore'],
  ['Service.IOReadBandwidthMax', '/dev/%Z 1M', 'dropped bad-specifier/ignore'],
  ['Service.IOReadBandwidthMax', '"/dev/sda 1M', 'dropped bad-quoting/ignore'],
  ['Service.IODeviceWeight', '/dev/sda 200', 'add </dev/sda 200>'],
  ['Service.IODeviceWeight', '/dev/sda 10001', 'dropped value-out-of-range/ignore'],
  ['Service.IODeviceLatencyTargetSec', '/dev/sda 25ms', 'add </dev/sda 25ms>'],
  ['Service.IODeviceLatencyTargetSec', '/dev/sda 25 mins', 'dropped bad-time-span/ignore'],
])('%s=%s is %s', (name, value, expected) => {
  expect(verdict(deviceLimitGrammar, value, contextOf(name))).toBe(expected);
});

test('old rates are noted, and may not be endless', () => {
  const at = contextOf('Service.BlockIOReadBandwidth', 257);
  expect(verdict(deviceLimitGrammar, '/dev/sda 1M', at)).toBe('add </dev/sda 1M> obsolete-directive/note');
  expect(verdict(deviceLimitGrammar, '/dev/sda infinity', at)).toBe('dropped bad-size/ignore obsolete-directive/note');
});

test('a fix is made where the limit stands', () => {
  expect(firstFixed(deviceLimitGrammar, '/dev/sda 10MB', contextOf('Service.IOReadBandwidthMax'))).toBe('/dev/sda 10M');
});

test('devices and limits are offered each in its place', () => {
  const world = {
    units: () => [],
    directory: (path: string) => (path === '/dev/' ? ['sda'] : []),
    users: () => [],
    groups: () => [],
    fact: () => undefined,
  };
  const labels = (value: string) =>
    deviceLimitGrammar.complete!(value, value.length, contextOf('Service.IOReadBandwidthMax'), world).map(
      ({ label }) => label,
    );
  expect([labels('/dev/'), labels('/dev/sda '), labels('/dev/sda 5')]).toEqual([
    ['/dev/sda'],
    ['infinity', '10M'],
    ['5K', '5M', '5G', '5T'],
  ]);
  expect(deviceLimitGrammar.parts!('/dev/sda 5', 10, contextOf('Service.IOReadBandwidthMax'))).toMatchObject({
    active: 1,
  });
});
