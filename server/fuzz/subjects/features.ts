import fc from 'fast-check';
import type { ClientCapabilities } from 'vscode-languageserver';
import { folderOf } from '../../src/core/workspace/paths.ts';
import { diskInMemory } from '../../src/disk/disk-for-tests.ts';
import { answers, METHODS } from '../../src/lsp/answers-for-tests.ts';
import { presentationFor } from '../../src/lsp/presentation.ts';
import { NO_RUNTIME } from '../../src/lsp/runtime.ts';
import { EDITOR } from '../../test/lsp-client.ts';
import { workspace } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';
import { snapshotOf } from './units.ts';

const RUNTIME = {
  ...NO_RUNTIME,
  home: '/home/a',
  disk: diskInMemory({ '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n', '/bin/a': '', '/dev/null': '', '/a b/c:d': '' }),
};

const input = fc.record({
  workspace,
  method: fc.constantFrom(...METHODS),
  line: fc.nat({ max: 30 }),
  character: fc.nat({ max: 40 }),
  isPlain: fc.boolean(),
  newName: fc.constantFrom('b.service', 'b@.service', 'b.socket', 'b\\x2dc.service', 'b', ''),
  only: fc.constantFrom(undefined, 'quickfix', 'source.fixAll'),
});

/** Every request has an answer at every place, and places in the answer are places. */
export const features = subject('features', input, ({ workspace, method, line, character, isPlain, only, newName }) => {
  const snapshot = snapshotOf(workspace);
  const presentation = presentationFor(isPlain ? {} : (EDITOR as ClientCapabilities));
  const answer = answers({
    snapshot: () => snapshot,
    runtime: RUNTIME,
    folders: () => ['/w'],
    presentation,
    hints: () => 'all',
  }).get(method)!;
  for (const path of Object.keys(workspace.files)) {
    const position = { line, character };
    const answered = answer({
      textDocument: { uri: `file://${path}` },
      position,
      positions: [position],
      range: { start: { line: 0, character: 0 }, end: position },
      query: 'a',
      context: { diagnostics: [], includeDeclaration: true, ...(only && { only: [only] }) },
      manager: workspace.manager,
      remarks: [],
      code: 'bad-number',
      packaged: Object.values(workspace.files)[0],
      format: 'dot',
      directives: DIRECTIVES,
      item: { uri: `file://${path}`, data: { name: newName } },
      service: { ...SERVICE, name: newName },
      inetd: { text: workspace.files[path], folder: 'file:///w' },
      newName,
      files: [{ oldUri: `file://${path}`, newUri: `file://${folderOf(path)}/${encodeURIComponent(newName)}` }],
    });
    ensurePlaces(JSON.parse(JSON.stringify(answered ?? null)));
  }
});

/** Those to be overridden in a drop-in, known and unknown. */
const DIRECTIVES = [
  { section: 'Socket', key: 'ListenStream' },
  { section: 'Service', key: 'ExecStart' },
  { section: 'toString', key: '__proto__' },
];

const SERVICE = {
  ...{ folder: 'file:///w', manager: 'user', owner: 'me', type: 'stream', address: '8000' },
  program: { kind: 'proxy', to: 'localhost:80', backend: 'a.service' },
};

interface Position {
  readonly line: number;
  readonly character: number;
}

/** @throws Error for a range that ends before it begins. */
function ensurePlaces(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { start, end } = value as { readonly start?: Position; readonly end?: Position };
  if (start !== undefined && end !== undefined && typeof start === 'object') {
    const isInOrder = start.line < end.line || (start.line === end.line && start.character <= end.character);
    ensure(
      start.line >= 0 && start.character >= 0 && isInOrder,
      `a range from ${JSON.stringify(start)} to ${JSON.stringify(end)}`,
    );
  }
  for (const member of Object.values(value)) ensurePlaces(member);
}
