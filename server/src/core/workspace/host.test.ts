import { describe, expect, it } from 'vitest';
import { analysisOf } from './analyse.ts';
import { items, setting, unitOf } from './effective-unit.ts';
import { createHost, type Host } from './host.ts';
import { findFragment } from './load-path.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

function hostWith(files: Readonly<Record<string, string>>): Host {
  const host = createHost();
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk', text })));
  return host;
}

const effective = (host: Host, path: string) => {
  const snapshot = host.snapshot();
  return unitOf(snapshot, snapshot.file(path)!)!;
};
const texts = (host: Host, path: string, section: string, key: string): string[] =>
  items(effective(host, path), section, key).map((item) => item.text);

describe('the host', () => {
  it('lets the editor win over the disk until the document is closed', () => {
    const host = hostWith({ '/w/a.service': '[Unit]\nDescription=disk\n' });
    const description = () => setting(effective(host, '/w/a.service'), 'Unit', 'Description')?.text;
    host.apply([{ path: '/w/a.service', layer: 'editor', text: '[Unit]\nDescription=editor\n' }]);
    expect(description()).toBe('editor');
    host.apply([{ path: '/w/a.service', layer: 'editor', text: undefined }]);
    expect(description()).toBe('disk');
    host.apply([{ path: '/w/a.service', layer: 'disk', text: undefined }]);
    expect(host.snapshot().file('/w/a.service')).toBeUndefined();
  });

  it('has of a file of Quadlet the text in the editor, whatever is read from the disk, until it is closed', () => {
    const host = hostWith({ '/w/a.container': 'disk' });
    const change = (layer: 'disk' | 'editor', text: string | undefined): string | undefined => {
      host.apply([{ path: '/w/a.container', layer, text }]);
      return host.snapshot().quadlets().get('/w/a.container');
    };
    expect(change('editor', 'editor')).toBe('editor');
    const held = host.snapshot();
    expect(change('disk', 'pulled')).toBe('editor');
    expect(change('editor', undefined)).toBe('pulled');
    expect(change('disk', undefined)).toBeUndefined();
    expect(held.quadlets().get('/w/a.container')).toBe('editor');
  });

  it('never changes a snapshot that somebody holds', () => {
    const host = hostWith({ '/w/a.service': 'old' });
    const held = host.snapshot();
    host.apply([
      { path: '/w/a.service', layer: 'disk', text: 'new' },
      { path: '/w/b.service', layer: 'disk', text: 'more' },
    ]);
    expect(held.file('/w/a.service')?.text).toBe('old');
    expect(held.pathsNamed('b.service')).toEqual([]);
    expect(host.snapshot().pathsNamed('b.service')).toHaveLength(1);
    expect(host.snapshot()).toBe(host.snapshot());
  });

  it('judges anew when the settings change', () => {
    const host = hostWith({ '/w/a.service': '[Service]\nRestartMode=direct\n' });
    const entries = () => analysisOf(host.snapshot().file('/w/a.service')!, host.snapshot().settings).entries.length;
    expect(entries()).toBe(1);
    host.configure({ ...DEFAULT_SETTINGS, version: 252 });
    expect(entries()).toBe(0);
  });
});

describe('an effective unit', () => {
  it('merges drop-ins over the fragment, in order', () => {
    const host = hostWith({
      '/w/a.socket': '[Socket]\nListenStream=1\n',
      '/w/a.socket.d/10.conf': '[Socket]\nListenStream=2\n',
      '/w/a.socket.d/20.conf': '[Socket]\nBacklog=5\nListenDatagram=3\n',
    });
    expect(texts(host, '/w/a.socket', 'Socket', 'ListenStream')).toEqual(['1', '2']);
    expect(setting(effective(host, '/w/a.socket.d/20.conf'), 'Socket', 'Backlog')?.entry.file.path).toBe(
      '/w/a.socket.d/20.conf',
    );
  });

  it('an empty assignment empties a list, and all listeners together', () => {
    const host = hostWith({
      '/w/a.socket': '[Socket]\nListenStream=1\nListenDatagram=2\n',
      '/w/a.socket.d/10.conf': '[Socket]\nListenStream=\nListenStream=3\n',
    });
    expect(texts(host, '/w/a.socket', 'Socket', 'ListenStream')).toEqual(['3']);
    expect(texts(host, '/w/a.socket', 'Socket', 'ListenDatagram')).toEqual([]);
  });

  it('leaves out what systemd ignores', () => {
    const host = hostWith({ '/w/a.socket': '[Socket]\nAccept=yes\nAccept=perhaps\n' });
    expect(texts(host, '/w/a.socket', 'Socket', 'Accept')).toEqual(['yes']);
  });

  it('takes the first Unit= of a timer and leaves further ones out', () => {
    const host = hostWith({ '/w/a.timer': '[Timer]\nOnBootSec=1\nUnit=b.service\nUnit=c.service\n' });
    expect(texts(host, '/w/a.timer', 'Timer', 'Unit')).toEqual(['b.service']);
  });

  it('goes by the name of the unit that a link leads to', () => {
    const host = hostWith({ '/w/real.service': '[Service]\nExecStart=/bin/true\n' });
    host.apply([
      { path: '/w/alias.service', layer: 'disk', text: '[Service]\nExecStart=/bin/true\n', link: '/w/real.service' },
    ]);
    expect(effective(host, '/w/alias.service').name.full).toBe('real.service');
  });

  it('is masked by an empty file and by a link to /dev/null', () => {
    const host = hostWith({ '/w/a.service': '' });
    host.apply([{ path: '/w/b.service', layer: 'disk', text: '', link: '/dev/null' }]);
    expect([effective(host, '/w/a.service').masked, effective(host, '/w/b.service').masked]).toEqual([true, true]);
  });
});

describe('findFragment', () => {
  it('looks in the same folder, then in the nearest, then in the load path', () => {
    const host = createHost({ ...DEFAULT_SETTINGS, loadPath: ['/etc', '/lib'] });
    const put = (...paths: string[]) => host.apply(paths.map((path) => ({ path, layer: 'disk' as const, text: '#' })));
    const found = (name: string) => findFragment(host.snapshot(), name, '/w/one/asking.socket')?.path;
    put('/lib/a.service');
    expect(found('a.service')).toBe('/lib/a.service');
    put('/etc/a.service');
    expect(found('a.service')).toBe('/etc/a.service');
    put('/w/two/a.service');
    expect(found('a.service')).toBe('/w/two/a.service');
    put('/w/one/a.service');
    expect(found('a.service')).toBe('/w/one/a.service');
  });

  it('falls back from an instance to its template', () => {
    const host = hostWith({ '/w/a@.service': '#' });
    expect(findFragment(host.snapshot(), 'a@x.service', '/w/b.socket')?.path).toBe('/w/a@.service');
    expect(findFragment(host.snapshot(), 'a.service', '/w/b.socket')).toBeUndefined();
  });
});
