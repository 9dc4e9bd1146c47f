import { describe, expect, it, vi } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ProgressType,
  type PublishDiagnosticsParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Disk } from '../disk/disk.ts';
import { diskInMemory } from '../disk/disk-for-tests.ts';
import { connect, type TestClient } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';

const GOOD = '[Service]\nExecStart=/bin/true\n';
const WRONG = `${GOOD}Nope=1\n`;
const FILES = { '/w/a.service': WRONG, '/w/b.service': GOOD, '/w/c.service': WRONG, '/v/d.service': WRONG };
const FOUND = { 'w/a.service': ['unknown-directive'], 'w/c.service': ['unknown-directive'] };
const PULLS = { textDocument: { diagnostic: {} } };

/** A disk whose files can be changed. */
function changing(files: Record<string, string>): Disk {
  const now = () => diskInMemory(files);
  return {
    read: (path) => now().read(path),
    list: (path) => now().list(path),
    kind: (path) => now().kind(path),
    link: (path) => now().link(path),
    real: (path) => now().real(path),
  } as Disk;
}

async function start(files: Record<string, string>, capabilities: object, settings: object = {}): Promise<TestClient> {
  const client = connect({ ...NO_RUNTIME, disk: changing(files) });
  await client.initialize(capabilities, {
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    initializationOptions: settings,
  });
  await client.connection.sendNotification('initialized', {});
  return client;
}

/** By name of the file, the codes that were found, or how it is reported. */
function told(items: readonly WorkspaceDocumentDiagnosticReport[]): unknown {
  return Object.fromEntries(
    items.map((one) => [
      one.uri.replace('file:///', ''),
      one.kind === 'full' ? one.items.map(({ code }) => code) : one.kind,
    ]),
  );
}

const pull = (client: TestClient, params: object = {}): Promise<WorkspaceDiagnosticReport> =>
  client.ask('workspace/diagnostic', { previousResultIds: [], ...params });

const change = (client: TestClient, path: string, type: number): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type }] });

/** A request that stays open, and what it is told. */
function listen(client: TestClient) {
  const source = new CancellationTokenSource();
  let since: Record<string, unknown> = {};
  const token = crypto.randomUUID();
  client.connection.onProgress(new ProgressType<WorkspaceDiagnosticReport>(), token, ({ items }) => {
    Object.assign(since, told(items));
  });
  const params = { previousResultIds: [], partialResultToken: token };
  const answer = client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', params, source.token);
  // At the end of a test it is still open.
  answer.catch(() => undefined);
  /** Waits until it was told this, in one part or in several, since the last time. */
  const hears = async (expected: object): Promise<void> => {
    await vi.waitFor(() => expect(since).toEqual(expected), 4000);
    since = {};
  };
  return { hears, answer, cancel: () => source.cancel() };
}

describe('a pull of the workspace', () => {
  it('has what is found in its files, open or not, and what is not in it has nothing', async () => {
    const client = await start(FILES, PULLS);
    const { items } = await pull(client);
    expect(told(items)).toEqual(FOUND);
  });

  it('confirms what the client has, and takes back what is there no longer', async () => {
    const files: Record<string, string> = { ...FILES };
    const client = await start(files, PULLS);
    const { items } = await pull(client);
    const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    delete files['/w/a.service'];
    await change(client, '/w/a.service', 3);
    const again = await pull(client, { previousResultIds });
    expect(told(again.items)).toEqual({ 'w/a.service': [], 'w/c.service': 'unchanged' });
  });

  it.each([
    [{ diagnosticMode: 'openFiles' }, {}],
    [{ diagnosticMode: 'workspace' }, FOUND],
  ])('with %j is %j', async (settings, expected) => {
    const client = await start(FILES, PULLS, settings);
    expect(told((await pull(client)).items)).toEqual(expected);
  });

  it('has all files of a large workspace where the person wants that alone', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`/w/u${at}.service`, '[Service]\n']));
    const files = { ...many, '/w/u7.service': WRONG };
    const counts = await Promise.all(
      ['auto', 'workspace'].map(async (diagnosticMode) => {
        const { items } = await pull(await start(files, PULLS, { diagnosticMode }));
        return items.filter(({ uri }) => uri.endsWith('/u7.service')).length;
      }),
    );
    expect(counts).toEqual([0, 1]);
  });

  it('tells a fatal line of a drop-in there, and that the unit is refused at the unit', async () => {
    const files = { '/w/a.service': GOOD, '/w/a.service.d/x.conf': '[Service]\nExecStart=\n' };
    const client = await start(files, PULLS);
    expect(told((await pull(client)).items)).toMatchObject({ 'w/a.service': [expect.any(String)] });
  });

  it('tells of a link only where it leads', async () => {
    const client = connect({
      ...NO_RUNTIME,
      disk: diskInMemory({ '/w/a.service': WRONG }, { '/w/l.service': '/w/a.service' }),
    });
    await client.initialize(PULLS, { workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
    await client.connection.sendNotification('initialized', {});
    expect(told((await pull(client)).items)).toEqual({ 'w/a.service': ['unknown-directive'] });
  });

  it('shows progress under the token of the client', async () => {
    const client = await start(FILES, PULLS);
    const kinds: string[] = [];
    client.connection.onProgress(new ProgressType<{ kind: string }>(), 'p', ({ kind }) => void kinds.push(kind));
    await pull(client, { workDoneToken: 'p' });
    expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
  });
});

describe('a pull of the workspace that takes partial results', () => {
  it('stays open and is told what changes, whatever changes it', async () => {
    const files: Record<string, string> = { ...FILES };
    const client = await start(files, PULLS);
    const { hears, answer, cancel } = listen(client);
    await hears(FOUND);
    files['/w/b.service'] = WRONG;
    await change(client, '/w/b.service', 2);
    await hears({ 'w/b.service': ['unknown-directive'] });
    delete files['/w/c.service'];
    await change(client, '/w/c.service', 3);
    await hears({ 'w/c.service': [] });
    await client.open('file:///w/a.service', GOOD);
    await hears({ 'w/a.service': [] });
    // What the client shows of a document that it closes is not known, so that it is told again.
    await client.close('file:///w/a.service');
    await hears({ 'w/a.service': ['unknown-directive'] });
    const systemd = { diagnosticMode: 'openFiles' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { systemd } });
    await hears({ 'w/a.service': [], 'w/b.service': [] });
    cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(client.errors).toEqual([]);
  });

  it('ends where the client asks again', async () => {
    const client = await start(FILES, PULLS);
    const first = listen(client);
    await first.hears(FOUND);
    const second = listen(client);
    expect(await first.answer).toEqual({ items: [] });
    await second.hears(FOUND);
  });

  it('takes back what was shown of a document outside the workspace that is closed', async () => {
    const client = await start(FILES, PULLS);
    const { hears } = listen(client);
    await hears(FOUND);
    await client.open('file:///v/d.service', WRONG);
    await client.pull('file:///v/d.service');
    await client.close('file:///v/d.service');
    await hears({ 'v/d.service': [] });
  });
});

it('a client that does not pull is sent what is found in files that are not open', async () => {
  const files: Record<string, string> = { ...FILES };
  const client = connect({ ...NO_RUNTIME, disk: changing(files) });
  const sent: [string, number][] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    sent.push([params.uri.replace('file:///', ''), params.diagnostics.length]);
  });
  const hears = async (...expected: [string, number][]): Promise<void> => {
    await vi.waitFor(() => expect(sent).toEqual(expected), 4000);
    sent.splice(0);
  };
  await client.initialize({}, { workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
  await client.connection.sendNotification('initialized', {});
  await hears(['w/a.service', 1], ['w/c.service', 1]);
  await client.open('file:///w/a.service', GOOD);
  await hears(['w/a.service', 0]);
  await client.close('file:///w/a.service');
  await hears(['w/a.service', 0], ['w/a.service', 1]);
  delete files['/w/c.service'];
  await change(client, '/w/c.service', 3);
  await hears(['w/c.service', 0]);
});
