import { describe, expect, it } from 'vitest';
import { createHost } from './host.ts';
import { key, Memory } from './memory.ts';
import { cached, cachedAt, forget } from './snapshot.ts';

const NUMBER = key<number>('number');
const CARRIED = key<string>('carried', { carried: true });
const BY_NAME = key<Map<string, number>>('by name');

describe('a memory', () => {
  it('computes once, and keeps keys of one name apart', () => {
    const memory = new Memory();
    let made = 0;
    const make = () => ++made;
    expect([memory.remember(NUMBER, make), memory.remember(NUMBER, make)]).toEqual([1, 1]);
    expect(memory.remember(key<number>('number'), make)).toBe(2);
    memory.forget();
    expect(memory.get(NUMBER)).toBeUndefined();
    expect(memory.remember(NUMBER, make)).toBe(3);
  });

  it('gives only the carried values to the next state', () => {
    const memory = new Memory();
    memory.set(NUMBER, 1);
    memory.set(CARRIED, 'x');
    expect([memory.next().get(NUMBER), memory.next().get(CARRIED)]).toEqual([undefined, 'x']);
  });
});

describe('what is computed for a snapshot', () => {
  const host = createHost();
  host.apply([{ path: '/w/a.service', layer: 'disk', text: '[Service]\n' }]);

  it('is computed once, and for each path and name by itself', () => {
    const snapshot = host.snapshot();
    let made = 0;
    const at = (path: string, name: string) => cachedAt(snapshot, BY_NAME, path, name, () => ++made);
    expect([cached(snapshot, NUMBER, () => 7), cached(snapshot, NUMBER, () => 8)]).toEqual([7, 7]);
    expect([at('/a', 'x'), at('/a', 'y'), at('/b', 'x'), at('/a', 'x')]).toEqual([1, 2, 3, 1]);
  });

  it('is released for one path, and what was computed from its file', () => {
    const snapshot = host.snapshot();
    const file = snapshot.file('/w/a.service')!;
    const tree = file.tree;
    let made = 0;
    const at = (path: string) => cachedAt(snapshot, BY_NAME, path, 'x', () => ++made);
    expect([at('/w/a.service'), at('/w/b.service')]).toEqual([1, 2]);
    forget(snapshot, '/w/a.service');
    expect([at('/w/a.service'), at('/w/b.service')]).toEqual([3, 2]);
    expect(file.tree).not.toBe(tree);
  });
});
