import { expect, it } from 'vitest';
import { ENGLISH, english } from '../core/text/message.ts';
import { readArguments } from './arguments.ts';
import { help } from './help.ts';
import { COMMANDS, type CommandName } from './options.ts';

/** The kind of a request, the command that it or the complaint is about, and the complaint. */
function read(...words: string[]): readonly [kind: string, command: string | undefined, message?: string] {
  const request = readArguments(words);
  if (request.kind === 'wrong') return [request.kind, request.command, english(request.message)];
  return [request.kind, request.kind === 'help' ? request.command : undefined];
}

it.each([
  [['check', '--formt', 'json', '.'], 'check', 'There is no option --formt. Did you mean --format?'],
  [['--formt=json', 'check', '.'], 'check', 'There is no option --formt. Did you mean --format?'],
  [['explain', '--formt'], 'explain', 'There is no option --formt.'],
  [['explain', '--hepl'], 'explain', 'There is no option --hepl. Did you mean --help?'],
  [['--vresion'], undefined, 'There is no option --vresion. Did you mean --version?'],
  [['check', '-x.service'], 'check', 'There is no option -x.'],
  [['ports', '--format'], 'ports', '--format needs a value.'],
  [['check', '--fix=yes'], 'check', '--fix takes no value.'],
  [['help', 'chek'], undefined, 'There is no command "chek". Did you mean "check"?'],
  [['help', 'check', 'x'], undefined, 'There is no command "check x". Did you mean "check"?'],
])('%j is told as a mistake in the use of %s: %s', (words, command, message) => {
  expect(read(...words)).toEqual(['wrong', command, message]);
});

it('gives help as a command as well', () => {
  expect(read('help')).toEqual(read('--help'));
  for (const name of Object.keys(COMMANDS)) {
    expect(read('help', name)).toEqual(['help', name]);
    expect(read(name, '--help')).toEqual(['help', name]);
  }
});

it('says of each command only what its own exit status means', () => {
  const status = (name: string) =>
    help(name as CommandName, ENGLISH)
      .split('Exit status: ')[1]!
      .replaceAll('\n', ' ');
  for (const [name, { options }] of Object.entries(COMMANDS)) {
    expect([name, status(name).includes('--diff')]).toEqual([name, (options as readonly string[]).includes('diff')]);
    expect([name, status(name).includes('--check')]).toEqual([name, (options as readonly string[]).includes('check')]);
    expect([name, status(name).includes('1 systemd would refuse')]).toEqual([name, name === 'check']);
    expect(status(name)).toContain('2 wrong use or something that cannot be read.');
  }
});
