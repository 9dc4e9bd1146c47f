import { expect, it } from 'vitest';
import { textNames } from './locale.ts';

it.each([
  ['zh-cn', ['zh-cn', 'zh']],
  ['zh', ['zh-cn', 'zh']],
  ['zh-Hans', ['zh-cn', 'zh']],
  ['zh_CN.UTF-8', ['zh-cn', 'zh']],
  ['zh_SG', ['zh-sg', 'zh-cn', 'zh']],
  ['zh-tw', ['zh-tw']],
  ['zh-hk', ['zh-hk', 'zh-tw']],
  ['de_AT@euro', ['de-at', 'de-de', 'de']],
  ['en', ['en-us', 'en']],
  ['C', []],
  ['', []],
  ['../../etc/passwd', []],
  [5, []],
  [undefined, []],
])('finds the texts for %j', (locale, names) => {
  expect(textNames(locale)).toEqual(names);
});
