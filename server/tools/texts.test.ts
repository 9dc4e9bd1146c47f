import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf, languages, textsOf, translatedEntries } from './texts.ts';

const root = mkdtempSync(join(tmpdir(), 'texts-'));
const DOCS = 'server/src/core/catalogue/docs';
const ACCEPT = 'Who accepts.\n\n- **Values:** `yes`\n- **Default:** `no`\n';

beforeAll(() => {
  const files = {
    'server/l10n/xx.json': JSON.stringify({ comma: '、', and: '和', or: '或', templates: { 'a {0}': '甲 {0}' } }),
    'server/l10n/glossary/xx.json': '{}',
    [`${DOCS}/socket.md`]: `# [Socket]\n\n## Accept\n\n${ACCEPT}\n## New\n\nNew.\n`,
    [`${DOCS}/socket.xx.md`]: `## Accept\n\n<!-- source: ${hashOf(ACCEPT)} -->\n\n谁接受。\n\n- **Values:** \`yes\`\n\n## Gone\n\n没有。\n`,
    [`${DOCS}/sections.md`]: '## Socket\n\nA section.\n',
    [`${DOCS}/sections.xx.md`]: '## Socket\n\n<!-- source: 00000000 -->\n\n小节。\n',
    'server/src/core/rules/files/some-code.md': '# some-code\n',
    'server/src/core/rules/files/some-code.xx.md': '<!-- source: 00000000 -->\n\n# 某代码\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

it('puts templates, documentation and pages under their keys', () => {
  expect(languages(root)).toEqual(['xx']);
  expect(textsOf(root, 'xx')).toEqual({
    comma: '、',
    and: '和',
    or: '或',
    templates: {
      'a {0}': '甲 {0}',
      'doc:socket#Accept.summary': '谁接受。',
      'doc:socket#Accept.values': '`yes`',
      'doc:socket#Gone.summary': '没有。',
      'doc:sections#Socket.text': '小节。',
      'page:some-code': '# 某代码\n',
    },
  });
});

it('says what each was translated from, and what is there now', () => {
  const told = translatedEntries(root, 'xx').map(({ file, heading, hash, source }) => [
    file.split('/').at(-1),
    heading,
    source !== undefined && hash === hashOf(source),
  ]);
  expect(told).toEqual([
    ['sections.xx.md', 'Socket', false],
    ['socket.xx.md', 'Accept', true],
    ['socket.xx.md', 'Gone', false],
    ['some-code.xx.md', undefined, false],
  ]);
});
