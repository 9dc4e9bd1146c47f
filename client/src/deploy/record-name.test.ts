import { expect, it } from 'vitest';
import { recordName } from './record-name.ts';

it('is readable where it can be', () => {
  expect(recordName('user', 'a@b.socket')).toBe('user%20a%40b.socket');
  expect(recordName('ssh:../x:user', '/')).toBe('ssh%3A..%2Fx%3Auser%20%2F');
});

it('is short, and another for each unit and target', () => {
  const longest = 'x'.repeat(200 - 'user%20.socket'.length);
  expect(recordName('user', `${longest}.socket`)).toBe(`user%20${longest}.socket`);
  const names = ['y', 'z'].map((end) => recordName('user', `${longest}${end}.socket`));
  for (const name of names) expect(name).toMatch(/^[\da-f]{64}$/);
  expect(new Set(names).size).toBe(2);
});
