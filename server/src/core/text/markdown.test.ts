import { expect, test } from 'vitest';
import { escapeMarkdown, inlineCode } from './markdown.ts';

test.each([
  ['plain text, 1.2 - and +3', 'plain text, 1.2 - and +3'],
  ['[a](command:b)', '\\[a\\](command:b)'],
  ['<img src=x>&lt;', '\\<img src=x\\>\\&lt;'],
  ['__a__ *b* ~~c~~ `d`', '\\_\\_a\\_\\_ \\*b\\* \\~\\~c\\~\\~ \\`d\\`'],
  ['# a\n- b', '\\# a - b'],
  ['1. a', '1\\. a'],
])('%j becomes %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test.each([
  ['a', '`a`'],
  ['a`b', '`` a`b ``'],
  ['``a`', '``` ``a` ```'],
  ['a\nb', '`a b`'],
])('%j as code is %j', (text, code) => {
  expect(inlineCode(text)).toBe(code);
});
