import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  Location,
} from 'vscode-languageserver/node';
import { EDITOR, type LspClient, startClient } from './lsp-client.ts';

const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
const cleanUp: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function start(options: Parameters<typeof startClient>[0] = {}): Promise<LspClient> {
  const client = await startClient(options);
  cleanUp.push(() => client.stop());
  return client;
}

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'lsp-'));
  cleanUp.push(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

function pushed(
  client: LspClient,
  uri: string,
  wanted: (found: Diagnostic[]) => boolean = () => true,
): Promise<Diagnostic[]> {
  return new Promise((resolve) => {
    const listener = client.connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; diagnostics: Diagnostic[] }) => {
        if (params.uri !== uri || !wanted(params.diagnostics)) return;
        listener.dispose();
        resolve(params.diagnostics);
      },
    );
  });
}

async function pulled(client: LspClient, uri: string): Promise<Diagnostic[]> {
  const report = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.items;
}

/** A client that announces the commands that it runs. */
const runs = (...commands: string[]) => ({ experimental: { systemd: { commands } } });
const codes = (found: readonly Diagnostic[]): unknown[] => found.map((one) => one.code);
const uriIn = (path: string, name: string): string => pathToFileURL(join(path, name)).toString();

describe('diagnostics', () => {
  it('are pushed to a client that does not pull, and follow each edit', async () => {
    const client = await start({ capabilities: EDITOR });
    const uri = 'file:///w/demo.service';
    const first = pushed(client, uri);
    await client.open(uri, '[Service]\nExecStart=/bin/true\nNoSuch=1\n');
    const [found] = await first;
    expect(found).toMatchObject({
      code: 'unknown-directive',
      source: 'systemd-units',
      data: { effect: 'ignore', scope: 'line' },
    });
    expect(found?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 2, character: 6 } });
    const second = pushed(client, uri);
    await client.change(uri, 2, { text: '[Service]\nExecStart=/bin/true\n' });
    expect(await second).toEqual([]);
  });

  it('are to be pulled again where an edit of another document changes them, and only there', async () => {
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    const client = await start({ capabilities });
    let refreshed = 0;
    const again = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshed += 1;
        resolve();
        return null;
      });
    });
    await client.open('file:///w/demo.socket', SOCKET);
    await client.open('file:///w/other.service', '[Service]\nExecStart=/bin/cat\n');
    expect(codes(await pulled(client, 'file:///w/demo.socket'))).toContain('accept-without-template');
    await pulled(client, 'file:///w/other.service');
    await client.change('file:///w/other.service', 2, { text: '[Service]\nExecStart=/bin/true\n' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(refreshed).toBe(0);
    await client.open('file:///w/demo.socket.d/x.conf', '[Socket]\nAccept=no\n');
    await again;
    expect(codes(await pulled(client, 'file:///w/demo.socket'))).not.toContain('accept-without-template');
  });

  it('are pulled, for the text as it is now', async () => {
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = 'file:///w/demo.service';
    await client.open(uri, '[Service]\nExecStart=/bin/true\n');
    expect(await pulled(client, uri)).toEqual([]);
    await client.change(uri, 2, { text: 'Nope=1\n', at: { line: 2, character: 0 } });
    expect(codes(await pulled(client, uri))).toEqual(['unknown-directive']);
  });

  it('see neighbours on disk, and prefer what the editor holds', async () => {
    const path = folder({ 'web.socket': SOCKET });
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = uriIn(path, 'web.socket');
    await client.open(uri, SOCKET);
    expect(codes(await pulled(client, uri))).toContain('accept-without-template');
    await client.open(uriIn(path, 'web@.service'), '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\n');
    expect(codes(await pulled(client, uri))).not.toContain('accept-without-template');
  });

  it('take note of files that change outside the editor', async () => {
    const path = folder({ 'web.socket': SOCKET });
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = uriIn(path, 'web.socket');
    await client.open(uri, SOCKET);
    writeFileSync(join(path, 'web@.service'), '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriIn(path, 'web@.service'), type: 1 }],
    });
    expect(codes(await pulled(client, uri))).not.toContain('accept-without-template');
  });

  it('count a drop-in, and an alias that is a symbolic link', async () => {
    const path = folder({
      'web.socket': '[Socket]\nListenStream=9998\n',
      'real.service': '[Service]\nExecStart=/bin/cat\n',
      'web.socket.d/10-service.conf': '[Socket]\nService=alias.service\n',
    });
    symlinkSync('real.service', join(path, 'alias.service'));
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = uriIn(path, 'web.socket');
    await client.open(uri, '[Socket]\nListenStream=9998\n');
    expect(codes(await pulled(client, uri))).not.toContain('socket-without-service');
  });

  it('are judged for the version that the client sets', async () => {
    const client = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      settings: { version: '252', unitPath: [] },
    });
    const uri = 'file:///w/demo.service';
    await client.open(uri, '[Service]\nExecStart=/bin/true\nRestartMode=direct\n');
    expect(codes(await pulled(client, uri))).toEqual(['unknown-directive']);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { systemd: { version: '262', unitPath: [] } },
    });
    expect(await pulled(client, uri)).toEqual([]);
  });

  it('leave other files alone', async () => {
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const dbus = 'file:///usr/share/dbus-1/services/org.example.service';
    await client.open(dbus, '[D-BUS Service]\nName=org.example\nExec=/bin/false\n');
    expect(await pulled(client, dbus)).toEqual([]);
    expect(await pulled(client, 'file:///w/never-opened.txt')).toEqual([]);
  });
});

describe('answers', () => {
  const uri = 'file:///w/demo.socket';
  const position = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

  it('hover explains directives, sections and values', async () => {
    const client = await start({ capabilities: EDITOR });
    await client.open(uri, SOCKET);
    const ask = async (line: number, character: number): Promise<string> => {
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', position(line, character));
      return (hover.contents as { value: string }).value;
    };
    expect(await ask(2, 2)).toContain('**Accept=**');
    expect(await ask(2, 2)).toContain('systemd.socket.html#Accept=');
    expect(await ask(0, 3)).toContain('**[Socket]**');
    expect(await ask(1, 15)).toContain('TCP port 9999 on all addresses');
  });

  it('completion offers sections, directives and values', async () => {
    const client = await start();
    await client.open(uri, '[Socket]\nListenStream=9999\nAccept=\n\n');
    const ask = (line: number, character: number) =>
      client.connection.sendRequest<CompletionItem[]>('textDocument/completion', position(line, character));
    const labels = (await ask(3, 0)).map((item) => item.label);
    expect(labels).toContain('ListenDatagram');
    expect(labels).toContain('[Install]');
    expect(labels).not.toContain('ExecStart');
    expect((await ask(2, 7)).map((item) => item.label)).toEqual(expect.arrayContaining(['yes', 'no']));
    const item = (await ask(3, 0)).find(({ label }) => label === 'ListenDatagram')!;
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(JSON.stringify(resolved.documentation)).toContain('systemd.socket');
  });

  it('fixes create the template and open it', async () => {
    const fix = async (capabilities: object): Promise<CodeAction> => {
      const client = await start({ capabilities: { ...EDITOR, ...capabilities } });
      await client.open(uri, SOCKET);
      const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
        context: { diagnostics: [] },
      });
      return actions.find((action) => action.title === 'Create demo@.service')!;
    };
    const create = await fix(runs('systemd.openFile'));
    expect(create.diagnostics?.[0]?.code).toBe('accept-without-template');
    expect(JSON.stringify(create.edit)).toContain('StandardInput=socket');
    expect(create.command).toMatchObject({ command: 'systemd.openFile', arguments: ['file:///w/demo%40.service'] });
    expect(await fix(runs('systemd.activateSocket'))).not.toHaveProperty('command');
  });

  it('lenses stand over a unit where the client has their commands', async () => {
    const commands = async (capabilities: object): Promise<string[]> => {
      const client = await start({ capabilities });
      await client.open(uri, SOCKET);
      const document = { textDocument: { uri } };
      const lenses = await client.connection.sendRequest<{ command: { command: string } }[]>(
        'textDocument/codeLens',
        document,
      );
      return lenses.map((lens) => lens.command.command);
    };
    const some = ['systemd.activateSocket', 'systemd.showJournal'];
    expect(await commands(runs(...some))).toEqual(some);
    expect(await commands({})).toEqual([]);
  });

  it('outline, folding, definition and references', async () => {
    const client = await start({ capabilities: EDITOR });
    await client.open(uri, `${SOCKET}Service=other.service\n`);
    await client.open('file:///w/other.service', '[Service]\nExecStart=/bin/cat\n');
    const document = { textDocument: { uri } };
    const [section] = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', document);
    expect(section?.children?.map((child) => child.name)).toEqual(['ListenStream', 'Accept', 'Service']);
    expect(await client.connection.sendRequest('textDocument/foldingRange', document)).toHaveLength(1);
    const [target] = await client.connection.sendRequest<Location[]>('textDocument/definition', position(3, 10));
    expect(target?.uri).toBe('file:///w/other.service');
    const places = await client.connection.sendRequest<Location[]>('textDocument/references', {
      textDocument: { uri: 'file:///w/other.service' },
      position: { line: 0, character: 0 },
      context: { includeDeclaration: false },
    });
    expect(places.map((place) => place.uri)).toEqual([uri]);
  });

  it('completions fit what the client can do with them', async () => {
    const complete = async (client: LspClient): Promise<CompletionItem[]> => {
      await client.open(uri, '[Socket]\n\n');
      return client.connection.sendRequest<CompletionItem[]>('textDocument/completion', position(1, 0));
    };
    const accept = (items: CompletionItem[]) => items.find(({ label }) => label === 'Accept');
    const completionItem = { snippetSupport: true };
    const capabilities = { textDocument: { completion: { completionItem } } };
    expect(accept(await complete(await start()))).toMatchObject({ textEdit: { newText: 'Accept=' } });
    expect(accept(await complete(await start({ capabilities })))).toMatchObject({
      textEdit: { newText: `Accept=\${1|yes,no|}` },
      insertTextFormat: 2,
    });
    const both = { ...capabilities, ...runs('editor.action.triggerSuggest') };
    expect(accept(await complete(await start({ capabilities: both })))).toMatchObject({
      textEdit: { newText: 'Accept=' },
      command: { command: 'editor.action.triggerSuggest' },
    });
  });

  it('highlights, links, selection, tokens and the search for units', async () => {
    const path = folder({ 'web.service': '[Service]\nExecStart=/bin/cat\n' });
    const client = await start({
      folders: [pathToFileURL(path).toString()],
      capabilities: { textDocument: { semanticTokens: { requests: { range: true } } } },
    });
    const web = uriIn(path, 'web.service');
    await client.open(web, '[Unit]\nDocumentation=man:cat(1)\nAfter=a.service\nWants=a.service\n');
    const document = { textDocument: { uri: web } };
    const after = { line: 2, character: 8 };
    const ask = <R>(method: string, params: object): Promise<R> => client.connection.sendRequest(method, params);
    expect(await ask('textDocument/documentHighlight', { ...document, position: after })).toHaveLength(2);
    expect(await ask('textDocument/documentLink', document)).toMatchObject([
      { target: 'https://manpages.debian.org/cat.1' },
    ]);
    expect(await ask('textDocument/selectionRange', { ...document, positions: [after] })).toMatchObject([
      { range: { start: { line: 2, character: 6 } }, parent: { range: { start: { line: 2, character: 0 } } } },
    ]);
    expect(client.initialized.capabilities.semanticTokensProvider).toMatchObject({ range: true, full: false });
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const { data } = await ask<{ data: number[] }>('textDocument/semanticTokens/range', { ...document, range });
    expect(data.slice(0, 3)).toEqual([2, 6, 9]);
    await expect
      .poll(() => ask('workspace/symbol', { query: 'webserv' }))
      .toMatchObject([{ name: 'web.service', location: { uri: web } }]);
  });

  it('a plan names files, listeners and what blocks it', async () => {
    const path = folder({ 'web.socket': SOCKET });
    const client = await start({ folders: [pathToFileURL(path).toString()] });
    await client.open(uriIn(path, 'web.socket'), SOCKET);
    const plan = await client.connection.sendRequest('systemd/plan', {
      textDocument: { uri: uriIn(path, 'web.socket') },
      manager: 'user',
    });
    expect(plan).toMatchObject({
      start: 'web.socket',
      accept: true,
      service: 'web@.service',
      files: [{ destination: 'web.socket', mode: 0o644 }],
      listeners: [
        { description: 'TCP port 9999 on all addresses, IPv6 and IPv4', address: { family: 'inet', port: 9999 } },
      ],
      blockers: [
        {
          code: 'accept-without-template',
          stop: false,
          location: { uri: uriIn(path, 'web.socket'), range: { start: { line: 2, character: 0 } } },
        },
      ],
    });
  });
});

describe('robustness', () => {
  it('answers strange documents and requests without falling over', async () => {
    const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = 'file:///w/strange.service';
    await client.open(uri, '\ufeff[\n=\n[Service\nExecStart=\\\n# x\n\u0000\ud800\n%%%\n'.repeat(20));
    for (let line = 0; line < 30; line++) {
      const at = { textDocument: { uri }, position: { line, character: line % 7 } };
      for (const method of ['hover', 'completion', 'definition', 'signatureHelp']) {
        await client.connection.sendRequest(`textDocument/${method}`, at);
      }
    }
    expect((await pulled(client, uri)).length).toBeGreaterThan(0);
    await expect(
      client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: null }),
    ).rejects.toMatchObject({ code: -32602 });
    expect(client.process.exitCode).toBeNull();
  });
});
