import { expect, it } from 'vitest';
import { ownerCommand, parseOwners } from './port-owner.ts';

it('reads the owners from what ss prints', () => {
  const line = 'tcp LISTEN 0 511 *:9104 *:* users:(("node",pid=12,fd=18),("node",pid=12,fd=19),("my app",pid=7,fd=3))';
  expect(parseOwners(line)).toEqual([
    { process: 'node', pid: 12 },
    { process: 'my app', pid: 7 },
  ]);
  expect(parseOwners('tcp LISTEN 0 511 *:9104 *:*')).toEqual([]);
});

it('asks for a port or a path, and for nothing else', () => {
  expect(ownerCommand('[::]:9104')).toEqual(['ss', '-Hlntup', 'sport', '=', ':9104']);
  expect(ownerCommand('/run/a b')).toEqual(['ss', '-Hlxp', 'src', '/run/a b']);
  expect(ownerCommand('vsock')).toBeUndefined();
});
