import { expect, it } from 'vitest';
import { lastWords } from './last-words.ts';

const texts = () => ({
  beside: ' ',
  templates: {
    'The output could not be written ({0}).': '无法写入输出（{0}）。',
    'Stopped by an internal error ({0}). Please report it.': '因内部错误（{0}）而停止。请报告此问题。',
  },
});
const broken = () => {
  throw new Error('no texts');
};

it.each([
  [{ kind: 'output', code: 'ENOSPC' }, [], undefined, 'The output could not be written (ENOSPC).\n'],
  [{ kind: 'output', code: 'ENOSPC' }, [], 'zh_CN.UTF-8', '无法写入输出（ENOSPC）。\n'],
  [{ kind: 'output', code: 'ENOSPC' }, ['check', '--lang', 'zh-cn', '.'], undefined, '无法写入输出（ENOSPC）。\n'],
  [{ kind: 'output', code: 'ENOSPC' }, ['check', '--nope', '--lang=zh-cn'], undefined, '无法写入输出（ENOSPC）。\n'],
  [{ kind: 'fault', error: new TypeError('x') }, [], 'zh_CN', '因内部错误（TypeError: x）而停止。请报告此问题。\n'],
  [{ kind: 'fault', error: 'a\nb' }, [], undefined, 'Stopped by an internal error (a\\nb). Please report it.\n'],
] as const)('says of %j behind %j, in a locale %s: %s', (stop, words, locale, said) => {
  expect(lastWords(stop, words, { locale, texts })).toBe(said);
});

it('falls back to English where the language is what fails', () => {
  const said = lastWords({ kind: 'output', code: 'EIO' }, [], { locale: 'zh_CN', texts: broken });
  expect(said).toBe('The output could not be written (EIO).\n');
});
