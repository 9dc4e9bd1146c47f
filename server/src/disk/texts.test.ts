import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { textsFor } from './texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'zh-cn.json'), '{"comma":"、"}');
writeFileSync(join(folder, 'zh-sg.json'), 'cut off {');

const read = (path: string) => readFileSync(path, 'utf8');

it.each(['zh-CN', 'zh', 'zh_CN.UTF-8', 'zh-sg'])('reads the texts for %s', (locale) => {
  expect(textsFor(locale, folder, read)).toEqual({ comma: '、' });
});

it.each(['en', 'zh-TW', 'C', '', '../zh-cn', undefined])('has none for %j', (locale) => {
  expect(textsFor(locale, folder, read)).toBeUndefined();
});
