import { expect, it } from 'vitest';
import { ok } from '../outcome.ts';
import { type Order, outcomeFromWire, outcomeToWire, readOrder } from './protocol.ts';

const FILE = { kind: 'file', base64: 'AP8=', mode: 0o644 } as const;
const ORDERS: readonly Order[] = [
  { id: 1, do: 'agree', agreed: { files: ['/u/a b'], units: ['a.socket'] } },
  { id: 2, do: 'run', argv: ['systemctl'], options: {} },
  { id: 3, do: 'write', path: '/u/a', entry: FILE, was: 'anything' },
  { id: 4, do: 'write', path: '/u/a', entry: { kind: 'link', to: 'x' }, was: { kind: 'absent' } },
  { id: 5, do: 'removeFolder', path: '/u' },
  { id: 6, do: 'guard', record: '{}', path: '/r' },
  { id: 7, do: 'release', path: '/r' },
  { id: 8, do: 'cancel' },
];

it.each(ORDERS)('reads the order $do', (order) => {
  expect(readOrder(JSON.stringify(order))).toEqual(order);
});

it('reads nothing else, however it was cut', () => {
  for (const order of ORDERS) {
    const line = JSON.stringify(order);
    for (let end = 0; end < line.length; end++) expect(readOrder(line.slice(0, end))).toBeUndefined();
  }
});

it.each<[string, unknown]>([
  ['no object', null],
  ['no object', [1]],
  ['no object', 'cancel'],
  ['no number', { do: 'cancel' }],
  ['no number', { id: '8', do: 'cancel' }],
  ['nothing to do', { id: 1 }],
  ['something unknown', { id: 1, do: 'read', path: '/etc/shadow' }],
  ['a name of every object', { id: 1, do: 'toString' }],
  ['no agreement', { id: 1, do: 'agree' }],
  ['no agreement', { id: 1, do: 'agree', agreed: null }],
  ['no files', { id: 1, do: 'agree', agreed: { units: [] } }],
  ['no units', { id: 1, do: 'agree', agreed: { files: [], units: 'a' } }],
  ['a path that leads elsewhere', { id: 1, do: 'agree', agreed: { files: ['/u/../etc/x'], units: [] } }],
  ['a path that begins nowhere', { id: 1, do: 'agree', agreed: { files: ['u/x'], units: [] } }],
  ['no arguments', { id: 1, do: 'run', argv: 'id', options: {} }],
  ['arguments that are no text', { id: 1, do: 'run', argv: [1], options: {} }],
  ['no options', { id: 1, do: 'run', argv: [] }],
  ['no options', { id: 1, do: 'run', argv: [], options: null }],
  ['no path', { id: 1, do: 'write', entry: FILE, was: FILE }],
  ['no entry', { id: 1, do: 'write', path: '/u', was: FILE }],
  ['no entry', { id: 1, do: 'write', path: '/u', entry: null, was: FILE }],
  ['nothing expected', { id: 1, do: 'write', path: '/u', entry: FILE }],
  ['an entry of no kind', { id: 1, do: 'write', path: '/u', entry: { kind: 'other' }, was: FILE }],
  ['an entry of no kind', { id: 1, do: 'write', path: '/u', entry: { ...FILE, kind: 'other' }, was: FILE }],
  ['a file without bytes', { id: 1, do: 'write', path: '/u', entry: { kind: 'file', mode: 1 }, was: FILE }],
  ['a file without a mode', { id: 1, do: 'write', path: '/u', entry: { ...FILE, mode: undefined }, was: FILE }],
  ['bytes that are none', { id: 1, do: 'write', path: '/u', entry: { ...FILE, base64: 'a' }, was: FILE }],
  ['bytes that are none', { id: 1, do: 'write', path: '/u', entry: { ...FILE, base64: 'ä===' }, was: FILE }],
  ['a link to nothing', { id: 1, do: 'write', path: '/u', entry: { kind: 'link' }, was: FILE }],
  ['no path', { id: 1, do: 'removeFolder' }],
  ['no path', { id: 1, do: 'guard', record: '' }],
  ['no record', { id: 1, do: 'guard', path: '' }],
  ['no path', { id: 1, do: 'release' }],
])('reads nothing with %s in it: %j', (_, order) => {
  expect(readOrder(JSON.stringify(order))).toBeUndefined();
});

it('carries bytes in an outcome, wherever they are', () => {
  const ran = {
    argv: ['x'],
    code: undefined,
    stdout: Uint8Array.of(0, 255),
    list: [{ bytes: new Uint8Array() }, null, 1],
  };
  const line = JSON.stringify(outcomeToWire(ok(ran)));
  expect(outcomeFromWire(JSON.parse(line))).toEqual(ok({ ...ran, code: undefined }));
  for (const odd of [{ $bytes: 1 }, { $bytes: null }, null]) expect(outcomeFromWire(odd)).toEqual(odd);
});
