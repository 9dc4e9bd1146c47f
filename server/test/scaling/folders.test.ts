import { expect, it } from 'vitest';
import { numbered, times, type Work } from './input.ts';
import { excess } from './work.ts';

const { check } = await import('../../src/check/check.ts');
const { DEFAULT_SETTINGS } = await import('../../src/core/workspace/settings.ts');
const { createHost } = await import('../../src/core/workspace/host.ts');
const { diskInMemory } = await import('../../src/disk/disk-for-tests.ts');
const { createWorkspaceFiles } = await import('../../src/lsp/workspace-files.ts');
const { NO_RUNTIME } = await import('../../src/lsp/runtime.ts');

const SERVICE = '[Service]\nExecStart=/bin/true\n';

/** Trees of folders that have much of one thing, as texts by path. */
const TREES: Readonly<Record<string, (size: number) => Readonly<Record<string, string>>>> = {
  'many files in a folder': (size) => Object.fromEntries(times(size, (i) => [`/w/${numbered(i)}.service`, SERVICE])),
  'many folders beside each other': (size) =>
    Object.fromEntries(times(size, (i) => [`/w/${numbered(i)}/a.service`, SERVICE])),
  'many folders within each other': (size) => ({
    [`/w/${times(size, () => 'x').join('/')}/a.service`]: SERVICE,
  }),
  'many drop-in folders': (size) =>
    Object.fromEntries(times(size, (i) => [`/w/${numbered(i)}.service.d/a.conf`, '[Service]\nNice=1\n'])),
  'many files that are no units': (size) =>
    Object.fromEntries([['/w/a.service', SERVICE], ...times(size, (i) => [`/w/${numbered(i)}.txt`, ''])]),
};

/** The command line over a tree, to the last report. */
function checking(tree: (size: number) => Readonly<Record<string, string>>): Work {
  return (size) => {
    const disk = diskInMemory(tree(size));
    const { version, manager } = DEFAULT_SETTINGS;
    return () => {
      const request = { format: undefined as never, version, manager, unitPath: [], paths: ['/w'] };
      return [
        ...check(
          request,
          disk,
          (path) => path,
          () => expect.unreachable(),
        ).reports,
      ].length;
    };
  };
}

/** The neighbours of each file, as when all of them are opened. */
function opening(tree: (size: number) => Readonly<Record<string, string>>): Work {
  return (size) => {
    const files = tree(size);
    const disk = diskInMemory(files);
    return () => {
      const around = createWorkspaceFiles(createHost(), { ...NO_RUNTIME, disk }, expect.unreachable);
      for (const path of Object.keys(files)) around.readAround(path);
    };
  };
}

it.each(Object.entries(TREES))('check, with %s', (_name, tree) => {
  expect(excess(checking(tree), 100)).toBeUndefined();
});

it.each(Object.entries(TREES))('opening all files, with %s', (_name, tree) => {
  expect(excess(opening(tree), 100)).toBeUndefined();
});
