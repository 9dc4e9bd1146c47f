import { expect, it } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver/node';
import { connect, RIGHT, type TestClient } from './client-for-tests.ts';
import { FEATURES } from './features.ts';
import { OWN_METHODS } from './own-handlers.ts';

const { uri: URI, text: TEXT } = RIGHT.textDocument;
const METHODS = [...FEATURES.map(({ method }) => method), ...OWN_METHODS, 'textDocument/diagnostic', 'no/such'];

/** The codes of the errors that requests are answered with; what is no error is its own answer. */
function codes(client: TestClient, methods: readonly string[]): Promise<unknown[]> {
  return Promise.all(methods.map((method) => client.ask(method, RIGHT).catch(({ code }: { code: number }) => code)));
}

it('before initialize no request is answered and no notification heard', async () => {
  const client = connect();
  await client.open(URI, TEXT);
  expect(new Set(await codes(client, METHODS))).toEqual(new Set([ErrorCodes.ServerNotInitialized]));
  await expect(client.ask('shutdown')).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
  await client.initialize({ textDocument: { diagnostic: {} } });
  expect(await client.pull(URI)).toEqual([]);
  await client.open(URI, TEXT);
  expect(await client.pull(URI)).toMatchObject([{ code: 'unknown-directive' }]);
});

it('between initialize and shutdown only what does not exist is refused', async () => {
  const client = connect();
  await client.initialize();
  const refused = (await codes(client, METHODS)).filter((one) => typeof one === 'number');
  expect(refused).toEqual([ErrorCodes.MethodNotFound]);
});

it('is initialized once', async () => {
  const client = connect();
  await client.initialize();
  await client.open(URI, TEXT);
  await expect(client.initialize()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  expect(await client.pull(URI)).toHaveLength(1);
});

it('after shutdown every request is refused', async () => {
  const client = connect();
  await client.initialize();
  const early = client.ask('workspace/symbol', { query: '' });
  expect(await client.ask('shutdown')).toBeNull();
  expect(await early).toEqual([]);
  const refused = await codes(client, [...METHODS, 'shutdown']);
  expect(new Set(refused)).toEqual(new Set([ErrorCodes.InvalidRequest]));
  await expect(client.initialize()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
});
