import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ENGLISH, english } from '../core/text/message.ts';
import { completions } from './completions.ts';
import { help } from './help.ts';
import { ALWAYS, COMMANDS, type CommandName, OPTIONS, type OptionName, SHELLS } from './options.ts';

const NAMES = Object.keys(COMMANDS) as CommandName[];
const optionsOf = (name: CommandName): readonly OptionName[] => COMMANDS[name].options;

it('every option belongs to a command, and is explained in a phrase', () => {
  const used = new Set<string>([...ALWAYS, ...NAMES.flatMap(optionsOf)]);
  expect(Object.keys(OPTIONS).filter((name) => !used.has(name))).toEqual([]);
  for (const { about } of Object.values(OPTIONS)) expect(english(about)).not.toMatch(/^[A-Z]|\.$/);
});

describe.each(NAMES)('%s', (name) => {
  it('has a help that fits a terminal and names its options', () => {
    const text = help(name, ENGLISH);
    expect(text).toMatch(new RegExp(`^Usage: systemd-units ${name} `));
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    for (const option of optionsOf(name)) expect(text).toContain(`--${option}`);
    expect(help(undefined, ENGLISH)).toContain(`\n  ${name} ${COMMANDS[name].operands}`);
  });

  it.each(SHELLS)('is completed by %s with its options', (shell) => {
    const script = completions(shell, ENGLISH);
    expect(script).toContain(name);
    const dashes = shell === 'fish' ? ' -l ' : '--';
    for (const option of optionsOf(name)) expect(script).toContain(`${dashes}${option}`);
  });
});

it.each([
  [['systemd-units', 'ch'], ['check']],
  [['systemd-units', 'check', '--fo'], ['--format']],
  [['systemd-units', 'check', '--format', 'sa'], ['sarif']],
  [
    ['systemd-units', 'graph', '--format', ''],
    ['text', 'dot', 'mermaid'],
  ],
  [['systemd-units', 'explain', 'accept-without-t'], ['accept-without-template']],
  [
    ['systemd-units', 'completions', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['systemd-units', 'format', 'web'], []],
  // Readline makes "=" a word of its own.
  [['systemd-units', 'check', '--format', '=', 'sa'], ['sarif']],
  [
    ['systemd-units', 'graph', '--format', '='],
    ['text', 'dot', 'mermaid'],
  ],
  [
    ['systemd-units', 'check', '--select', 'unkn'],
    ['unknown-directive', 'unknown-section'],
  ],
  [['systemd-units', 'check', '--select', 'bad-uri,unknown-d'], ['bad-uri,unknown-directive']],
  [['systemd-units', 'check', '--ignore', '=', 'bad-uri,bad-user,unknown-d'], ['bad-uri,bad-user,unknown-directive']],
])('bash completes %j', (words, expected) => {
  const script = `${completions('bash', ENGLISH)}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _systemd_units; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script, 'bash', ...words], { encoding: 'utf8' });
  expect([stderr, stdout.trim()]).toEqual(['', expected.join('\n')]);
});

it.skipIf(spawnSync('fish', ['--version']).status !== 0).each([
  ['ch', ['check']],
  ['check --fo', ['--format']],
  ['check --format sa', ['sarif']],
  ['check --format=sa', ['--format=sarif']],
  ['graph --format ', ['dot', 'mermaid', 'text']],
  ['explain accept-without-t', ['accept-without-template']],
  ['check --select unkn', ['unknown-directive', 'unknown-section']],
  ['check --select bad-uri,unknown-d', ['bad-uri,unknown-directive']],
  ['check --ignore=bad-uri,bad-user,unknown-d', ['--ignore=bad-uri,bad-user,unknown-directive']],
  ['completions ', ['bash', 'fish', 'zsh']],
])('fish completes %j', (line, expected) => {
  const script = `${completions('fish', ENGLISH)}\ncomplete -C'systemd-units ${line}'`;
  const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8' });
  const found = stdout.trim().split('\n');
  expect([stderr, found.map((one) => one.replace(/\t.*/, '')).toSorted()]).toEqual(['', expected]);
});
