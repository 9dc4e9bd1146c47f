import { expect, it } from 'vitest';
import { canBeLimitedTo, hostsIn } from './inventory.ts';

it('finds the machines of all groups, each once', () => {
  const listed = {
    _meta: { hostvars: { web1: {} } },
    all: { children: ['web', 'ungrouped'] },
    web: { hosts: ['web1', 'web2'] },
    big: { hosts: ['web2', 'db1'] },
    ungrouped: { hosts: [] },
  };
  expect(hostsIn(JSON.stringify(listed))).toEqual(['web1', 'web2', 'db1']);
  expect(hostsIn('{"_meta": {}}')).toEqual([]);
  expect(hostsIn('no json')).toBeUndefined();
});

it('limits to plain names only', () => {
  expect(['web1', 'db-1.example.org'].every(canBeLimitedTo)).toBe(true);
  expect(['!web1', 'a,b', '~x', '@file', 'a:b', 'web*', '', '-x'].some(canBeLimitedTo)).toBe(false);
});
