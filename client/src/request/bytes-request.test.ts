import { describe, expect, it } from 'vitest';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { LISTENER } from '../deploy/plan-for-tests.ts';
import { bytesCommand, decodeData } from './bytes-request.ts';

it('takes what is typed for bytes', () => {
  expect(decodeData('hé\\n\\x00\\xFF\\\\')).toEqual(Uint8Array.of(0x68, 0xc3, 0xa9, 10, 0, 255, 92));
  expect(decodeData('')).toEqual(new Uint8Array());
  expect(decodeData('a\\q')).toBeUndefined();
});

describe('bytesCommand', () => {
  const order = (part: Partial<Listener>) => {
    const command = bytesCommand({ kind: 'bytes', data: '', close: true }, { ...LISTENER, ...part }, 10);
    return command === undefined ? undefined : JSON.parse(command.at(-1) ?? '');
  };

  it('says where to knock', () => {
    expect(order({})).toEqual({
      family: 'inet',
      host: '127.0.0.1',
      port: 9999,
      type: 'stream',
      close: true,
      seconds: 10,
      idle: 1.5,
    });
    expect(order({ kind: 'datagram', address: { family: 'unix', path: '/run/a b' } })).toMatchObject({
      family: 'unix',
      path: '/run/a b',
      type: 'datagram',
    });
    expect(order({ kind: 'seqpacket', address: { family: 'abstract', name: '@x' } })).toMatchObject({ path: '\0x' });
    expect(order({ kind: 'fifo', address: { family: 'unix', path: '/run/f' } })).toMatchObject({ family: 'fifo' });
  });

  it('does not try what it cannot open', () => {
    expect(order({ kind: 'netlink', address: { family: 'other', text: 'route' } })).toBeUndefined();
    expect(order({ kind: 'message-queue', address: { family: 'other', text: '/q' } })).toBeUndefined();
  });
});
