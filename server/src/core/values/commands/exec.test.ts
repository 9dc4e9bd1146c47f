import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { execGrammar } from './exec.ts';

const unit = parseUnitName('own.service');

test.each([
  ['Service.ExecStart', '/bin/a "b c" d', 262, 'add </bin/a "b c" d>'],
  ['Service.ExecStart', '', 262, 'reset'],
  ['Service.ExecStart', '-/bin/a ; @/bin/b c ;', 262, 'add <-/bin/a> <@/bin/b c>'],
  ['Service.ExecStart', ';', 262, 'dropped'],
  ['Service.ExecStart', '/bin/a \\; b', 262, 'add </bin/a \\; b>'],
  ['Service.ExecStart', '"/bin/a"', 262, 'add <"/bin/a">'],
  ['Service.ExecStart', '/bin/a\\x20b', 262, 'add </bin/a\\x20b>'],
  ['Service.ExecStart', 'a', 262, 'add <a>'],
  ['Service.ExecStart', 'bin/a', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '/bin/', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '/bin/.', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '/bin/.', 252, 'add </bin/.>'],
  ['Service.ExecStart', '-bin/a', 262, 'dropped bad-command/ignore'],
  ['Service.ExecStart', '/bin/a ; bin/b', 262, 'add </bin/a> bad-command/refuse'],
  ['Service.ExecStart', '-', 262, 'dropped bad-command/ignore'],
  ['Service.ExecStart', '@/bin/a', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '@/bin/a b', 262, 'add <@/bin/a b>'],
  ['Service.ExecStart', '/bin/%p', 262, 'add </bin/%p>'],
  ['Service.ExecStart', '/bin/%z', 262, 'dropped bad-specifier/refuse'],
  ['Service.ExecStart', '/bin/a %z', 262, 'dropped bad-specifier/refuse'],
  ['Service.ExecStart', '-/bin/a %z', 262, 'dropped bad-specifier/ignore'],
  ['Service.ExecStart', '/bin/a b\\qc', 262, 'add </bin/a b\\qc> bad-quoting/ignore'],
  ['Service.ExecStart', '/bin/a "b', 262, 'dropped bad-quoting/refuse'],
  ['Service.ExecStart', '"/bin/a', 262, 'dropped bad-quoting/ignore'],
  ['Service.ExecStart', '-/bin/a "b', 262, 'dropped bad-quoting/ignore'],
  ['Service.ExecStart', '/bin/a*', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '/bin/a*', 257, 'add </bin/a*>'],
  ['Service.ExecStart', "/bin/a\\'b", 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '!!/bin/a', 262, 'add <!!/bin/a> obsolete-value/note'],
  ['Service.ExecStart', '!!/bin/a', 257, 'add <!!/bin/a>'],
  ['Service.ExecStart', '+!/bin/a', 262, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '|a b', 262, 'add <|a b>'],
  ['Service.ExecStart', '|/bin/a', 257, 'dropped bad-command/refuse'],
  ['Service.ExecStart', '|', 262, 'add <|>'],
  ['Service.ExecStart', '/bin/a > b', 262, 'add </bin/a > b>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(execGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['bin/a', '/bin/a'],
  ['-~/a', '-%h/a'],
  ['/bin/a 100%x', '/bin/a 100%%x'],
  ['!!/bin/a', '/bin/a'],
  ['/bin/a "b', '/bin/a "b"'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(execGrammar, value, contextOf('Service.ExecStart'))).toBe(fixed);
});

test.each([
  ['-/bin/a', 0, '- is a prefix'],
  [`/bin/a $FOO \${BAR} $$ b`, 7, '$FOO is a variable'],
  [`/bin/a $FOO \${BAR} $$ b`, 12, `\${BAR} is a variable`],
  [':/bin/a $FOO', 8, '$FOO is an argument'],
  ['/bin/a ; /bin/b', 7, '; is an operator'],
  ['/bin/a ; /bin/b', 9, '/bin/b is a command'],
])('in %s at %i stands %s', (value, from, expected) => {
  const { tokens } = execGrammar.parse(value, contextOf('Service.ExecStart'));
  const token = tokens.findLast((one) => one.from === from)!;
  const article = /^[ao]/.test(token.kind) ? 'an' : 'a';
  expect(`${value.slice(token.from, token.to)} is ${article} ${token.kind}`).toBe(expected);
});

test('executables and the prefixes that are left are offered', () => {
  const world = {
    units: () => [],
    directory: (path: string) => (path === '/usr/bin/' ? ['env', 'python3', '['] : []),
    users: () => [],
    groups: () => [],
    fact: () => undefined,
  };
  const labels = (value: string): string[] =>
    execGrammar.complete!(value, value.length, contextOf('Service.ExecStart'), world).map((offer) => offer.label);
  expect(labels('-')).toEqual(expect.arrayContaining(['env', 'python3', '@', '|']));
  expect(labels('-')).not.toContain('-');
  expect(labels('+')).not.toContain('!');
  expect(labels('/usr/bin/')).toContain('env');
  expect(labels('/usr/bin/')).not.toContain('[');
  expect(labels('/bin/a $')).toContain('$MAINPID');
});

test.each([
  ['', 0, 1],
  ['-@', 2, 0],
  ['-/bin/a', 7, 1],
  ['/bin/a b', 8, 2],
  ['/bin/a b ; /c', 13, 1],
])('in %j at %i the active part is number %i', (value, offset, active) => {
  expect(execGrammar.parts!(value, offset, contextOf('Service.ExecStart'))?.active).toBe(active);
});
