import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { type InitializeResult, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { COMMANDS } from '../protocol/commands.ts';
import { connect } from './client-for-tests.ts';
import { FEATURES } from './features.ts';

const URI = 'file:///w/web.socket';
const TEXT = `# What a feature may be about.
# A comment of two lines.
[Unit]
Description=%n
Documentation=https://example.com/
After=network.target

[Socket]
ListenStream = 80
RequiresMountsFor=/var
TimeoutSec=5mins
Accept=yes
`;

/** For each request one object of params that has what any of them asks for. */
function paramsAt(position: { line: number; character: number }): object {
  return {
    textDocument: { uri: URI },
    position,
    positions: [position],
    range: { start: position, end: { line: position.line + 1, character: 0 } },
    context: { diagnostics: [], includeDeclaration: true },
    query: 'web',
    label: 'Accept',
    options: { tabSize: 4, insertSpaces: true },
    ch: '\n',
    newName: 'other.socket',
    files: [{ oldUri: URI, newUri: 'file:///w/other.socket' }],
    item: { uri: URI, data: { name: 'web.socket' } },
    data: { section: 'Socket', key: 'Accept' },
  };
}

/** Each place in which a word begins. */
const POSITIONS = TEXT.split('\n').flatMap((line, number) =>
  [...line.matchAll(/\b\w/g)].map(({ index }) => ({ line: number, character: index })),
);

/** Whether an answer says nothing: nothing at all, an empty list, or only what was asked. */
function isEmpty(answer: unknown, params: object): boolean {
  const { length, data } = (answer ?? []) as { readonly length?: number; readonly data?: unknown };
  return length === 0 || (Array.isArray(data) && data.length === 0) || isDeepStrictEqual(answer, params);
}

/** What is refused to a person is no answer. */
function refusal(error: unknown): null {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return null;
  throw error;
}

/** A client that can do all that a row of the table may want. */
async function begin() {
  const client = connect();
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };
  const { capabilities } = await client.initialize(
    {
      textDocument: { codeAction, rename: { prepareSupport: true } },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] } },
      experimental: { systemd: { commands: COMMANDS } },
    },
    { initializationOptions: { inlayHints: 'all' } },
  );
  return { client, capabilities };
}

/** The same with a file in which there is something for each of them, and those that it has to do with. */
async function beginWithFiles() {
  const { client } = await begin();
  await client.open(URI, TEXT);
  await client.open('file:///w/up.service', '[Unit]\nRequires=web.socket\n[Service]\nExecStart=/bin/true\n');
  await client.open('file:///w/network.target', '[Unit]\n');
  await client.open('file:///w/web@.service', '[Service]\nExecStart=/bin/true\n');
  return client;
}

it.each(FEATURES.map(({ method }) => method))('%s is answered', async (method) => {
  const client = await beginWithFiles();
  const said = await Promise.all(
    POSITIONS.map(paramsAt).map(async (params) => !isEmpty(await client.ask(method, params).catch(refusal), params)),
  );
  expect(client.errors).toEqual([]);
  expect(said.includes(true), 'nothing is answered anywhere in TEXT; give it what the feature is about').toBe(true);
});

it.each(FEATURES.map(({ method }) => method))('%s is announced', async (method) => {
  const { capabilities } = await begin();
  const [, operation] = /^workspace\/(\w+)Files$/.exec(method) ?? [];
  const announced = operation
    ? capabilities.workspace?.fileOperations?.[operation as 'willRename']
    : capabilities[providerOf(method)];
  expect(announced, `the row of ${method} announces it`).toBeTruthy();
});

it('each function of the table comes from a file with a test beside it', () => {
  const source = readFileSync(join(import.meta.dirname, 'features.ts'), 'utf8');
  const files = [...source.matchAll(/ from '\.\.\/(core\/features\/[\w-]+)\.ts'/g)].map(([, file]) => file!);
  expect(files.length).toBeGreaterThan(10);
  const untested = files.filter((file) => !existsSync(join(import.meta.dirname, '..', `${file}.test.ts`)));
  expect(untested.map((file) => `server/src/${file}.test.ts`)).toEqual([]);
});

/** The server's capability that belongs to a request, as LSP names them. */
function providerOf(method: string): keyof InitializeResult['capabilities'] {
  const [scope = '', name = ''] = method.split('/');
  if (name === 'prepareRename') return 'renameProvider';
  if (name.startsWith('prepare')) {
    const prepared = name.slice('prepare'.length);
    return `${prepared[0]!.toLowerCase()}${prepared.slice(1)}Provider` as keyof InitializeResult['capabilities'];
  }
  if (name.toLowerCase().endsWith('formatting'))
    return `document${capital(name)}Provider` as 'documentFormattingProvider';
  const subject =
    scope === 'textDocument' ? name : scope === 'workspace' ? `workspace${capital(name)}` : resolved(scope);
  return `${subject}Provider` as keyof InitializeResult['capabilities'];
}

/** `completionItem/resolve` completes what `textDocument/completion` answers. */
function resolved(scope: string): string {
  return scope.replace(/Item$/, '');
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
