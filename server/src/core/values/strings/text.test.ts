import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { plainTextGrammar, rebootArgumentGrammar, securityLabelGrammar, textGrammar } from './text.ts';

const unit = parseUnitName('own.service');

test.each([
  ['Unit.Description', 'The %p at 100%', 262, 'set <The own at 100%>'],
  ['Unit.Description', '', 262, 'reset'],
  ['Unit.Description', '%i', 262, 'reset'],
  ['Unit.Description', '%z', 262, 'dropped bad-specifier/ignore'],
  ['Unit.Description', '%c', 262, 'set </unit.service> obsolete-value/advice'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(textGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Socket.TCPCongestion', '%z', 262, 'set <%z>'],
  ['Socket.TCPCongestion', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(plainTextGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Unit.RebootArgument', 'a b', 262, 'set <a b>'],
  ['Unit.RebootArgument', 'é', 262, 'dropped bad-name/ignore'],
  ['Unit.RebootArgument', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(rebootArgumentGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Service.AppArmorProfile', '-a', 262, 'set <-a>'],
  ['Service.SELinuxContext', '%z', 262, 'dropped bad-specifier/refuse'],
  ['Service.SELinuxContext', '-%z', 262, 'dropped bad-specifier/ignore'],
  ['Service.SmackProcessLabel', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(securityLabelGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});
