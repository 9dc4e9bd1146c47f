import { describe, expect, it } from 'vitest';
import type { Ran } from '../manager/outcome.ts';
import { parseReply } from './http-reply.ts';

describe('parseReply', () => {
  it('takes a regular reply apart', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n';
    const reply = parseReply(
      ran({
        stdout: `${head}hello\r\n\r\nworld`,
        figures: { http_code: 200, size_header: head.length, local_ip: '127.0.0.1', local_port: 42022 },
      }),
    );
    expect(reply).toMatchObject({
      statusLine: 'HTTP/1.1 200 OK',
      status: 200,
      headers: ['Content-Type: text/plain'],
      local: { ip: '127.0.0.1', port: 42022 },
      ending: { kind: 'complete' },
    });
    expect(text(reply.body)).toBe('hello\r\n\r\nworld');
  });

  it('skips an interim reply', () => {
    const head = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nA: b\r\n\r\n';
    const reply = parseReply(ran({ stdout: head, figures: { http_code: 404, size_header: head.length } }));
    expect(reply).toMatchObject({ statusLine: 'HTTP/1.1 404 Not Found', headers: ['A: b'] });
  });

  it('shows a reply without a status line as the body it is', () => {
    const reply = parseReply(ran({ stdout: 'POST / HTTP/1.1\nHost: x\n\nsite=juejin', figures: {} }));
    expect(reply).toMatchObject({ statusLine: undefined, status: undefined, headers: [] });
    expect(text(reply.body)).toBe('POST / HTTP/1.1\nHost: x\n\nsite=juejin');
  });

  it.each([
    [7, 'unreachable'],
    [18, 'partial'],
    [28, 'slow'],
    [52, 'empty'],
    [56, 'reset'],
    [3, 'failed'],
  ])('says how a connection ended: curl %i is %s', (code, kind) => {
    expect(parseReply(ran({ stdout: '', figures: {}, code })).ending.kind).toBe(kind);
  });

  it('reads the head of a reply that was too large to read to its end', () => {
    const head = 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n';
    const cut = { ...ran({ stdout: `${head}body`, figures: {} }), stderr: '', code: undefined, truncated: true };
    expect(parseReply(cut)).toMatchObject({
      statusLine: 'HTTP/1.1 200 OK',
      status: 200,
      headers: ['A: b'],
      firstByte: undefined,
      total: 0.001,
      ending: { kind: 'complete' },
    });
    expect(text(parseReply(cut).body)).toBe('body');
    const bare = parseReply({ ...cut, stdout: new TextEncoder().encode('no head\r\n\r\nbody') });
    expect(bare).toMatchObject({ statusLine: undefined, headers: [] });
    expect(text(bare.body)).toBe('no head\r\n\r\nbody');
  });

  it('gets along without measurements', () => {
    const reply = parseReply({ ...ran({ stdout: 'x', figures: {} }), stderr: 'curl: (3) bad URL', code: 3 });
    expect(reply.ending).toEqual({ kind: 'failed', message: 'bad URL' });
  });
});

function ran(part: { stdout: string; figures: object; code?: number }): Ran {
  return {
    argv: ['curl'],
    code: part.code ?? 0,
    signal: undefined,
    stdout: new TextEncoder().encode(part.stdout),
    stderr: `\n${JSON.stringify(part.figures)}`,
    truncated: false,
    pid: 7,
    milliseconds: 1,
  };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
