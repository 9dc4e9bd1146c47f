import { expect, it } from 'vitest';
import { createFraming } from './framing.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const message = (text: string): string => `Content-Length: ${bytes(text).length}\r\n\r\n${text}`;

const GOOD = [
  message('{"jsonrpc":"2.0","method":"é"}') + message('{}'),
  `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${message('{}')}`,
  message('Content-Length: none\n\nhello\r\n\r\n') + message('{}'),
  'content-length:2\r\n\r\n{}',
  'Content-Length: 0\r\n\r\n',
  '',
];

it.each(GOOD)('follows messages in whatever pieces they come: %j', (text) => {
  const all = bytes(text);
  for (const size of [1, 2, 7, all.length + 1]) {
    const follow = createFraming();
    for (let at = 0; at < all.length; at += size) expect(follow(all.subarray(at, at + size))).toBeUndefined();
    // Between two messages only a message is right.
    expect(follow(bytes('x\r\n'))).toContain('no header of a message: "x\\r\\n"');
  }
});

it.each([
  ['hello\n', 'A line of a header does not end with a carriage return and a line feed.'],
  ['Content-Length: 2\n\n{}', 'A line of a header does not end with a carriage return and a line feed.'],
  ['hello\r\n', 'What came is no header of a message: "hello\\r\\n".'],
  ['{"jsonrpc":"2.0"}\r\n\r\n', 'What came is no header of a message: "{\\"jsonrpc\\":\\"2.0\\"}\\r\\n".'],
  ['\r\n', 'A message begins with an empty line.'],
  ['Content-Type: x\r\n\r\n', 'A message has a header without Content-Length.'],
  ['Content-Length: -5\r\n\r\n', 'A message has a header without Content-Length.'],
  ['Content-Length: 1e3\r\n\r\n', 'A message has a header without Content-Length.'],
  ['Content-Length: 9999999999\r\n\r\n', 'A message is announced with 9999999999 bytes, more than any has.'],
  [
    `${message('{}').replace('2', '1')}${message('{}')}`,
    'What came is no header of a message: "}Content-Length: 2\\r\\n".',
  ],
  ['x'.repeat(9000), 'The header of a message does not end.'],
])('%j is no message', (text, sentence) => {
  const follow = createFraming();
  const said = [...bytes(text)].map((byte) => follow(Uint8Array.of(byte))).find((one) => one !== undefined);
  expect(said).toBe(sentence);
  expect(createFraming()(bytes(text))).toBe(sentence);
});
