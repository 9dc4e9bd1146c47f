import { expect, it } from 'vitest';
import { isUnitPath } from './unit-documents.ts';

it.each(['/a/foo.socket', '/a/foo@.service', '/a/foo.socket.d/10.conf', '/a/service.d/x.conf'])('%s', (path) =>
  expect(isUnitPath(path)).toBe(true),
);

it.each(['/a/foo.conf', '/a/foo.d/10.conf', '/a/foo.socket.d/readme', '/a/socket', '/a/foo.socket.bak'])(
  'not %s',
  (path) => expect(isUnitPath(path)).toBe(false),
);
