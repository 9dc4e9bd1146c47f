import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { EDITOR, type LspClient, startClient } from './lsp-client.ts';

// Through the bundled server: whole-file fixes, documents without a file, look-alikes, and the requests beyond LSP.

const cleanUp: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function start(): Promise<LspClient> {
  const client = await startClient({
    capabilities: { ...EDITOR, textDocument: { ...EDITOR.textDocument, diagnostic: {} } },
  });
  cleanUp.push(() => client.stop());
  return client;
}

async function codes(client: LspClient, uri: string): Promise<unknown[]> {
  const report = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.items.map(({ code }) => code);
}

function actions(client: LspClient, uri: string, only?: readonly string[]): Promise<CodeAction[]> {
  const start = { line: 2, character: 10 };
  const context = { diagnostics: [], ...(only && { only }) };
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start, end: start },
    context,
  });
}

it('applies all safe fixes of a file, where the client asks for just that', async () => {
  const client = await start();
  const uri = 'file:///w/demo.service';
  await client.open(
    uri,
    '[Unit]\nBindTo=a.service\nAfter=a.service\n[Service]\nExecStart=/bin/true\nRestartSec=5mins\n',
  );
  expect(client.initialized.capabilities.codeActionProvider).toEqual({
    codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.rewrite', 'source.fixAll.systemd'],
  });
  expect(await actions(client, uri)).toEqual([]);
  for (const only of ['source.fixAll.systemd', 'source.fixAll', 'source']) {
    const [fix, ...others] = await actions(client, uri, [only]);
    expect(others).toEqual([]);
    expect(fix?.kind).toBe('source.fixAll.systemd');
    const [change] = fix?.edit?.documentChanges ?? [];
    const edits = change && 'edits' in change ? change.edits : [];
    expect(edits.map((edit) => 'range' in edit && edit.range.start.line)).toEqual([1, 5]);
  }
  expect(await actions(client, uri, ['refactor'])).toEqual([]);
});

it('prefers the safe fix of a problem', async () => {
  const client = await start();
  const uri = 'file:///w/demo.service';
  await client.open(uri, '[Service]\nExecStart=/bin/true\nRestart=Always\n');
  const fixes = await actions(client, uri);
  expect(fixes[0]).toMatchObject({ title: 'Replace with always', isPreferred: true });
  expect(fixes.slice(1).map(({ isPreferred }) => isPreferred)).toEqual([undefined, undefined]);
});

it('judges an untitled document by its sections', async () => {
  const client = await start();
  const uri = 'untitled:Untitled-1';
  await client.open(uri, '[Socket]\nListenStream=localhost:80\n');
  expect(await codes(client, uri)).toEqual(['bad-address']);
  await client.change(uri, 2, { text: '[Timer]\nListenStream=localhost:80\n' });
  expect(await codes(client, uri)).toEqual(['unknown-directive']);
  const hover = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character: 2 },
  });
  expect(JSON.stringify(hover)).toContain('[Timer]');
});

it('leaves D-Bus services alone wherever they are', async () => {
  const client = await start();
  const uri = 'file:///w/data/org.example.Demo.service';
  await client.open(uri, '[D-BUS Service]\nName=org.example.Demo\nExec=/bin/false\nUser=root\n');
  expect(await codes(client, uri)).toEqual([]);
});

it('tells the files of a unit, and compares what systemd said with what we say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lsp-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    'a.service': '[Service]\nExecStart=/bin/true\nTyp=simple\n',
    'a.service.d/x.conf': '[Service]\nRestart=sometimes\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const uri = pathToFileURL(join(folder, 'a.service')).toString();
  const dropIn = pathToFileURL(join(folder, 'a.service.d/x.conf')).toString();
  const client = await start();
  await client.open(uri, files['a.service']);
  expect(await client.connection.sendRequest('systemd/unitFiles', { textDocument: { uri } })).toMatchObject({
    unit: 'a.service',
    manager: 'system',
    fragment: uri,
    dropIns: [dropIn],
  });
  const remarks = [
    {
      severity: 'warning',
      uri,
      line: 3,
      text: "Unknown key 'Typ' in section [Service], ignoring.",
    },
    {
      severity: 'warning',
      uri: dropIn,
      line: 2,
      text: 'Failed to parse Restart=sometimes',
    },
    { severity: 'error', unit: 'a.service', text: 'Failed to create a.service/start: Unit sysinit.target not found.' },
  ];
  const line = (number: number, character: number) => ({
    start: { line: number, character: 0 },
    end: { line: number, character },
  });
  expect(await client.connection.sendRequest('systemd/compare', { textDocument: { uri }, remarks })).toMatchObject({
    unit: 'a.service',
    version: 262,
    places: [{ uri, range: line(2, 10) }, { uri: dropIn, range: line(1, 17) }, null],
    agreed: [
      { remarks: [0], claims: [{ code: 'unknown-directive', location: { uri } }] },
      { remarks: [1], claims: [{ code: 'bad-keyword', location: { uri: dropIn } }] },
    ],
    onlySystemd: [],
    onlyHere: [],
    elsewhere: [2],
  });
  expect(
    await client.connection.sendRequest('systemd/compare', { textDocument: { uri: 'file:///w/none.txt' }, remarks }),
  ).toBeNull();
});

it('tells the manual page for a position', async () => {
  const client = await start();
  const uri = 'file:///w/demo.socket';
  await client.open(uri, '[Socket]\nListenStream=1\nAccept=no\n');
  const manual = await client.connection.sendRequest('systemd/manual', {
    textDocument: { uri },
    position: { line: 2, character: 3 },
  });
  expect(manual).toMatchObject({ page: 'systemd.socket', directive: 'Accept' });
});
