import { expect, it } from 'vitest';
import type { InitializeParams } from 'vscode-languageserver/node';
import { connect } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';

const TEXTS = {
  beside: ' ',
  templates: {
    'This line has no "=". systemd ignores it. Write it as Key=value, or start it with # to make it a comment.':
      '没有等号。',
    '- **Values:** {0}': '- **取值：** {0}',
  },
  docs: { socket: { Accept: { summary: '由谁接受连接。' } } },
};

it('tells findings in the language of `initialize`, locale, and asks for its texts alone', async () => {
  const asked: unknown[] = [];
  const texts = (locale: unknown) => {
    asked.push(locale);
    return TEXTS;
  };
  const client = connect({ ...NO_RUNTIME, texts });
  await client.initialize({ textDocument: { diagnostic: {} } }, { locale: 'zh-cn' });
  await client.open('file:///w/a.service', '[Service]\nNope\n');
  const found = await client.pull('file:///w/a.service');
  expect(found.map(({ message }) => message)).toContain('没有等号。');
  expect(asked).toEqual(['zh-cn']);
});

it.each([undefined, 5, null])('tells them in English where the locale is %j', async (locale) => {
  const client = connect(NO_RUNTIME);
  await client.initialize({ textDocument: { diagnostic: {} } }, { locale } as unknown as Partial<InitializeParams>);
  await client.open('file:///w/a.service', '[Service]\nNope\n');
  expect((await client.pull('file:///w/a.service')).map(({ message }) => message)).toContainEqual(
    expect.stringContaining('This line has no "="'),
  );
});

it('shows a directive in it, and in English what has no translation', async () => {
  const client = connect({ ...NO_RUNTIME, texts: () => TEXTS });
  await client.initialize({ textDocument: { hover: { contentFormat: ['markdown'] } } }, { locale: 'zh-cn' });
  await client.open('file:///w/a.socket', '[Socket]\nAccept=yes\n');
  const place = { textDocument: { uri: 'file:///w/a.socket' }, position: { line: 1, character: 2 } };
  const { contents } = await client.ask<{ contents: { value: string } }>('textDocument/hover', place);
  expect(contents.value).toContain('由谁接受连接。');
  expect(contents.value).toContain('- **取值：** yes or no');
  expect(contents.value).toContain('- **Default:** no');
  expect(contents.value).not.toContain('Decides who accepts connections');
});
