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
