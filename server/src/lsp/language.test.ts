import { expect, it } from 'vitest';
import type { CodeAction, InitializeParams } from 'vscode-languageserver/node';
import type { NewService } from '../protocol/new-service.ts';
import { connect } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';

const TEXTS = {
  beside: ' ',
  templates: {
    'This line has no "=". systemd ignores it. Write it as Key=value, or start it with # to make it a comment.':
      '没有等号。',
    '- **Values:** {0}': '- **取值：** {0}',
    '{0}, one connection': '{0}，单个连接',
    'The socket unit opens {0} now.': '改由套接字单元打开 {0}。',
    'dockerd takes it with -H fd://.': 'dockerd 用 -H fd:// 接管它。',
    '{0} is no account.': '{0} 不是账户名。',
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

it('writes what is for people into new files in it', async () => {
  const client = connect({ ...NO_RUNTIME, texts: () => TEXTS });
  const action = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } } };
  const workspace = { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } };
  await client.initialize({ textDocument: { codeAction: action }, workspace }, { locale: 'zh-cn' });
  const uri = 'file:///w/a.socket';
  await client.open(uri, '[Socket]\nListenStream=9999\nAccept=yes\n');
  await client.open('file:///w/b.service', '[Service]\nExecStart=/bin/dockerd --port 80\n');
  const actionsAt = (document: string, line: number) => {
    const place = { line, character: 2 };
    return client.ask<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: document },
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
  };
  const fixes = await actionsAt(uri, 2);
  expect(JSON.stringify(fixes)).toContain('[Unit]\\nDescription=a，单个连接\\n');
  const conversion = await actionsAt('file:///w/b.service', 1);
  expect(JSON.stringify(conversion)).toContain('"# 改由套接字单元打开 80。dockerd 用 -H fd:// 接管它。\\n"');

  const inetd = (text: string) => client.ask('systemd/convertInetd', { inetd: { text, folder: 'file:///w' } });
  const entry = await inetd('ftp stream tcp nowait ftp /bin/a a\nftp stream tcp nowait a;b /bin/a a\n');
  expect(entry).toMatchObject([
    { files: [{}, { text: expect.stringContaining('Description=ftp，单个连接\n') }] },
    { because: 'a;b 不是账户名。' },
  ]);
  const service: NewService = {
    name: 'demo',
    folder: 'file:///w',
    manager: 'user',
    type: 'stream',
    address: '80',
    program: { kind: 'handler', language: 'python' },
  };
  expect(await client.ask('systemd/newService', { service })).toMatchObject({
    files: [{}, { text: expect.stringContaining('Description=demo，单个连接\n') }, {}],
  });
});
