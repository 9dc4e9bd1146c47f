import { expect, it } from 'vitest';
import { asArgument } from './argument.ts';

it.each<[string, string | undefined]>([
  ['/home/me/handler.py', '/home/me/handler.py'],
  ['/home/me/my units/100%.py', '"/home/me/my units/100%%.py"'],
  ['/vscode-remote:/ssh-remote+web/home/me/handler.py', '/home/me/handler.py'],
  ['/vscode-vfs:/github/me/units/handler.py', undefined],
  ['/home/me/"units"/handler.py', undefined],
])('writes %s as the argument %s', (path, argument) => {
  expect(asArgument(path)).toBe(argument);
});
