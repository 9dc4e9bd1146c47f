import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { SERVER } from './lsp-client.ts';

it('ends without a word where nobody reads what it answers', async () => {
  const child = spawn(process.execPath, [SERVER, '--stdio']);
  const writer = new StreamMessageWriter(child.stdin);
  const answered = new Promise((resolve) => new StreamMessageReader(child.stdout).listen(resolve));
  const said = text(child.stderr);
  const ended = once(child, 'exit');
  const params = { processId: null, rootUri: null, capabilities: {} };
  await writer.write({ jsonrpc: '2.0', id: 1, method: 'initialize', params } as { jsonrpc: '2.0' });
  await answered;
  child.stdout.destroy();
  const textDocument = {
    uri: 'file:///none/a.service',
    languageId: 'systemd-unit',
    version: 1,
    text: '[Service]\nBad=1\n',
  };
  await writer.write({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } } as {
    jsonrpc: '2.0';
  });
  expect(await ended).toEqual([1, null]);
  expect(await said).toBe('');
});
