import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, type Connection, type Diagnostic, LSPErrorCodes } from 'vscode-languageserver/node';
import { createHost } from '../core/workspace/host.ts';
import { connect, type TestClient } from './client-for-tests.ts';
import type { Documents } from './documents.ts';
import { createGuard } from './guard.ts';
import { presentationFor } from './presentation.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import { NO_RUNTIME } from './runtime.ts';

const SERVICE = 'file:///w/a.service';
const SOCKET = 'file:///w/a.socket';
const DROP_IN = 'file:///w/a.socket.d/x.conf';
const OTHER = 'file:///w/b.service';
const GOOD = '[Service]\nExecStart=/bin/true\n';
const ACCEPT = '[Socket]\nListenStream=9999\nAccept=yes\n';

/** A client that pulls, and how often it was told to do it again. */
async function start(): Promise<{ client: TestClient; refreshed: () => number }> {
  const client = connect();
  let count = 0;
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    count += 1;
    return null;
  });
  await client.initialize({
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  });
  return { client, refreshed: () => count };
}

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);

/** Until the server has done what edits lead to: it has them, its timer of 50 ms was set before this one, and its request is answered. */
async function idle(client: TestClient): Promise<void> {
  await client.settled();
  await new Promise((resolve) => setTimeout(resolve, 60));
  await client.settled();
  await client.settled();
}

describe('a pull', () => {
  it('that is cancelled is answered as such, whether it has begun to wait or not', async () => {
    const { client } = await start();
    await client.open(SERVICE, `${GOOD}Nope=1\n`);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: SERVICE } };
    const asked = client.connection.sendRequest('textDocument/diagnostic', params, source.token);
    const again = client.connection.sendRequest('textDocument/diagnostic', params, CANCELLED);
    const other = client.connection.sendRequest('textDocument/diagnostic', params);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await expect(again).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await other).toMatchObject({ kind: 'full', items: [{ code: 'unknown-directive' }] });
    expect(client.errors).toEqual([]);
  });

  it('is answered for the edits that have arrived by then', async () => {
    const { host, pull } = alone();
    const edit = (text: string) => host.apply([{ path: '/w/a.service', layer: 'editor', text }]);
    edit(GOOD);
    const answer = pull();
    edit(`${GOOD}Nope=1\n`);
    expect(await answer).toMatchObject({ kind: 'full', items: [{ code: 'unknown-directive' }] });
  });

  it('that fails is logged and answered with nothing found', async () => {
    const { host, pull, logged } = alone();
    host.snapshot = () => {
      throw new Error('broken');
    };
    expect(await pull()).toEqual({ kind: 'full', items: [] });
    expect(logged).toEqual([expect.stringMatching(/^diagnostics failed: Error: broken\n/)]);
  });
});

/** The handler of the request without a connection, over a host of its own. */
function alone() {
  const logged: string[] = [];
  const host = createHost();
  let handler: (params: object, token: object) => Promise<unknown> = async () => undefined;
  const connection = {
    console: { error: (text: string) => logged.push(text) },
    languages: {
      diagnostics: {
        on: (given: typeof handler) => {
          handler = given;
        },
      },
    },
  } as unknown as Connection;
  const documents: Documents = { all: () => [], open: () => undefined, at: () => [] };
  const presentation = presentationFor({});
  const scene = { snapshot: () => host.snapshot(), runtime: NO_RUNTIME, folders: () => [], presentation };
  const guard = createGuard(connection, () => {});
  registerPullDiagnostics(connection, guard, scene, documents, () => {});
  const pull = () => handler({ textDocument: { uri: SERVICE } }, { isCancellationRequested: false });
  return { host, pull, logged };
}

describe('a client is told to pull again', () => {
  it('once, where an edit of one document changes what is found in another', async () => {
    const { client, refreshed } = await start();
    await client.open(SOCKET, ACCEPT);
    await client.open(OTHER, GOOD);
    expect(codes(await client.pull(SOCKET))).toContain('accept-without-template');
    await client.pull(OTHER);
    await client.open(DROP_IN, '[Socket]\nAccept=no\n');
    await idle(client);
    expect(refreshed()).toBe(1);
    expect(codes(await client.pull(SOCKET))).not.toContain('accept-without-template');
    await client.close(DROP_IN);
    await idle(client);
    expect(refreshed()).toBe(2);
  });

  it('not where only the edited document has other findings', async () => {
    const { client, refreshed } = await start();
    await client.open(SERVICE, GOOD);
    await client.pull(SERVICE);
    await client.change(SERVICE, 2, `${GOOD}Nope=1\n`);
    await idle(client);
    expect(refreshed()).toBe(0);
    expect(await client.pull(SERVICE)).toHaveLength(1);
  });

  it('where two are edited before either has been asked about again', async () => {
    const { client, refreshed } = await start();
    await client.open(SERVICE, GOOD);
    await client.open(OTHER, GOOD);
    await client.pull(SERVICE);
    await client.pull(OTHER);
    await client.change(SERVICE, 2, `${GOOD}Nope=1\n`);
    await client.change(OTHER, 2, `${GOOD}\n`);
    await idle(client);
    expect(refreshed()).toBe(1);
  });

  it('not for a document that it has never asked about, nor for one that it has closed', async () => {
    const { client, refreshed } = await start();
    await client.open(SOCKET, ACCEPT);
    await client.open(DROP_IN, '[Socket]\nAccept=no\n');
    await idle(client);
    expect(refreshed()).toBe(0);
    expect(codes(await client.pull(SOCKET))).not.toContain('accept-without-template');
    await client.close(SOCKET);
    await idle(client);
    await client.open(SOCKET, ACCEPT);
    await client.change(DROP_IN, 2, '[Socket]\n');
    await idle(client);
    expect(refreshed()).toBe(0);
  });
});

const CANCELLED = (() => {
  const source = new CancellationTokenSource();
  source.cancel();
  return source.token;
})();
