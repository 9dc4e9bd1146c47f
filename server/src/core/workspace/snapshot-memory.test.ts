import { describe, expect, it } from 'vitest';
import { createHost } from './host.ts';
import { key, Shelf } from './memory.ts';
import type { Mention } from './mentions.ts';
import { cached, cachedAt, type Snapshot } from './snapshot.ts';
import { SnapshotMemory } from './snapshot-memory.ts';

const VALUE = key<unknown>('value');
const OUTER = key<number>('outer');
const INNER = key<number>('inner');

describe('what is remembered of a snapshot', () => {
  it('is computed once for each key and place', () => {
    const memory = new SnapshotMemory({ isRecording: true });
    let made = 0;
    const at = (place: string) => memory.remember(VALUE, place, () => ++made);
    expect([at('a'), at('b'), at('a')]).toEqual([1, 2, 1]);
    expect(memory.remember(key<number>('value'), 'a', () => 7)).toBe(7);
  });

  it('is taken over by the next, but for what was computed from something that changed', () => {
    const memory = new SnapshotMemory({ isRecording: true });
    const inner = (one: SnapshotMemory, value: number) =>
      one.remember(INNER, '', () => {
        one.read('inner');
        return value;
      });
    const at = (one: SnapshotMemory, value: number) => [
      one.remember(OUTER, '', () => {
        one.read('own');
        return value + inner(one, value);
      }),
      inner(one, value),
    ];
    expect(at(memory, 1)).toEqual([2, 1]);
    const same = memory.next(['other']);
    expect(at(same, 5)).toEqual([2, 1]);
    // Whoever holds the older snapshot has everything computed anew.
    expect(at(memory, 3)).toEqual([6, 3]);
    const outer = same.next(['own']);
    expect(at(outer, 5)).toEqual([6, 1]);
    // What is computed from something remembered has the sources of that.
    expect(at(outer.next(['inner']), 7)).toEqual([14, 7]);
  });

  it('is told to those who can do without, as one of their sources', () => {
    const memory = new SnapshotMemory({ isRecording: true });
    expect(memory.known(INNER, '')).toBeUndefined();
    memory.remember(INNER, '', () => {
      memory.read('inner');
      return 1;
    });
    expect(memory.remember(OUTER, '', () => memory.known(INNER, '') ?? 0)).toBe(1);
    const next = memory.next(['inner']);
    expect(next.known(INNER, '')).toBeUndefined();
    expect(next.remember(OUTER, '', () => next.known(INNER, '') ?? 0)).toBe(0);
  });

  it('tells the places for which it was dropped, once somebody has asked', () => {
    let memory = new SnapshotMemory({ isRecording: true });
    const fill = () => {
      for (const place of ['a', 'b']) memory.remember(VALUE, place, () => memory.read(place));
    };
    fill();
    memory = memory.next(['a']);
    expect([...memory.takeOutdated(VALUE)]).toEqual([]);
    fill();
    memory = memory.next(['b']);
    expect([...memory.takeOutdated(VALUE)]).toEqual(['b']);
    expect([...memory.takeOutdated(VALUE)]).toEqual([]);
  });

  it('is bounded by the shelf', () => {
    const memory = new SnapshotMemory({ isRecording: true, shelf: new Shelf(4500) });
    let made = 0;
    const at = (place: string) => memory.remember(VALUE, place, () => ++made);
    expect(['a', 'b', 'c', 'd', 'e', 'b', 'a'].map(at)).toEqual([1, 2, 3, 4, 5, 2, 6]);
  });

  it.each([true, false])(
    'has the shelf grow where it is too small for what is needed together, recorded or not',
    (isRecording) => {
      const memory = new SnapshotMemory({ isRecording, shelf: new Shelf(4500) });
      let made = 0;
      const needed = Array.from({ length: 20 }, (_, index) => `place ${index}`);
      const rounds = (count: number): number => {
        made = 0;
        for (let round = 0; round < count; round++)
          for (const place of needed) memory.remember(VALUE, place, () => ++made);
        return made;
      };
      expect(rounds(20)).toBeLessThan(200);
      expect(rounds(20)).toBe(0);
    },
  );

  it('is kept that is computed again while much else is forgotten, where nothing is recorded', () => {
    const memory = new SnapshotMemory({ isRecording: false, shelf: new Shelf(1) });
    const fill = (from: string, count: number) => {
      for (let index = 0; index < count; index++) memory.remember(VALUE, `${from} ${index}`, () => index);
    };
    memory.remember(INNER, '', () => 1);
    fill('before', 10);
    expect(memory.known(INNER, '')).toBeUndefined();
    memory.remember(INNER, '', () => {
      fill('meanwhile', 8000);
      return 2;
    });
    expect(memory.known(INNER, '')).toBe(2);
  });
});

describe('the sources of what is asked of a snapshot', () => {
  const SAID: Mention = { name: 'words', words: ({ text }) => text.split('\n') };
  const host = createHost();
  const put = (path: string, text: string | undefined) => host.apply([{ path, layer: 'disk', text }]);
  put('/w/a.service', 'one');
  put('/w/a.service.d/x.conf', 'two');

  it.each<[string, (snapshot: Snapshot) => unknown, string[]]>([
    ['a file', (snapshot) => snapshot.file('/w/a.service')?.text, ['edit']],
    ['a file that is not there', (snapshot) => snapshot.file('/w/b.service')?.text, ['add']],
    ['the paths of a name', (snapshot) => snapshot.pathsNamed('b.service').length, ['add']],
    ['all paths', (snapshot) => [...snapshot.paths()].length, ['add', 'drop-in']],
    [
      'all files',
      (snapshot) => [...snapshot.files()].map(({ text }) => text).join(),
      ['edit', 'add', 'drop-in', 'word'],
    ],
    ['drop-ins', (snapshot) => snapshot.dropInsAt('/w', 'a.service.d').length, ['drop-in']],
    ['the folders of drop-ins', (snapshot) => snapshot.parentsOf('a.service.d').length, ['drop-in']],
    ['a word', (snapshot) => snapshot.mentioning(SAID, 'three').length, ['word']],
    ['a word that goes', (snapshot) => snapshot.mentioning(SAID, 'two').length, ['word']],
  ])('%s', (name, ask, expected) => {
    const KEY = key<unknown>(name);
    let made = 0;
    const asked = () => {
      const snapshot = host.snapshot();
      return cached(snapshot, KEY, () => {
        made++;
        return ask(snapshot);
      });
    };
    const changes: Readonly<Record<string, readonly [string, string, string | undefined]>> = {
      edit: ['/w/a.service', '1', 'one'],
      add: ['/w/b.service', 'b', undefined],
      'drop-in': ['/v/a.service.d/y.conf', 'y', undefined],
      word: ['/w/a.service.d/x.conf', 'three', 'two'],
    };
    asked();
    const seen = Object.entries(changes).filter(([, [path, now, before]]) => {
      const last = made;
      put(path, now);
      asked();
      put(path, before);
      asked();
      return made > last;
    });
    expect(seen.map(([change]) => change)).toEqual(expected);
  });

  it('a file whose words cannot be read mentions nothing, and no other file is affected', () => {
    const BROKEN: Mention = {
      name: 'broken',
      words({ text }) {
        if (text === 'broken') throw new Error('a fault of ours');
        return [text];
      },
    };
    const ask = (): readonly string[] => host.snapshot().mentioning(BROKEN, 'one');
    put('/w/broken.service', 'broken');
    expect(ask()).toEqual(['/w/a.service']);
    put('/w/broken.service', 'one');
    expect(ask()).toEqual(['/w/a.service', '/w/broken.service']);
    put('/w/broken.service', 'broken');
    expect(host.snapshot().file('/w/a.service')?.text).toBe('one');
    put('/w/broken.service', undefined);
  });

  it('an edit that changes nothing gives the same snapshot', () => {
    const before = host.snapshot();
    put('/w/a.service', 'one');
    expect(host.snapshot()).toBe(before);
  });

  it('an older snapshot never sees what came later', () => {
    const older = host.snapshot();
    put('/w/a.service', 'later');
    put('/w/new.service', 'later');
    host.snapshot();
    expect(host.snapshot().mentioning(SAID, 'later')).toEqual(['/w/a.service', '/w/new.service']);
    // It may be told of a file that does not mention the word yet, but of none that it does not have.
    expect(older.mentioning(SAID, 'later')).toEqual(['/w/a.service']);
    expect(older.file('/w/a.service')?.text).toBe('one');
    expect(cachedAt(older, VALUE, 'x', () => older.pathsNamed('new.service').length)).toBe(0);
  });
});
