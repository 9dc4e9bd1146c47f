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

it.each([
  ['hello\n', 'A line of a header does not end with a carriage return and a line feed.'],
  ['POST / HTTP/1.1\r\n', 'What came is no header of a message: "POST / HTTP/1.1\\r\\n".'],
  ['Content-Type: x\r\n\r\n', 'A message has a header without Content-Length.'],
])('ends with one sentence and a status where its input is no message: %j', async (input, sentence) => {
  const child = spawn(process.execPath, [SERVER, '--stdio']);
  const said = text(child.stderr);
  const ended = once(child, 'exit');
  // The input stays open: what has come is enough.
  child.stdin.write(input);
  expect(await ended).toEqual([1, null]);
  expect(await said).toBe(
    `${sentence} Standard input must have messages of the Language Server Protocol; the server ends.\n`,
  );
});

it.each([
  ['before shutdown', [], 1],
  ['after it', ['shutdown'], 0],
])('ends with its input, and the status tells whether that was expected: %s', async (_, methods, status) => {
  const child = spawn(process.execPath, [SERVER, '--stdio']);
  const ended = once(child, 'exit');
  const writer = new StreamMessageWriter(child.stdin);
  const reader = new StreamMessageReader(child.stdout);
  const answered = new Promise<void>((resolve) => {
    let open = methods.length + 1;
    reader.listen(() => --open === 0 && resolve());
  });
  const params = { processId: null, rootUri: null, capabilities: {} };
  await writer.write({ jsonrpc: '2.0', id: 0, method: 'initialize', params } as { jsonrpc: '2.0' });
  for (const method of methods) await writer.write({ jsonrpc: '2.0', id: 1, method } as { jsonrpc: '2.0' });
  await answered;
  child.stdin.end();
  expect(await ended).toEqual([status, null]);
});

it('says how it is called where it is not told where its client is', async () => {
  const child = spawn(process.execPath, [SERVER]);
  const said = text(child.stderr);
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect(await said).toBe('Say how the client is reached: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n');
});
