import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { addressKinds, ways } from './ways.ts';

it('offers datagrams to a program that takes the socket itself alone', () => {
  const kinds = ways(english)
    .filter(({ id }) => id !== 'inetd')
    .map(({ id }) => [id, addressKinds(id, english).map((kind) => kind.id)]);
  expect(kinds).toEqual([
    ['handler', ['tcp', 'unix']],
    ['server', ['tcp', 'udp', 'unix']],
    ['proxy', ['tcp', 'unix']],
  ]);
});
