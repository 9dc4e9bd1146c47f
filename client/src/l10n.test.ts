import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import english from '../../package.nls.json' with { type: 'json' };
import chinese from '../../package.nls.zh-cn.json' with { type: 'json' };
import glossary from '../../server/l10n/glossary/zh-cn.json' with { type: 'json' };
import bundle from '../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { listed, listedApart, paragraph, statements, translator, english as written } from './l10n.ts';

type Key = keyof typeof english;

const SOURCES = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|-for-tests\.ts$|[/\\]in-memory[/\\]/.test(file))
  .map((file) => [file, readFileSync(join(import.meta.dirname, file), 'utf8')] as const);

it('has a Chinese message for every one in the source, and none that is no longer there', () => {
  const inSource = new Set(messages());
  const file = 'client/l10n/bundle.l10n.zh-cn.json';
  expectKeys(bundle, [...inSource], `Translate these in ${file}.`, file);
});

it('finds every message where it is put into words', () => {
  expect(messages().length).toBeGreaterThan(300);
  // A message that is put together, or comes from elsewhere, has no entry that could be found.
  expect(found(/\bt\((?!\s*['"])[^\n]*/g)).toEqual([]);
});

it('shows no text that is not a message', () => {
  const shown = found(
    /\b(?:show(?:Information|Warning|Error)Message|setStatusBarMessage)\(\s*(?:'[^']*'|"[^"]*"|`[^`]*`)/g,
  );
  const named = found(/\b(?:title|placeHolder|prompt|tooltip|detail|description|label): ['"][A-Z][^\n]*/g);
  const words = /['"`][^'"`]*[a-z]/i;
  expect([...shown, ...named].filter((text) => words.test(text.replace(/\$\{[^}]*\}/g, '')))).toEqual([]);
});

it('keeps the placeholders of each message', () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g))].toSorted();
  const wrong = Object.entries(bundle).filter(
    ([message, translated]) => placeholders(message).join() !== placeholders(translated).join(),
  );
  expect(wrong).toEqual([]);
});

it('keeps the directives, statuses and code of each message', () => {
  const names = /\b[A-Z][A-Za-z0-9]+=|\b\d{3}\/[A-Z_]+|(?<![\w-])--[a-z]+|`[^`]+`/g;
  const kept = (text: string) => [...new Set(text.match(names))].toSorted();
  const texts = [
    ...Object.entries(bundle),
    ...Object.entries(chinese).map(([key, text]) => [english[key as Key], text]),
  ];
  // A code that stands for any is in the reader's language.
  const wrong = texts.filter(([message = '', text = '']) =>
    kept(message).some((name) => !text.includes(name) && !name.endsWith('=CODE`')),
  );
  expect(wrong).toEqual([]);
});

it('uses the words of the glossary', () => {
  const wrong = [...Object.entries(bundle), ...Object.entries(chinese)].flatMap(([key, text]) =>
    glossary.forbidden.flatMap(({ pattern, instead }) => {
      const code = /`[^`]*`|\]\([^)]*\)|\{\d\}/g;
      const found = new RegExp(pattern, 'u').exec(text.replace(code, '、'));
      return found ? [{ key, found: found[0], instead }] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

it('has an English and a Chinese text for every key of the manifest, and no others', () => {
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const used = [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!))];
  for (const [file, texts] of Object.entries({ 'package.nls.json': english, 'package.nls.zh-cn.json': chinese })) {
    expectKeys(texts, used, `Add these to ${file}.`, file);
  }
});

/** The first argument of every call of `t`, a plain string, which has double quotes by the house's format where it holds a single one. */
function messages(): string[] {
  const literals = SOURCES.flatMap(([, text]) =>
    [...text.matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(
      (match) => match[1]?.replaceAll("\\'", "'").replaceAll('"', '\\"') ?? match[2],
    ),
  );
  return [...new Set(literals)].map((literal) => JSON.parse(`"${literal}"`));
}

/** What a pattern matches in the sources, each with its file. */
function found(pattern: RegExp): string[] {
  return SOURCES.flatMap(([file, text]) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match}`));
}

it.each([
  ['无法在 {0} 上启动 {1}。', ['web1', 'a.socket'], '无法在 web1 上启动 a.socket。'],
  ['无法在 {0} 上启动 {1}。', ['本机', '套接字'], '无法在本机上启动套接字。'],
  ['{0} {1}', ['本机', '套接字'], '本机 套接字'],
  ['{0} of {1}', [1, 2], '1 of 2'],
  ['共 {0} 个', ['{1}'], '共 {1} 个'],
  ['{0} 和 {1}', ['x'], 'x 和 {1}'],
])('fills %s with %j', (template, args, expected) => {
  expect(translator(() => template)('', ...args)).toBe(expected);
});

it('puts lists and sentences together as the language does', () => {
  const inChinese = translator((message) => (bundle as Readonly<Record<string, string>>)[message] ?? message);
  expect(listed(['a.socket', 'b.socket', 'c.socket'], written)).toBe('a.socket, b.socket, c.socket');
  expect(listed(['a.socket', '端口 80', 'c.socket'], inChinese)).toBe('a.socket、端口 80、c.socket');
  expect(listed([], inChinese)).toBe('');
  expect(statements(['2 changed', '1 failed', '1 left out'], written)).toBe('2 changed, 1 failed, 1 left out');
  expect(statements(['2 台已更改', '1 台失败', '1 台已跳过'], inChinese)).toBe('2 台已更改，1 台失败，1 台已跳过');
  expect(statements([], inChinese)).toBe('');
  expect(listedApart(['a, b', 'c'], written)).toBe('a, b; c');
  expect(listedApart(['客户端', 'c'], inChinese)).toBe('客户端；c');
  expect(paragraph(['It failed.', undefined, 'Try again.', ''], written)).toBe('It failed. Try again.');
  expect(paragraph(['操作失败。', undefined, '请重试。', ''], inChinese)).toBe('操作失败。请重试。');
  expect(paragraph([undefined], inChinese)).toBe('');
});

it('glues no sentences, lists and labels together in code', () => {
  // A message decides on blanks, commas and colons. What is written to a log is for no language.
  const glued = found(/\bt\([^`\n]*\)\} \$\{|\bt\([^`\n]*\)\}:|^.*\.join\(', '\).*/gm);
  expect(glued.filter((text) => !text.includes('host.say('))).toEqual([]);
});

/** A file of texts has the keys that are used, and no others. */
function expectKeys(texts: object, used: readonly string[], toAdd: string, file: string): void {
  const known = new Set(used);
  expect(
    used.filter((key) => !(key in texts)),
    toAdd,
  ).toEqual([]);
  expect(
    Object.keys(texts).filter((key) => !known.has(key)),
    `Remove these from ${file}.`,
  ).toEqual([]);
}
