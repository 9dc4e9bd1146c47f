import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { DiskFilesParams } from '../src/protocol/disk-files.ts';
import { startWebClient, type WebClient } from './web-client.ts';

// The bundle for browsers, whose server has no disk: the client reads files for it.

const FOLDER = 'vscode-remote://host/w';
const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\nNope=1\n[Install]\nWantedBy=sockets.target\n';
const TEMPLATE = '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\n';
/** A client that pulls diagnostics and sends files. */
const GIVES = { textDocument: { diagnostic: {} }, experimental: { systemd: { diskFiles: true } } };
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function start(options: Parameters<typeof startWebClient>[0] = {}): Promise<WebClient> {
  const capabilities = { textDocument: { diagnostic: {} } };
  const client = await startWebClient({ capabilities, folders: [FOLDER], ...options });
  cleanUp.push(() => client.stop());
  return client;
}

async function codes(client: WebClient, name: string): Promise<unknown[]> {
  const report = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri: `${FOLDER}/${name}` },
  });
  return report.items.map(({ code }) => code);
}

function give(client: WebClient, files: Record<string, string | null>, whole = [FOLDER]): Promise<void> {
  const given = Object.entries(files).map(([name, text]) => ({
    uri: `${FOLDER}/${name}`,
    content: text === null ? null : btoa(text),
    link: false,
  }));
  const params: DiskFilesParams = { files: given, whole };
  return client.connection.sendNotification('systemd/diskFiles', params);
}

describe('a server without a disk', () => {
  it('judges what a client has open that gives no files', async () => {
    const client = await start();
    await client.open(`${FOLDER}/web.socket`, SOCKET);
    expect(await codes(client, 'web.socket')).toEqual(['accept-without-template', 'unknown-directive']);
  });

  it('says nothing of other units before they have come, then all there is to say', async () => {
    const client = await start({ capabilities: GIVES });
    await client.open(`${FOLDER}/web.socket`, SOCKET);
    await client.open(`${FOLDER}/alone.socket`, SOCKET.replace('9999', '9998'));
    expect(await codes(client, 'web.socket')).toEqual(['unknown-directive']);
    await give(client, { 'web%40.service': TEMPLATE });
    expect(await codes(client, 'web.socket')).toEqual(['unknown-directive']);
    expect(await codes(client, 'alone.socket')).toEqual(['accept-without-template', 'unknown-directive']);
    await give(client, { 'web%40.service': null });
    expect(await codes(client, 'web.socket')).toContain('accept-without-template');
  });

  it('judges a file that lies in no folder that was given by its lines', async () => {
    const client = await start({ capabilities: GIVES });
    await client.open(`${FOLDER}/web.socket`, SOCKET);
    await give(client, {}, ['vscode-remote://host/elsewhere']);
    expect(await codes(client, 'web.socket')).toEqual(['unknown-directive']);
  });

  it('knows the sockets that nobody has opened', async () => {
    const client = await start({ capabilities: GIVES });
    await give(client, { 'web.socket': SOCKET, 'notes.txt': 'hello' });
    const sockets = await client.connection.sendRequest<{ unit: string }[]>('systemd/sockets');
    expect(sockets.map(({ unit }) => unit)).toEqual(['web.socket']);
  });

  it('publishes again when files have come, and has a client that pulls ask again', async () => {
    const pushes = await start({ capabilities: { experimental: { systemd: { diskFiles: true } } } });
    const found: number[] = [];
    const twice = new Promise<void>((resolve) => {
      pushes.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => {
        if (found.push(diagnostics.length) === 2) resolve();
      });
    });
    await pushes.open(`${FOLDER}/web.socket`, SOCKET);
    await pushes.connection.sendRequest('systemd/sockets');
    await give(pushes, {});
    await twice;
    expect(found).toEqual([1, 2]);

    const pulls = await start({
      capabilities: { ...GIVES, workspace: { diagnostics: { refreshSupport: true } } },
    });
    const asked = new Promise<void>((resolve) => {
      pulls.connection.onRequest('workspace/diagnostic/refresh', () => resolve());
    });
    await give(pulls, {});
    await asked;
  });
});
