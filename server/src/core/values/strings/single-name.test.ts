import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import {
  boundInterfaceGrammar,
  busNameGrammar,
  fileDescriptorNameGrammar,
  logNamespaceGrammar,
} from './single-name.ts';

test.each([
  ['Socket.FileDescriptorName', 'a b', 262, 'set <a b>'],
  ['Socket.FileDescriptorName', 'a:b', 262, 'dropped bad-name/ignore'],
  ['Socket.FileDescriptorName', 'é', 262, 'dropped bad-name/ignore'],
  ['Socket.FileDescriptorName', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(fileDescriptorNameGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.BusName', 'org.a-b.C', 262, 'set <org.a-b.C>'],
  ['Service.BusName', 'org', 262, 'dropped bad-name/ignore'],
  ['Service.BusName', 'org.1a', 262, 'dropped bad-name/ignore'],
  ['Service.BusName', '', 262, 'dropped empty-value/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(busNameGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.LogNamespace', 'a.b-c', 262, 'set <a.b-c>'],
  ['Service.LogNamespace', 'a/b', 262, 'dropped bad-name/ignore'],
  ['Service.LogNamespace', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(logNamespaceGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Socket.BindToDevice', 'eth0', 262, 'set <eth0>'],
  ['Socket.BindToDevice', '*', 262, 'reset'],
  ['Socket.BindToDevice', '1', 262, 'dropped bad-name/ignore'],
  ['Socket.BindToDevice', 'abcdefghijklmnop', 262, 'dropped bad-name/ignore'],
  ['Socket.BindToDevice', 'a%%b', 262, 'dropped bad-name/ignore'],
  ['Socket.BindToDevice', '%z', 262, 'dropped bad-specifier/ignore'],
  ['Socket.BindToDevice', '%z', 257, 'dropped bad-name/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(boundInterfaceGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a quoted bus name loses its quotes', () => {
  expect(firstFixed(busNameGrammar, '"org.a.B"', contextOf('Service.BusName'))).toBe('org.a.B');
});
