import { expect, it } from 'vitest';
import { isFor } from './instance.ts';

it.each([
  ['foo@1-127.0.0.1:9999-127.0.0.1:59384.service', { local: { ip: '127.0.0.1', port: 59384 }, pid: 5 }],
  ['foo@0-4123-127.0.0.1:9999-127.0.0.1:59384.service', { local: { ip: '127.0.0.1', port: 59384 }, pid: 5 }],
  ['foo@3-::1:9999-::1:40000.service', { local: { ip: '::1', port: 40000 }, pid: undefined }],
  ['foo@3-4711-1000.service', { local: undefined, pid: 4711 }],
  ['foo@3-99-4711_123456-1000.service', { local: undefined, pid: 4711 }],
])('%s is for its caller', (instance, caller) => expect(isFor(instance, caller)).toBe(true));

it.each([
  ['foo@1-127.0.0.1:9999-127.0.0.1:59384.service', { local: { ip: '127.0.0.1', port: 9384 }, pid: 5 }],
  ['foo@3-4711-1000.service', { local: undefined, pid: 711 }],
  ['foo@3-4711-1000.service', { local: undefined, pid: undefined }],
])('%s is not for another', (instance, caller) => expect(isFor(instance, caller)).toBe(false));
