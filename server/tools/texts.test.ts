import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { languageFrom } from '../src/core/text/language.ts';
import { hashOf, isCurrent, languages, partsOf, textsOf, translatedEntries, untranslated } from './texts.ts';

const root = mkdtempSync(join(tmpdir(), 'texts-'));
const DOCS = 'server/src/core/catalogue/docs';
const LABELS = {
  values: '取值：',
  byDefault: '默认值：',
  managers: '管理器：',
  combines: '配合：',
  mistake: '常见错误：',
  instead: '改用：',
};
const ACCEPT = 'Who accepts.\n\n- **Values:** `yes`\n- **Default:** `no`\n';
const PAGE = '# some-code\n\n## Bad\n\nWords.\n';
const EXAMPLE = '\n```systemd a.socket\n[Socket]\nAccept=yes\n```\n';

beforeAll(() => {
  const files = {
    'server/l10n/xx.json': JSON.stringify({
      comma: '、',
      and: '和',
      or: '或',
      labels: LABELS,
      templates: { 'a {0}': '甲 {0}' },
    }),
    'server/l10n/glossary/xx.json': '{}',
    [`${DOCS}/socket.md`]: `# [Socket]\n\n## Accept\n\n${ACCEPT}${EXAMPLE}\n## Backlog\n\nAs it is now.\n\n## New\n\nNew.\n`,
    [`${DOCS}/socket.xx.md`]: `## Accept\n\n<!-- source: ${hashOf(ACCEPT)} -->\n\n谁接受。\n\n- **取值：** \`yes\`\n\n## Backlog\n\n<!-- source: ${hashOf('As it was.')} -->\n\n旧。\n\n## Gone\n\n没有。\n`,
    [`${DOCS}/sections.md`]: '## Socket\n\nA section.\n',
    [`${DOCS}/sections.xx.md`]: `## Socket\n\n<!-- source: ${hashOf('A section.')} -->\n\n小节。\n`,
    'server/src/core/rules/files/some-code.md': `${PAGE}${EXAMPLE}${EXAMPLE}\n## Good\n${EXAMPLE}`,
    'server/src/core/rules/files/some-code.xx.md': `<!-- source: ${hashOf(`${PAGE}\n## Good`)} -->\n\n# 某代码\n\n## 坏\n\n话。\n\n## 好\n`,
    'server/src/core/rules/files/other-code.md': '# other-code\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

it('puts templates, and documentation and pages of their present source, under their keys', () => {
  expect(languages(root)).toEqual(['xx']);
  const { template, ...joints } = languageFrom(textsOf(root, 'xx'));
  expect(joints).toEqual({ comma: '、', and: '和', or: '或' });
  expect(template('a {0}')).toBe('甲 {0}');
  expect(template('doc:socket#Accept.summary')).toBe('谁接受。');
  expect(template('doc:socket#Accept.values')).toBe('`yes`');
  expect(template('doc:sections#Socket.text')).toBe('小节。');
  expect(template('page:some-code')).toBe('# 某代码\n\n## 坏\n\n话。\n\n{0}\n\n{1}\n\n## 好\n\n{2}\n');
  expect(template('doc:socket#Backlog.summary')).toBeUndefined();
  expect(template('doc:socket#Gone.summary')).toBeUndefined();
});

it('does not ship the English templates once more', () => {
  expect(JSON.stringify(textsOf(root, 'xx'))).not.toContain('a {0}');
});

it('refuses templates of which two have the same key', () => {
  // Two words with the same FNV-1a hash.
  const templates = { costarring: '甲', liquid: '乙' };
  writeFileSync(join(root, 'server/l10n/yy.json'), JSON.stringify({ labels: LABELS, templates }));
  try {
    expect(() => textsOf(root, 'yy')).toThrow('Another template has the key of this one: liquid');
  } finally {
    rmSync(join(root, 'server/l10n/yy.json'));
  }
});

it('says what each was translated from, and what is there now', () => {
  const told = translatedEntries(root, 'xx').map((one) => [
    one.file.split('/').at(-1),
    one.heading,
    isCurrent(one),
    one.source?.trim(),
  ]);
  expect(told).toEqual([
    ['sections.xx.md', 'Socket', true, 'A section.'],
    ['socket.xx.md', 'Accept', true, ACCEPT.trim()],
    ['socket.xx.md', 'Backlog', false, 'As it is now.'],
    ['socket.xx.md', 'Gone', false, undefined],
    ['some-code.xx.md', undefined, true, `${PAGE}\n## Good`],
  ]);
});

it('takes an entry apart by the labels of its language', () => {
  const accept = translatedEntries(root, 'xx').find(({ heading }) => heading === 'Accept')!;
  expect(partsOf(accept, accept.source!)).toEqual({ summary: 'Who accepts.', values: '`yes`', byDefault: '`no`' });
  expect(partsOf(accept, accept.text, LABELS)).toEqual({ summary: '谁接受。', values: '`yes`' });
  expect(partsOf(accept, accept.text)).toEqual({ summary: '谁接受。' });
});

it('names what is not translated at all', () => {
  expect(untranslated(root, 'xx')).toEqual([
    `${DOCS}/socket.md Backlog`,
    `${DOCS}/socket.md New`,
    'server/src/core/rules/files/other-code.md',
  ]);
});
