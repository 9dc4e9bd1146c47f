import { expect, it } from 'vitest';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { english } from '../l10n.ts';
import { ok, type Ran } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { senderFor, throughAddress } from './request-route.ts';

const inet = (host: string | undefined): Listener => ({
  directive: 'ListenStream',
  value: '9999',
  description: '',
  kind: 'stream',
  address: { family: 'inet', host, port: 9999, v6: false },
});

it('reaches what listens on all addresses, or on one of the network, through the address', () => {
  const values = (host: string | undefined, address: string) =>
    throughAddress([inet(host)], address, english).map(({ value }) => value);
  expect(values(undefined, 'web1.example.org')).toEqual(['web1.example.org:9999']);
  expect(values('0.0.0.0', '2001:db8::7')).toEqual(['[2001:db8::7]:9999']);
  expect(values('[::]', '192.0.2.7')).toEqual(['192.0.2.7:9999']);
  expect(values('192.0.2.9', 'web1')).toEqual(['192.0.2.9:9999']);
});

it('does not reach what only the machine itself can', () => {
  const unix: Listener = { ...inet(undefined), address: { family: 'unix', path: '/run/x' } };
  expect(throughAddress([inet('127.0.0.1'), inet('[::1]'), unix], 'web1', english)).toEqual([]);
});

it('runs the client here for such a listener, and everything else there', async () => {
  const ran: string[] = [];
  const runner = (where: string) => async (argv: readonly string[]) => {
    ran.push(`${where} ${argv[0]}`);
    return ok({} as Ran);
  };
  const target = { run: runner('there') } as unknown as Target;
  const [remote] = throughAddress([inet(undefined)], 'web1', english);
  for (const listener of [inet(undefined), remote!]) {
    const sender = senderFor(target, listener, runner('here'));
    await sender.run(['curl']);
    await sender.run(['journalctl']);
  }
  expect(ran).toEqual(['there curl', 'there journalctl', 'here curl', 'there journalctl']);
});
