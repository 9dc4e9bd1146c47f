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
