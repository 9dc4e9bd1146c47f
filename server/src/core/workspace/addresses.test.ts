import { expect, it } from 'vitest';
import { addressesOf, clash } from './addresses.ts';
import { unitOf } from './effective-unit.ts';
import { createHost } from './host.ts';

/** What a real manager did with the second of two sockets that were started one after the other. */
it.each([
  ['ListenStream=80', 'ListenStream=80', 'fail'],
  ['ListenStream=80', 'ListenStream=127.0.0.1:80', 'fail'],
  ['ListenStream=80', 'ListenStream=[::1]:80', 'fail'],
  ['ListenStream=0.0.0.0:80', 'ListenStream=127.0.0.1:80', 'fail'],
  ['ListenStream=0.0.0.0:80', 'ListenStream=[::]:80', 'fail'],
  ['ListenStream=0.0.0.0:80', 'ListenStream=[::]:80\nBindIPv6Only=ipv6-only', undefined],
  ['ListenStream=0.0.0.0:80', 'ListenStream=[::1]:80', undefined],
  ['ListenStream=127.0.0.1:80', 'ListenStream=127.0.0.2:80', undefined],
  ['ListenStream=[2001:db8::1]:80', 'ListenStream=[2001:DB8:0:0::1]:80', 'fail'],
  ['ListenStream=80', 'ListenStream=81', undefined],
  ['ListenStream=80', 'ListenDatagram=80', undefined],
  ['ListenStream=80\nReusePort=yes', 'ListenStream=80\nReusePort=yes', undefined],
  ['ListenStream=80\nReusePort=yes', 'ListenStream=80', 'fail'],
  ['ListenStream=80\nBindToDevice=lo', 'ListenStream=80\nBindToDevice=eth0', undefined],
  ['ListenStream=80\nPrivateNetwork=yes', 'ListenStream=80', undefined],
  ['ListenStream=80\nSocketProtocol=sctp', 'ListenStream=80', undefined],
  ['ListenDatagram=80', 'ListenDatagram=80', 'shadow'],
  ['ListenDatagram=80', 'ListenDatagram=127.0.0.1:80', undefined],
  ['ListenStream=/run/a', 'ListenStream=/run/a', 'shadow'],
  ['ListenStream=/run/a', 'ListenStream=/run/b', undefined],
  ['ListenStream=@a', 'ListenStream=@a', 'fail'],
  ['ListenStream=@a', 'ListenSequentialPacket=@a', undefined],
  ['ListenStream=vsock::9', 'ListenStream=vsock::9', 'fail'],
])('%j and %j: %s', (one, two, expected) => {
  const host = createHost();
  host.apply([one, two].map((text, i) => ({ path: `/w/${i}.socket`, layer: 'disk', text: `[Socket]\n${text}\n` })));
  const snapshot = host.snapshot();
  const [a, b] = ['/w/0.socket', '/w/1.socket'].map((path) => addressesOf(unitOf(snapshot, snapshot.file(path)!)!)[0]!);
  expect(clash(a!, b!)).toBe(expected);
  expect(clash(b!, a!)).toBe(expected);
});

it('a template whose address differs from instance to instance is left out', () => {
  const host = createHost();
  host.apply([{ path: '/w/a@.socket', layer: 'disk', text: '[Socket]\nListenStream=%i\nListenStream=80\n' }]);
  const snapshot = host.snapshot();
  const addresses = addressesOf(unitOf(snapshot, snapshot.file('/w/a@.socket')!)!);
  expect(addresses.map(({ item }) => item.text)).toEqual(['80']);
});
