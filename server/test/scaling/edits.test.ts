import { expect, it } from 'vitest';
import type { Documents, OpenDocument } from '../../src/lsp/documents.ts';
import { numbered, times, type Work } from './input.ts';
import { excess, growth } from './work.ts';

const { diagnose } = await import('../../src/core/findings/run.ts');
const { createHost } = await import('../../src/core/workspace/host.ts');
const { DEFAULT_SETTINGS } = await import('../../src/core/workspace/settings.ts');
const { watchDiagnostics } = await import('../../src/lsp/diagnostics.ts');

const socket = (port: number) => `[Socket]\nListenStream=${port}\nAccept=yes\n`;
const TEMPLATE = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';

/** A workspace of sockets with their services, all of which are open and have their diagnostics. */
function manyOpen(size: number) {
  const host = createHost(DEFAULT_SETTINGS, { remembers: Number.POSITIVE_INFINITY });
  const documents = new Map<string, OpenDocument>();
  const open = (path: string, text: string): void => {
    documents.set(path, { uri: `file://${path}`, version: 1 });
    host.apply([{ path, layer: 'editor', text }]);
  };
  for (const index of times(size, numbered)) {
    open(`/w/a${index}.socket`, socket(index));
    open(`/w/a${index}@.service`, TEMPLATE);
  }
  const judge = (paths: Iterable<string>): void => {
    const snapshot = host.snapshot();
    for (const path of paths) diagnose(snapshot, snapshot.file(path)!);
  };
  judge(documents.keys());
  const list: Documents = {
    all: () => documents.values(),
    open: () => undefined,
    at: (path) => [documents.get(path) ?? []].flat(),
  };
  return { host, judge, affected: watchDiagnostics(() => host.snapshot(), list) };
}

/** Key presses in one file, each with all diagnostics that change by it. */
const typing: Work = (size) => {
  const { host, judge, affected } = manyOpen(size);
  const press = (port: number): void => {
    host.apply([{ path: `/w/a${numbered(0)}.socket`, layer: 'editor', text: socket(port) }]);
    judge(Array.from(affected(), ({ uri }) => uri.slice('file://'.length)));
  };
  // The first one finds what the workspace has to say, which is looked for once.
  press(1);
  return () => [2, 3, 4].forEach(press);
};

/** All files of a workspace are opened one after the other, each with its diagnostics at once. */
const opening: Work = (size) => () => {
  const host = createHost(DEFAULT_SETTINGS, { remembers: Number.POSITIVE_INFINITY });
  for (const index of times(size, numbered)) {
    for (const [path, text] of [
      [`/w/a${index}.socket`, socket(index)],
      [`/w/a${index}@.service`, TEMPLATE],
    ] as const) {
      host.apply([{ path, layer: 'editor', text }]);
      const snapshot = host.snapshot();
      diagnose(snapshot, snapshot.file(path)!);
    }
  }
};

it('a key press costs the same whatever else is open', () => {
  expect(growth(typing, 100)).toBeLessThan(1.1);
});

it('opening many files one after the other', () => {
  expect(excess(opening, 100)).toBeUndefined();
});
