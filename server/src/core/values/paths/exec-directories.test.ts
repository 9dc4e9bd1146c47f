import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { execDirectoriesGrammar } from './exec-directories.ts';

test.each<[string, number, string, string]>([
  ['Service.RuntimeDirectory', 252, 'foo a/b', 'add <foo> <a/b>'],
  ['Service.StateDirectory', 254, 'foo:bar:rw', 'add <foo:bar>'],
  ['Service.StateDirectory', 257, 'foo:bar:rw', 'dropped bad-list-item/ignore'],
  ['Service.StateDirectory', 257, 'foo::ro', 'add <foo::ro>'],
  ['Service.StateDirectory', 252, ':bar', 'add <bar>'],
  ['Service.StateDirectory', 257, ':bar', 'dropped bad-path/ignore'],
  ['Service.ConfigurationDirectory', 252, 'foo::ro', 'dropped bad-path/ignore'],
  ['Service.ConfigurationDirectory', 257, 'foo::ro', 'add <foo::ro>'],
  ['Service.ConfigurationDirectory', 262, 'foo:bar', 'dropped bad-path/ignore'],
  ['Service.CacheDirectory', 262, '/foo x', 'add <x> bad-path/ignore'],
  ['Service.CacheDirectory', 262, 'private/x', 'dropped bad-path/ignore'],
  ['Service.CacheDirectory', 262, 'a\\:b', 'add <a:b>'],
  ['Service.CacheDirectory', 262, 'a b\\q c', 'add <a> bad-quoting/ignore'],
  ['Service.LogsDirectory', 262, '%Z', 'dropped bad-specifier/ignore'],
  ['Service.LogsDirectory', 262, '"foo', 'dropped bad-quoting/ignore'],
  ['Service.LogsDirectory', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(execDirectoriesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.ConfigurationDirectory', 'foo:bar', 'foo']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(execDirectoriesGrammar, value, contextOf(name))).toBe(expected);
  },
);

test.each<[string, string]>([['Service.StateDirectory', 'foo:bar:']])(
  'nothing is offered for %s=%s that would be refused',
  (name, value) => {
    expect(badOffers(execDirectoriesGrammar, value, value.length, contextOf(name))).toEqual([]);
  },
);

test.each<[number, 'system' | 'user', string]>([
  [262, 'system', '/var/lib/foo'],
  [262, 'user', '~/.local/state/foo'],
  [252, 'user', '~/.config/foo'],
])('on %d the %s manager keeps state in %s', (version, manager, path) => {
  const at = contextOf('Service.StateDirectory', version, { manager });
  const [token] = execDirectoriesGrammar.parse('foo', at).tokens;
  expect(english(execDirectoriesGrammar.describe!(token!, 'foo', at, NO_WORLD)!)).toContain(`\`${path}\``);
});

const NO_WORLD = { units: () => [], directory: () => [], users: () => [], groups: () => [], fact: () => undefined };
