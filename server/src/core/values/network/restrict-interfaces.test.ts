import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { bindInterfaceGrammar, restrictInterfacesGrammar } from './restrict-interfaces.ts';

test.each<[number, string, string]>([
  [252, 'lo eth0', 'add <lo> <eth0>'],
  [262, '~eth0', 'add <~eth0>'],
  [254, 'a'.repeat(16), 'dropped bad-name/ignore'],
  [257, 'a'.repeat(16), `add <${'a'.repeat(16)}>`],
  [262, 'eth/0 123 all lo', 'add <lo> bad-name/ignore bad-name/ignore bad-name/ignore'],
  [262, "lo 'eth0", 'add <lo> bad-quoting/ignore'],
  [262, '', 'reset'],
])('on %d RestrictNetworkInterfaces=%s is %s', (version, value, expected) => {
  expect(verdict(restrictInterfacesGrammar, value, contextOf('Service.RestrictNetworkInterfaces', version))).toBe(
    expected,
  );
});

test.each([
  ['eth0', 'set <eth0>'],
  ['eth0 eth1', 'dropped bad-name/ignore'],
  ['%Z', 'dropped bad-specifier/ignore'],
  ['', 'reset'],
])('BindNetworkInterface=%s is %s', (value, expected) => {
  expect(verdict(bindInterfaceGrammar, value, contextOf('Service.BindNetworkInterface'))).toBe(expected);
});
