import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { unitDependencyGrammar } from './unit-dependency.ts';

const unit = parseUnitName('own@x.service');

test.each([
  ['Unit.After', 'a.service  b.socket', 262, 'add <a.service> <b.socket>'],
  ['Unit.After', '', 262, 'dropped'],
  ['Unit.After', 'foo@.service', 262, 'add <foo@x.service>'],
  ['Unit.After', 'foo@%i.service %p.socket', 262, 'add <foo@x.service> <own.socket>'],
  ['Unit.After', 'a\\x2db.mount', 262, 'add <a\\x2db.mount>'],
  ['Unit.After', 'foo good.target', 262, 'add <good.target> bad-unit-name/ignore'],
  ['Unit.After', '"a.service"', 262, 'dropped bad-unit-name/ignore'],
  ['Unit.After', 'a.service,b.service', 262, 'dropped bad-unit-name/ignore'],
  ['Unit.After', 'foo@bar.mount', 262, 'dropped bad-unit-name/ignore'],
  ['Unit.After', '%t.service %z.service', 262, 'dropped bad-specifier/ignore bad-specifier/ignore'],
  ['Unit.RequiresOverridable', 'a.service', 262, 'add <a.service> obsolete-directive/note'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(unitDependencyGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['network', 'network.target'],
  ['foo', 'foo.service'],
  ['foo.sevice', 'foo.service'],
  ['"a.service"', 'a.service'],
  ['a.service,b.service', 'a.service b.service'],
  ['/dev/sda1', 'dev-sda1.device'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(unitDependencyGrammar, value, contextOf('Unit.After'))).toBe(fixed);
});

test('a dependency of a template keeps its instance open', () => {
  const at = contextOf('Unit.After', 262, { unit: parseUnitName('own@.service') });
  expect(unitDependencyGrammar.parse('foo@%i.service bar@.socket', at).items).toEqual(['foo@.service', 'bar@.socket']);
});

test('the obsolete directives can be renamed', () => {
  const { problems } = unitDependencyGrammar.parse('a.service', contextOf('Unit.RequisiteOverridable'));
  expect(problems[0]?.fixes?.[0]).toMatchObject({ newKey: 'Requisite', safety: 'safe' });
});

test('units of the workspace and well-known ones are offered, but not those in the list', () => {
  const world = {
    units: () => [{ name: 'web.service', description: 'Web', file: undefined }],
    directory: () => [],
    users: () => [],
    groups: () => [],
    fact: () => undefined,
  };
  const labels = unitDependencyGrammar.complete!(
    'network.target ',
    15,
    contextOf('Unit.After', 262, { unit }),
    world,
  ).map((offer) => offer.label);
  expect(labels).toContain('web.service');
  expect(labels).toContain('network-online.target');
  expect(labels).not.toContain('network.target');
});
