import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import english from '../../package.nls.json' with { type: 'json' };
import chinese from '../../package.nls.zh-cn.json' with { type: 'json' };
import bundle from '../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };

it('has a Chinese message for every one in the source, and none that is no longer there', () => {
  const inSource = messages().toSorted();
  expect(Object.keys(bundle).toSorted()).toEqual(inSource);
});

it('keeps the placeholders of each message', () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g))].toSorted();
  const wrong = Object.entries(bundle).filter(
    ([message, translated]) => placeholders(message).join() !== placeholders(translated).join(),
  );
  expect(wrong).toEqual([]);
});

it('has a Chinese text for every one of the manifest', () => {
  expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(english).toSorted());
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
  expect(used.filter((key) => !(key! in english))).toEqual([]);
  expect(Object.keys(english).filter((key) => !used.includes(key))).toEqual([]);
});

/** The first argument of every call of `t`, which is a plain string in single quotes by the house's format. */
function messages(): string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const found = sources.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    return [...text.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1] ?? '');
  });
  return [...new Set(found)].map((literal) => JSON.parse(`"${literal.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`));
}
