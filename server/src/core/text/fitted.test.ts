import { expect, it } from 'vitest';
import { languageFrom } from './language.ts';
import { allOf, anyOf, enumerated, render, say, sentences } from './message.ts';

const chinese = languageFrom({
  comma: '、',
  and: '和',
  or: '或',
  beside: ' ',
  templates: {
    'There is no {0} on {1}.': '{1}上没有{0}。',
    'this machine': '本机',
    'Write {0}: {1}': '请填写{0}：{1}',
    '{0} {1}': '{0} {1}',
    '**{0}**: {1}': '**{0}**：{1}',
  },
});

it.each([
  [say`There is no ${'a.socket'} on ${'web1'}.`, 'web1 上没有 a.socket。'],
  [say`There is no ${say`this machine`} on ${say`this machine`}.`, '本机上没有本机。'],
  [say`Write ${'`x`'}: ${'1'}`, '请填写 `x`：1'],
  [say`${say`this machine`} ${'x'}`, '本机 x'],
  [say`${say`this machine`} ${say`this machine`}`, '本机本机'],
  [say`${'a'} ${'b'}`, 'a b'],
  [say`**${say`this machine`}**: ${'x'}`, '**本机**：x'],
  [say`Write ${enumerated(['a', 'b'])}: ${anyOf(['a', 'b', say`this machine`])}`, '请填写 a、b：a、b 或本机'],
  [allOf([say`this machine`, '1']), '本机和 1'],
  [sentences(say`There is no ${'a'} on ${'b'}.`, say`There is no ${'c'} on ${'d'}.`), 'b 上没有 a。d 上没有 c。'],
  [
    sentences(say`There is no ${'a'} on ${'b'}.`, say`Untranslated.`, say`There is more.`),
    'b 上没有 a。Untranslated. There is more.',
  ],
])('fills in with blanks where Chinese meets other text: %#', (message, text) => {
  expect(render(message, chinese)).toBe(text);
});

it('leaves a placeholder as it is where there is no such argument', () => {
  const odd = languageFrom({ beside: ' ', templates: { 'a {0}': '甲{1}' } });
  expect(render(say`a ${1}`, odd)).toBe('甲 {1}');
});

it.each([
  undefined,
  null,
  1,
  [],
  {},
  { templates: null },
  { templates: { x: 1 } },
  { templates: {}, docs: { a: 1, b: { c: null } } },
])('speaks English for %j', (texts) => {
  expect(render(sentences(say`x`, anyOf(['a', 'b'])), languageFrom(texts))).toBe('x a or b');
});
