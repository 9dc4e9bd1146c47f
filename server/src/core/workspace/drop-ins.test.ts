import { describe, expect, it } from 'vitest';
import { parseUnitName } from '../values/unit-name.ts';
import { dropInFolders, dropInsOf } from './drop-ins.ts';
import { createHost } from './host.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

function snapshotOf(files: Readonly<Record<string, string>>, loadPath: readonly string[] = []): Snapshot {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath });
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk', text })));
  return host.snapshot();
}

const dropIns = (snapshot: Snapshot, name: string, fragment: string): string[] =>
  dropInsOf(snapshot, parseUnitName(name)!, fragment, fragment).map((file) => file.path);

describe('dropInFolders', () => {
  it('are looked up from the most specific to the widest', () => {
    expect(dropInFolders(parseUnitName('foo-bar@x.service')!)).toEqual([
      'foo-bar@x.service.d',
      'foo-bar@.service.d',
      'foo-@x.service.d',
      'foo-@.service.d',
      'foo-.service.d',
      'service.d',
    ]);
    expect(dropInFolders(parseUnitName('a-b-c.socket')!)).toEqual([
      'a-b-c.socket.d',
      'a-b-.socket.d',
      'a-.socket.d',
      'socket.d',
    ]);
  });
});

describe('dropInsOf', () => {
  it('sorts those of all folders by file name', () => {
    const snapshot = snapshotOf({
      '/w/a.service.d/20.conf': '#',
      '/w/service.d/10.conf': '#',
      '/w/a.service.d/05.conf': '#',
    });
    expect(dropIns(snapshot, 'a.service', '/w/a.service')).toEqual([
      '/w/a.service.d/05.conf',
      '/w/service.d/10.conf',
      '/w/a.service.d/20.conf',
    ]);
  });

  it('takes one of a name: the more specific folder, and of two directories the one that wins in the load path', () => {
    const snapshot = snapshotOf(
      { '/lib/a.service.d/x.conf': '#', '/etc/a.service.d/x.conf': '#', '/etc/service.d/x.conf': '#' },
      ['/etc', '/lib'],
    );
    expect(dropIns(snapshot, 'a.service', '/lib/a.service')).toEqual(['/etc/a.service.d/x.conf']);
  });

  it('leaves out what is masked, and with it what it hides', () => {
    const snapshot = snapshotOf({ '/etc/a.service.d/x.conf': '', '/lib/a.service.d/x.conf': '#' }, ['/etc', '/lib']);
    expect(dropIns(snapshot, 'a.service', '/lib/a.service')).toEqual([]);
  });

  it('leaves those beside another fragment of the same name to that one', () => {
    const snapshot = snapshotOf({ '/one/a.service': '#', '/two/a.service': '#', '/two/a.service.d/x.conf': '#' });
    expect(dropIns(snapshot, 'a.service', '/one/a.service')).toEqual([]);
    expect(dropIns(snapshot, 'a.service', '/two/a.service')).toEqual(['/two/a.service.d/x.conf']);
  });
});
