import { describe, expect, it } from 'vitest';
import type { Listener, ListenerAddress } from '../../../server/src/protocol/plan.ts';
import { curlCommand, curlForShell, endpointOf, type HttpRequest, isHeader, isMethod } from './http-request.ts';

describe('endpointOf', () => {
  it.each<[ListenerAddress, string, string[]]>([
    [{ family: 'inet', host: undefined, port: 9999, v6: true }, 'http://127.0.0.1:9999/', []],
    [{ family: 'inet', host: '0.0.0.0', port: 80, v6: false }, 'http://127.0.0.1:80/', []],
    [{ family: 'inet', host: '192.0.2.7', port: 80, v6: false }, 'http://192.0.2.7:80/', []],
    [{ family: 'inet', host: '::', port: 80, v6: true }, 'http://[::1]:80/', []],
    [{ family: 'inet', host: '[fe80::1%eth0]', port: 80, v6: true }, 'http://[fe80::1%25eth0]:80/', []],
    [{ family: 'unix', path: '/run/a b;c.sock' }, 'http://localhost/', ['--unix-socket', '/run/a b;c.sock']],
    [{ family: 'abstract', name: '@foo' }, 'http://localhost/', ['--abstract-unix-socket', 'foo']],
  ])('%j', (address, url, options) => expect(endpointOf(listener(address))).toEqual({ url, options }));

  it('has none for what is no stream, or beyond curl', () => {
    expect(endpointOf({ ...listener({ family: 'unix', path: '/x' }), kind: 'datagram' })).toBeUndefined();
    expect(endpointOf(listener({ family: 'vsock', cid: '1', port: 2 }))).toBeUndefined();
  });

  it('keeps a hostile path a path', () => {
    const endpoint = endpointOf(
      listener({ family: 'inet', host: undefined, port: 1, v6: true }),
      'a b\r\nX: y"<é\ud800',
    );
    expect(endpoint?.url).toBe('http://127.0.0.1:1/a%20b%0D%0AX:%20y%22%3C%C3%A9%EF%BF%BD');
  });
});

describe('curlCommand', () => {
  it('passes every value as an argument of its own', () => {
    const argv = curlCommand(POST, { url: 'http://127.0.0.1:9999/', options: [] }, 30);
    expect(argv.slice(argv.indexOf('--request'), argv.indexOf('--request') + 4)).toEqual([
      '--request',
      'POST',
      '--header',
      'X-Quote: "$(id)"; rm',
    ]);
    expect(argv.slice(-2)).toEqual(['--url', 'http://127.0.0.1:9999/']);
    expect(argv).toContain('@-');
  });

  it('asks for a HEAD the way that does not wait for a body', () => {
    const argv = curlCommand({ ...POST, method: 'HEAD', body: '' }, { url: 'u', options: [] }, 30);
    expect(argv).toContain('--head');
    expect(argv).not.toContain('--request');
  });
});

it('can be pasted into a shell', () => {
  expect(curlForShell({ ...POST, body: "it's" }, { url: 'http://127.0.0.1:1/', options: [] })).toBe(
    `curl --include --http0.9 --request POST --header 'X-Quote: "$(id)"; rm' --data-raw 'it'\\''s' http://127.0.0.1:1/`,
  );
});

it('knows methods and headers from what only looks like them', () => {
  expect(['GET', 'PURGE', 'X-Y'].every(isMethod)).toBe(true);
  expect(['', 'G T', 'A\nB'].some(isMethod)).toBe(false);
  expect(['A: b', 'Empty:', 'X-Y:z'].every(isHeader)).toBe(true);
  expect(['@/etc/passwd', 'no colon', 'A: b\r\nC: d', ': x', 'a b: c'].some(isHeader)).toBe(false);
});

const POST: HttpRequest = {
  method: 'POST',
  path: '/',
  headers: ['X-Quote: "$(id)"; rm'],
  body: 'site=juejin,name=pdudo',
};

function listener(address: ListenerAddress): Listener {
  return { directive: 'ListenStream', value: '', description: '', kind: 'stream', address };
}
