import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAddressBook } from './address-book.ts';
import { addressesOf, clash, type Listening } from './addresses.ts';
import { unitOf } from './effective-unit.ts';
import { createHost } from './host.ts';

const address = fc.constantFrom(
  ...['80', '81', '0.0.0.0:80', '[::]:80', '127.0.0.1:80', '127.0.0.2:80', '[::1]:80', '/run/a', '@a', 'vsock::80'],
);
const listens = fc
  .tuple(fc.constantFrom('ListenStream', 'ListenDatagram', 'ListenSequentialPacket'), address)
  // Packets in sequence are for sockets of a machine and its guests.
  .filter(([key, text]) => key !== 'ListenSequentialPacket' || /^[/@]/.test(text))
  .map(([key, text]) => `${key}=${text}`);
const more = fc.subarray(['ReusePort=yes', 'BindToDevice=lo', 'BindIPv6Only=ipv6-only', 'PrivateNetwork=yes'], {
  maxLength: 1,
});

it('finds a rival exactly where holding each against each does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(listens, more), { maxLength: 8 }), fc.tuple(listens, more), (others, mine) => {
      const [asked, ...rest] = [mine, ...others].map(([listen, settings]) => listening([listen, ...settings])) as [
        Listening,
        ...Listening[],
      ];
      const book = createAddressBook();
      for (const one of rest) book.add(one);
      const rivals = rest.filter((one) => clash(one, asked));
      const found = book.rival(asked, () => true);
      if (rivals.length === 0) expect(found).toBeUndefined();
      else expect(rivals).toContain(found);
      expect(book.rival(asked, () => false)).toBeUndefined();
      // The one that a caller is after is found whatever stands before it.
      for (const rival of rivals) expect(book.rival(asked, (one) => one === rival)).toBe(rival);
    }),
  );
});

function listening(lines: readonly string[]): Listening {
  const host = createHost();
  host.apply([{ path: '/w/a.socket', layer: 'disk', text: `[Socket]\n${lines.join('\n')}\n` }]);
  const snapshot = host.snapshot();
  return addressesOf(unitOf(snapshot, snapshot.file('/w/a.socket')!)!)[0]!;
}
