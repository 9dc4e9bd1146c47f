import { expect, it } from 'vitest';
import { createHost } from '../core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../core/workspace/settings.ts';
import type { Disk } from '../disk/disk.ts';
import { diskInMemory } from '../disk/disk-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';
import { createWorkspaceFiles } from './workspace-files.ts';

it('leaves out a file that cannot be read by a fault of ours, and reads the others', async () => {
  const files = diskInMemory({ '/w/a.service': '[Unit]\n', '/w/b.service': '[Unit]\n', '/w/c.service': '[Unit]\n' });
  const disk: typeof files = {
    ...files,
    read(path) {
      if (path === '/w/b.service') throw new Error('a fault of ours');
      return files.read(path);
    },
  };
  const logged: string[] = [];
  const host = createHost();
  const workspace = createWorkspaceFiles(host, { ...NO_RUNTIME, disk }, (text) => logged.push(text));
  await new Promise<boolean>((done) => workspace.readFolders(['/w'], done));
  expect([...host.snapshot().paths()].toSorted()).toEqual(['/w/a.service', '/w/c.service']);
  expect(logged).toEqual([expect.stringContaining('Reading /w/b.service failed: Error: a fault of ours')]);
});

it.each(['read', 'list', 'link', 'real', 'kind'] as const)(
  'whatever it asks of the disk, a fault there costs no caller: %s',
  async (method) => {
    const files = diskInMemory(
      { '/w/a.service': '[Unit]\n', '/w/d/b.service': '[Unit]\n' },
      { '/w/l.service': '/w/a.service' },
    );
    const disk = {
      ...files,
      [method]: () => {
        throw new Error('a fault of ours');
      },
    };
    const logged: string[] = [];
    const workspace = createWorkspaceFiles(createHost(), { ...NO_RUNTIME, disk }, (text) => logged.push(text));
    workspace.readAround('/w/a.service');
    workspace.readFolders(['/w', '/w/d'], () => undefined);
    workspace.reread(['/w/l.service', '/w/x']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(logged.length).toBeGreaterThan(0);
    for (const line of logged) expect(line).toMatch(/^(Reading|Searching) \/w\S* failed: Error: a fault of ours\n/);
  },
);

/** A host that reads a disk whose files can be changed. */
function reading(files: Record<string, string>) {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath: ['/etc/systemd/system'] });
  const disk = (): Disk => diskInMemory(files);
  const now: Disk = {
    read: (path) => disk().read(path),
    list: (path) => disk().list(path),
    link: (path) => disk().link(path),
    real: (path) => disk().real(path),
    kind: (path) => disk().kind(path),
  };
  const workspace = createWorkspaceFiles(host, { ...NO_RUNTIME, disk: now }, (text) => expect(text).toBe(''));
  return { workspace, paths: () => [...host.snapshot().paths()].toSorted(), host };
}

const THREE = { '/w/a.service': '[Unit]\n', '/w/d/b.service': '[Unit]\n', '/w/d/b.service.d/c.conf': '[Unit]\n' };

it('a file that was deleted is left out, and so are all of a folder of which only its own deletion is told', async () => {
  const files: Record<string, string> = { ...THREE };
  const { workspace, paths } = reading(files);
  await new Promise<boolean>((done) => workspace.readFolders(['/w'], done));
  expect(paths()).toEqual(Object.keys(THREE));
  delete files['/w/d/b.service'];
  delete files['/w/d/b.service.d/c.conf'];
  expect(workspace.reread(['/w/d'])).toBe(true);
  expect(paths()).toEqual(['/w/a.service']);
  delete files['/w/a.service'];
  expect(workspace.reread(['/w/a.service', '/w/node_modules'])).toBe(true);
  expect(paths()).toEqual([]);
  expect(workspace.reread(['/w/node_modules'])).toBe(false);
});

it('what is told to be gone and is there again is left alone', () => {
  const files: Record<string, string> = { ...THREE };
  const { workspace, paths } = reading(files);
  workspace.readAround('/w/d/b.service');
  expect(workspace.reread(['/w/d'])).toBe(false);
  expect(paths()).toEqual(['/w/d/b.service', '/w/d/b.service.d/c.conf']);
});

it('where nobody watches, opening a document reads its folder and the load path again', () => {
  const installed = '/etc/systemd/system/i.service';
  const files: Record<string, string> = { ...THREE, [installed]: '[Unit]\n' };
  const { workspace, paths } = reading(files);
  workspace.readAround('/w/d/b.service.d/c.conf');
  expect(paths()).toEqual([installed, '/w/d/b.service', '/w/d/b.service.d/c.conf']);
  delete files['/w/d/b.service'];
  delete files[installed];
  files['/w/d/new.service'] = '[Unit]\n';
  workspace.readAround('/w/d/b.service.d/c.conf');
  expect(paths()).toEqual(['/w/d/b.service.d/c.conf', '/w/d/new.service']);
  for (const path of Object.keys(files)) delete files[path];
  workspace.readAround('/w/d/b.service.d/c.conf');
  expect(paths()).toEqual([]);
});

it('the files of a folder that is no longer of the workspace are left out', async () => {
  const { workspace, paths } = reading({ ...THREE, '/v/e.service': '[Unit]\n' });
  await new Promise<boolean>((done) => workspace.readFolders(['/w', '/v'], done));
  workspace.readFolders(['/v'], () => undefined);
  expect(paths()).toEqual(['/v/e.service']);
});

it('a unit that something else makes is known as long as its source is', () => {
  const files: Record<string, string> = { '/w/a.socket': '[Socket]\n', '/w/a.container': '[Container]\n' };
  const { workspace, host } = reading(files);
  workspace.readAround('/w/a.socket');
  expect(host.snapshot().makersOf('a.service')).toEqual(['/w/a.container']);
  delete files['/w/a.container'];
  workspace.reread(['/w/a.container']);
  expect(host.snapshot().makersOf('a.service')).toEqual([]);
});

it('a folder that is made in the workspace is read with its files, and none that is passed by', async () => {
  const files: Record<string, string> = { ...THREE };
  const { workspace, paths } = reading(files);
  await new Promise<boolean>((done) => workspace.readFolders(['/w'], done));
  const before = paths();
  for (const folder of ['/w/new', '/w/node_modules/x', '/v']) files[`${folder}/n.service`] = '[Unit]\n';
  expect(workspace.reread(['/w/new', '/w/node_modules/x', '/v'])).toBe(true);
  expect(paths().filter((path) => !before.includes(path))).toEqual(['/w/new/n.service']);
});
