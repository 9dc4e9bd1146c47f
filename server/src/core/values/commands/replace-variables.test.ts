import { expect, it } from 'vitest';
import { replaceVariables } from './replace-variables.ts';

const ENVIRONMENT = new Map([
  ['A', '1 2'],
  ['Q', '"x y" z'],
  ['OPEN', "it's"],
  ['EMPTY', ''],
  ['BACKSLASH', 'a\\b \\x'],
]);

// What a program sees of its arguments when systemd 252, 257 and 262 start it.
it.each<[string[], string[]]>([
  [['$A'], ['1', '2']],
  [['$Q'], ['x y', 'z']],
  [['$OPEN'], ['its']],
  [['$EMPTY', '$NONE', 'end'], ['end']],
  [
    ['${A}', '-${A}-${NONE}-', '${EMPTY}'],
    ['1 2', '-1 2--', ''],
  ],
  [
    ['$$A', 'a$$b', '$$$A'],
    ['$A', 'a$b', '$$A'],
  ],
  [
    ['x$A', 'a$', '${A', '${A:-1}', '${A}$A'],
    ['x$A', 'a$', '${A', '${A:-1}', '1 2$A'],
  ],
  [['$', '$1', '$-', '$A$A', '${1X}'], ['']],
  [['$BACKSLASH'], ['ab', 'x']],
])('%j becomes %j', (argv, expected) => expect(replaceVariables(argv, ENVIRONMENT)).toEqual(expected));
