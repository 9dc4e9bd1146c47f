import { expect, it } from 'vitest';
import { createHost } from '../core/workspace/host.ts';
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
  await new Promise<void>((done) => workspace.readFolders(['/w'], done));
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
    workspace.reread('/w/l.service');
    await new Promise((resolve) => setTimeout(resolve));
    expect(logged.length).toBeGreaterThan(0);
    for (const line of logged) expect(line).toMatch(/^(Reading|Searching) \/w\S* failed: Error: a fault of ours\n/);
  },
);
