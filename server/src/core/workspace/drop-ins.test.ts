import { describe, expect, it } from 'vitest';
import { parseUnitName } from '../values/unit-name.ts';
import { dropInFolders, dropInsOf } from './drop-ins.ts';
import { unitOf } from './effective-unit.ts';
import { createHost } from './host.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

/** @param files Their texts by path; `-> PATH` is a link. */
function snapshotOf(files: Readonly<Record<string, string>>, loadPath: readonly string[] = []): Snapshot {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath });
  host.apply(
    Object.entries(files).map(([path, text]) => {
      const link = text.startsWith('-> ') ? text.slice(3) : undefined;
      return { path, layer: 'disk', text: link === undefined ? text : (files[link] ?? ''), ...(link && { link }) };
    }),
  );
  return host.snapshot();
}

const dropIns = (snapshot: Snapshot, name: string, fragment: string): string[] =>
  dropInsOf(snapshot, parseUnitName(name)!, fragment, fragment).map((file) => file.path);

describe('dropInFolders', () => {
  it('are looked up from the most specific to the widest', () => {
    expect(dropInFolders(parseUnitName('foo-bar@x.service')!)).toEqual([
      'foo-bar@x.service.d',
      'foo-bar@.service.d',
      'foo-.service.d',
      'foo-@x.service.d',
      'foo-@.service.d',
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

  it('leaves those out that are read for no unit, for want of .conf', () => {
    const snapshot = snapshotOf({
      '/w/a.service.d/override': '[Service]\nExecStart=\n',
      '/w/service.d/z': '[Service]\nExecStart=\n',
    });
    expect(dropIns(snapshot, 'a.service', '/w/a.service')).toEqual([]);
  });

  it('leaves those alone that are meant for another system', () => {
    const snapshot = snapshotOf({
      '/w/roles/a/files/web.service': '#',
      '/w/roles/b/files/web.service.d/x.conf': '#',
      '/w/roles/b/files/service.d/y.conf': '#',
      '/w/roles/a/more/web.service.d/z.conf': '#',
      '/w/image/etc/systemd/system/web.service.d/e.conf': '#',
    });
    expect(dropIns(snapshot, 'web.service', '/w/roles/a/files/web.service')).toEqual([
      '/w/roles/a/more/web.service.d/z.conf',
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

  it('looks into the folders of one place after the other, whichever is more specific', () => {
    const snapshot = snapshotOf(
      { '/etc/a-b.service': '#', '/lib/a-b.service.d/x.conf': '#', '/etc/a-.service.d/x.conf': '#' },
      ['/etc', '/lib'],
    );
    expect(dropIns(snapshot, 'a-b.service', '/etc/a-b.service')).toEqual(['/etc/a-.service.d/x.conf']);
  });

  it('takes those for the whole type last, wherever they are', () => {
    const snapshot = snapshotOf({ '/lib/a.service.d/x.conf': '#', '/etc/service.d/x.conf': '#' }, ['/etc', '/lib']);
    expect(dropIns(snapshot, 'a.service', '/lib/a.service')).toEqual(['/lib/a.service.d/x.conf']);
  });

  it('takes those beside a fragment that another one of the load path hides', () => {
    const files = { '/etc/a.service': '#', '/lib/a.service': '#', '/lib/a.service.d/x.conf': '#' };
    expect(dropIns(snapshotOf(files, ['/etc', '/lib']), 'a.service', '/etc/a.service')).toEqual([
      '/lib/a.service.d/x.conf',
    ]);
  });

  it('takes those for an alias of the unit, after its own', () => {
    const snapshot = snapshotOf(
      {
        '/lib/a.service': '#',
        '/etc/b.service': '-> /lib/a.service',
        '/etc/b.service.d/1.conf': '#',
        '/etc/b.service.d/2.conf': '#',
        '/lib/a.service.d/2.conf': '#',
      },
      ['/etc', '/lib'],
    );
    expect(dropIns(snapshot, 'a.service', '/lib/a.service')).toEqual([
      '/etc/b.service.d/1.conf',
      '/lib/a.service.d/2.conf',
    ]);
  });

  it('takes those for an instance of an alias of the template', () => {
    const snapshot = snapshotOf({
      '/w/a@.service': '#',
      '/w/b@.service': '-> /w/a@.service',
      '/w/b@x.service.d/1.conf': '#',
      '/w/b@y.service.d/2.conf': '#',
    });
    expect(dropIns(snapshot, 'a@x.service', '/w/a@.service')).toEqual(['/w/b@x.service.d/1.conf']);
  });

  it('passes by hidden files, but not what systemctl has people edit', () => {
    const snapshot = snapshotOf({
      '/w/a.service.d/.x.conf': '#',
      '/w/a.service.d/.#override.conf0123456789abcdef': '#',
    });
    expect(dropIns(snapshot, 'a.service', '/w/a.service')).toEqual(['/w/a.service.d/.#override.conf0123456789abcdef']);
  });
});

it('a link that is opened in an editor stays an alias', () => {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply([
    { path: '/w/a.service', layer: 'disk', text: '#' },
    { path: '/w/b.service', layer: 'disk', text: '#', link: '/w/a.service' },
    { path: '/w/b.service', layer: 'editor', text: '# edited' },
  ]);
  const snapshot = host.snapshot();
  expect(unitOf(snapshot, snapshot.file('/w/b.service')!)?.name.full).toBe('a.service');
});
