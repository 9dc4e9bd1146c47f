import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { createHost } from './host.ts';
import { unitFile } from './unit-file.ts';

describe('what looks like a unit file and is none', () => {
  it.each([
    ['/usr/share/dbus-1/system-services/org.example.service', '[Anything]\n'],
    ['/w/org.example.service', '# D-Bus starts this.\n\n[D-BUS Service]\nName=org.example\nExec=/bin/false\n'],
    ['/w/platform.target', '\ufeff<?xml version="1.0"?>\n<target/>\n'],
    ['/w/notes.txt', '[Service]\n'],
    ['/etc/systemd/system/multi-user.target.wants/a.service', '[Service]\n'],
  ])('%s', (path, text) => expect(unitFile(path, text)).toBeUndefined());

  it('but not a unit that only says so further down', () => {
    const text = '[Service]\nExecStart=/bin/true\n[D-BUS Service]\n';
    expect(unitFile('/w/a.service', text)?.kind.type).toBe('service');
  });
});

describe('a document that was not saved yet', () => {
  it.each([
    ['[Unit]\nDescription=x\n\n[Socket]\n', 'socket'],
    ['  [Timer]\n[Service]\n', 'timer'],
    ['[Unit]\n', 'service'],
    ['', 'service'],
    ['# [Socket]\nKey=[Socket]\n', 'service'],
  ])('%j is a %s', (text, type) => {
    expect(unitFile('/untitled://Untitled-1', text)?.kind).toMatchObject({ type, untitled: true, name: undefined });
  });

  it('is judged by its lines, and not by a name that it does not have', () => {
    const host = createHost();
    const found = (text: string): string[] => {
      host.apply([{ path: '/untitled://Untitled-1', layer: 'editor', text }]);
      const snapshot = host.snapshot();
      return diagnose(snapshot, snapshot.file('/untitled://Untitled-1')!).map(({ code }) => code);
    };
    expect(found('[Mount]\nWhere=/mnt\nWhat=a\n')).toEqual([]);
    expect(found('[Socket]\nListenStream=x:y\nAccept=maybe\n')).toEqual(['bad-address', 'bad-boolean']);
    // The same lines in another section belong to another type of unit now.
    expect(found('[Service]\nListenStream=x:y\nExecStart=/bin/true\n')).toEqual(['unknown-directive']);
  });
});
