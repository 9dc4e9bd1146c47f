import { expect, test } from 'vitest';
import { choiceStop, escapeSnippet, plainSnippet } from './snippet.ts';

test.each([
  ['a$0b', 'ab'],
  [`\${1:name}=\${2:value}`, 'name=value'],
  [`\${1|yes,no|}$0`, 'yes'],
  [`/dev/\\$x \${1:10M}`, '/dev/$x 10M'],
  ['plain', 'plain'],
])('%s comes to %s', (snippet, plain) => {
  expect(plainSnippet(snippet)).toBe(plain);
});

test.each(['a\\x2db', '$HOME', '{}', 'a,b|c'])('%s stands for itself once escaped', (text) => {
  expect(plainSnippet(`\${1:${escapeSnippet(text)}}`)).toBe(text);
  expect(plainSnippet(choiceStop([text, 'other']))).toBe(text);
});
