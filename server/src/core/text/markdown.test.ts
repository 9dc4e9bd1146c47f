import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown, inlineCode, plainText } from './markdown.ts';

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

test.each([
  ['**Accept=** in `[Socket]`', 'Accept= in [Socket]'],
  ['a\n\n- **Values:** `yes`, `no`', 'a\n\n- Values: yes, no'],
  ['[systemd.socket(5)](https://host/a#b=)', 'systemd.socket(5) (https://host/a#b=)'],
  ['[\\[a\\] `b`](https://host)', '[a] b (https://host)'],
  ['_not **so** bad_, a_b_c, _', 'not so bad, a_b_c, _'],
  ['a\n```systemd-unit\n[Service]\nA=**b** \\*\n```\nb', 'a\n[Service]\nA=**b** \\*\nb'],
  ['```\n```', ''],
  ['`` a`b `` ``` c', 'a`b ``` c'],
  ['` ` and `` ` ``', '  and `'],
  ['`**` and `\\_`', '** and \\_'],
  ['\\*\\*a\\*\\* \\`b\\` C:\\d', '**a** `b` C:\\d'],
])('the plain text of %j is %j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});

test('what is escaped, or code, is itself as plain text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '`', '*', '_', '[', ']', '(', ')', '\\', '<', '#', '-') });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(plainText(escapeMarkdown(one))).toBe(one);
      // A space at both ends of code only separates backticks from the fence.
      expect(plainText(inlineCode(one)).trim()).toBe(one.trim());
      const both = plainText(`${inlineCode(one)}, ${inlineCode(other)}`);
      expect(both).toBe(`${plainText(inlineCode(one))}, ${plainText(inlineCode(other))}`);
    }),
  );
});
