import { expect, it } from 'vitest';
import { fileOf } from '../manager/targets/in-memory/target.ts';
import { type Interrupted, readInterrupted, writeInterrupted } from './guard.ts';
import { nothingToUndo } from './put-back.ts';

const INTERRUPTED: Interrupted = {
  target: 'ssh:web:system',
  run: '7',
  undo: {
    ...nothingToUndo('a.socket'),
    kept: [
      {
        path: '/u/a.socket',
        before: { kind: 'link', to: 'x' },
        after: { ...fileOf(''), bytes: Uint8Array.of(0, 255) },
      },
      { path: '/u/b', before: { ...fileOf('b'), owner: { uid: 1, gid: 2 }, modified: 3 }, after: { kind: 'absent' } },
    ],
    folders: ['/u/a.socket.d'],
    stopped: ['a.service'],
    restarted: true,
  },
};

it('gives back what it wrote, whatever the bytes', () => {
  expect(readInterrupted(writeInterrupted(INTERRUPTED))).toEqual(INTERRUPTED);
});

it('makes nothing of what it did not write', () => {
  const whole = writeInterrupted(INTERRUPTED);
  for (const text of [
    '',
    '{',
    '{}',
    'null',
    '[]',
    '{"version":2}',
    whole.slice(0, -1),
    whole.replace('"version":2', '"version":1'),
  ]) {
    expect(readInterrupted(text), text).toBeUndefined();
  }
});

it('makes nothing of a record in which anything is missing or of another kind', () => {
  const record = JSON.parse(writeInterrupted(INTERRUPTED));
  const parts = [record, record.undo, record.undo.kept[0]].flatMap((holder) =>
    Object.keys(holder).map((key) => [holder, key]),
  );
  expect(parts.length).toBeGreaterThan(12);
  for (const [holder, key] of parts) {
    const before = holder[key];
    for (const other of [undefined, null, 7, [null], { kind: 'file', base64: '?', mode: 1 }]) {
      holder[key] = other;
      expect(readInterrupted(JSON.stringify(record)), `${key}: ${JSON.stringify(other)}`).toBeUndefined();
    }
    holder[key] = before;
  }
  expect(readInterrupted(JSON.stringify(record))).toEqual(INTERRUPTED);
});
