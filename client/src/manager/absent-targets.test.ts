import { expect, test } from 'vitest';
import { absentTargets } from './absent-targets.ts';

test.each<[string, readonly string[]]>([
  // A user manager of 252, word for word.
  [
    'Created symlink /home/me/.config/systemd/user/multi-user.target.wants/e.service → /home/me/.config/systemd/user/e.service.\n' +
      'Unit /home/me/.config/systemd/user/e.service is added as a dependency to a non-existent unit multi-user.target.\n',
    ['multi-user.target'],
  ],
  [
    'Unit /a/e.service is added as a dependency to a non-existent unit a.target.\n' +
      'Unit /a/e.service is added as a dependency to a non-existent unit a.target.\n' +
      'Unit /a/e.service is added as a dependency to a non-existent unit b.service.',
    ['a.target', 'b.service'],
  ],
  ["Created symlink '/a/default.target.wants/e.service' → '/a/e.service'.\n", []],
])('%j names %j', (said, expected) => {
  expect(absentTargets(said)).toEqual(expected);
});
