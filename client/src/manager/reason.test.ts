import { describe, expect, it } from 'vitest';
import { reasonOf } from './reason.ts';

describe('reasonOf', () => {
  it.each([
    ["System has not been booted with systemd as init system (PID 1). Can't operate.", 'no-manager'],
    ['Failed to connect to bus: No medium found', 'no-bus'],
    ['Failed to connect to user scope bus via local transport: No such file or directory', 'no-bus'],
    ['Segmentation fault', undefined],
  ])('%s', (stderr, reason) => expect(reasonOf(stderr)).toBe(reason));
});
