import { expect, it } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver/node';
import { diskInMemory } from '../src/disk/disk-for-tests.ts';
import { METHODS } from '../src/lsp/answers-for-tests.ts';
import { connect, RIGHT, type TestClient } from '../src/lsp/client-for-tests.ts';
import { NOTIFICATION_PARAMS } from '../src/lsp/notification-params.ts';
import { NO_RUNTIME } from '../src/lsp/runtime.ts';

const { uri: URI, text: TEXT } = RIGHT.textDocument;
const REQUESTS = [...METHODS, 'textDocument/diagnostic'];
const WRONG = [
  null,
  7,
  'x',
  true,
  [],
  {},
  [null],
  [7],
  { uri: 7 },
  { uri: 'file:////x/a.service' },
  '\u0000',
  -1,
  1e300,
];

/** The right params with each of their parts, at any depth, missing or replaced by something wrong; and no params at all. */
function* wrongParams(): Iterable<unknown> {
  yield* [undefined, ...WRONG];
  for (const make of replacing(RIGHT)) for (const wrong of [undefined, null, 7, {}]) yield make(wrong);
}

/** For each part of a value what makes the value with another part instead. */
function* replacing(value: unknown): Iterable<(part: unknown) => unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const put = (other: unknown) => (Array.isArray(value) ? [other] : { ...value, [key]: other });
    yield put;
    for (const make of replacing(part)) yield (other) => put(make(other));
  }
}

const EDITS = { documentChanges: true, resourceOperations: ['rename' as const] };

async function running(): Promise<TestClient> {
  const client = connect({ ...NO_RUNTIME, disk: diskInMemory({ '/w/a.service': TEXT, '/w/b.service': TEXT }) });
  await client.initialize({
    textDocument: { diagnostic: {} },
    workspace: { workspaceFolders: true, workspaceEdit: EDITS },
  });
  await client.connection.sendNotification('initialized', {});
  await client.open(URI, TEXT);
  return client;
}

/** What all of the workspace is asked for. */
const WITHOUT_PARAMS: ReadonlySet<string> = new Set(['systemd/sockets', 'systemd/ports']);

it.each(REQUESTS)(
  '%s with wrong params is answered: with InvalidParams and a sentence, or where they do not matter',
  async (method) => {
    const client = await running();
    const all = [...wrongParams()];
    const answers = await Promise.all(all.map((params) => client.answerTo({ method, params })));
    let refused = 0;
    for (const [index, { error }] of answers.entries()) {
      if (!error) continue;
      refused++;
      expect([error.code, error.message], JSON.stringify(all[index])).toEqual([
        ErrorCodes.InvalidParams,
        expect.stringMatching(new RegExp(`^${method.replaceAll('/', '/')}: params\\S* must be [^:]+\\.$`)),
      ]);
    }
    // Nothing failed inside: that would be logged.
    expect(client.errors).toEqual([]);
    expect(refused > 0).toBe(!WITHOUT_PARAMS.has(method));
    expect((await client.answerTo({ method, params: RIGHT })).error).toBeUndefined();
    expect(await client.pull(URI)).toMatchObject([{ code: 'unknown-directive' }]);
  },
);

it.each([...NOTIFICATION_PARAMS.keys()].filter((method) => method !== 'exit'))(
  '%s with wrong params is refused in the log, and nothing fails',
  async (method) => {
    const client = await running();
    for (const params of wrongParams()) client.write(JSON.stringify({ jsonrpc: '2.0', method, params }));
    await client.settled();
    for (const said of client.errors) expect(said).toMatch(/ must be [^:]+\.$| is left out: \S*Error: /);
    // What was right among it was heard, and what comes after is.
    await client.close(URI);
    await client.open(URI, TEXT);
    expect(await client.pull(URI)).toMatchObject([{ code: 'unknown-directive' }]);
  },
);

it('initialize with wrong params is answered with InvalidParams, and can be sent again', async () => {
  const client = connect();
  for (const [params, sentence] of [
    [undefined, 'params must be an object.'],
    [null, 'params must be an object.'],
    [{}, 'params.capabilities must be an object.'],
    [{ capabilities: null }, 'params.capabilities must be an object.'],
    [{ capabilities: {}, workspaceFolders: [null] }, 'params.workspaceFolders[0] must be an object.'],
    [{ capabilities: {}, workspaceFolders: {} }, 'params.workspaceFolders must be a list.'],
    [{ capabilities: {}, workspaceFolders: [{ uri: 1 }] }, 'params.workspaceFolders[0].uri must be a string.'],
    [{ capabilities: {}, rootUri: 'file:////a' }, 'params.rootUri must be a URI.'],
    [{ capabilities: {}, rootPath: [] }, 'params.rootPath must be a string.'],
  ] as const) {
    const { error } = await client.answerTo({ method: 'initialize', params });
    expect(error).toEqual({ code: ErrorCodes.InvalidParams, message: `initialize: ${sentence}` });
  }
  expect((await client.initialize()).serverInfo).toBeDefined();
});

/** What is in capabilities is optional, so that what is wrong there counts as missing. */
const SECTIONS = ['workspace', 'textDocument', 'window', 'general', 'notebookDocument', 'experimental'];
const BELOW = [
  'hover',
  'completion',
  'codeAction',
  'diagnostic',
  'publishDiagnostics',
  'workspaceFolders',
  'workspaceEdit',
  'semanticTokens',
  'didChangeWatchedFiles',
  'foldingRange',
  'systemd',
  'diagnostics',
  'signatureHelp',
];

it.each(WRONG.map((wrong) => [wrong]))('capabilities of %j count as missing', async (wrong) => {
  const all = Object.fromEntries(SECTIONS.map((section) => [section, wrong]));
  const deep = Object.fromEntries(
    SECTIONS.map((section) => [section, Object.fromEntries(BELOW.map((key) => [key, wrong]))]),
  );
  for (const capabilities of [all, deep]) {
    const client = connect();
    const { result } = await client.answerTo({
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities },
    });
    expect(result).toMatchObject({ capabilities: { hoverProvider: true } });
    await client.connection.sendNotification('initialized', {});
    await client.open(URI, TEXT);
    await client.settled();
    expect(client.errors).toEqual([]);
  }
});

it('one of several that is wrong does not keep the others from being heard', async () => {
  const files: Record<string, string> = { '/w/a.service': TEXT, '/w/b.service': TEXT };
  const client = connect({
    ...NO_RUNTIME,
    disk: { ...diskInMemory(files), read: (path) => new TextEncoder().encode(files[path]) },
  });
  await client.initialize({ textDocument: { diagnostic: {} } });
  const changes = [null, {}, { uri: 7 }, { uri: 'file:////x' }, { uri: URI, type: 2 }];
  files['/w/a.service'] = '[Service]\nExecStart=/bin/true\n';
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.settled();
  expect(client.errors).toHaveLength(4);
  expect(await client.pull(URI)).toEqual([]);
});

it('a text that is no JSON is answered with ParseError, and the next message is heard', async () => {
  const client = await running();
  const answered = client.answerToNone();
  client.write('{"jsonrpc":');
  const { error, id } = await answered;
  expect([id, error]).toEqual([
    null,
    { code: ErrorCodes.ParseError, message: expect.stringMatching(/^A message is not JSON: /) },
  ]);
  expect(await client.pull(URI)).toHaveLength(1);
});

it('whatever else comes is no reason to fail', async () => {
  const client = await running();
  for (const message of [
    null,
    7,
    [],
    {},
    { id: 1 },
    { id: 99, result: 1 },
    { method: 7 },
    { id: {}, method: 'shutdown' },
  ]) {
    client.write(JSON.stringify(message));
  }
  expect(await client.pull(URI)).toHaveLength(1);
});
