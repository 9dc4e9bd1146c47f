import { expect, it, onTestFinished } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { FAULTS, FAULTY } from '../core/testing/faults.ts';
import { sceneOf } from '../core/testing/scene.ts';
import { createHost } from '../core/workspace/host.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { createPublisher, diagnosticsOf } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { presentationFor } from './presentation.ts';
import { NO_RUNTIME } from './runtime.ts';
import { turn } from './turn.ts';
import { pathOf, uriOf } from './uri.ts';

const BAD = 'file:///w/bad.service';
const GOOD = 'file:///w/good.service';
const WRONG = '[Service]\nExecStart=/bin/true\nNope=1\n';
const TWO_WRONG = `${WRONG}RemainAfterExit=maybe\n`;
const FAILED = {
  code: 'internal-error',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  message: expect.stringContaining('internal error (TypeError: x is not a function). Other files are not affected.'),
};

const NOTHING = { runtime: NO_RUNTIME, folders: () => [], presentation: presentationFor({}) };

/** Two open documents, one of which cannot be judged by a fault of ours. */
function twoDocuments() {
  const host = createHost();
  const open = new Map<string, OpenDocument>([BAD, GOOD].map((uri) => [uri, { uri, version: 1 }]));
  for (const uri of open.keys()) host.apply([{ path: pathOf(uri), layer: 'editor', text: WRONG }]);
  const documents: Documents = { all: () => open.values(), open: (uri) => open.get(uri), at: () => [] };
  const snapshot = (): Snapshot => {
    const now = host.snapshot();
    const file = (path: string) => {
      if (path.endsWith('bad.service')) throw new TypeError('x is not a function');
      return now.file(path);
    };
    return { ...now, file };
  };
  return { documents, snapshot };
}

it('a document that cannot be judged says so in its one diagnostic, and the log has the stack trace', () => {
  const { snapshot } = twoDocuments();
  const logged: string[] = [];
  const found = diagnosticsOf(snapshot(), BAD, presentationFor({}), (text) => logged.push(text));
  expect(found).toMatchObject([FAILED]);
  expect(logged).toEqual([
    expect.stringMatching(/^The diagnostics of file:\S+bad\.service failed: TypeError: x is not a function\n +at /),
  ]);
});

it.each(FAULTS)(
  '$name: a document has its other diagnostics and one that names what failed',
  ({ plant, kept, says }) => {
    const host = createHost();
    host.apply(Object.entries(FAULTY).map(([path, text]) => ({ path, layer: 'disk', text })));
    onTestFinished(plant(host.snapshot()));
    const shown = {
      experimental: { systemd: { rulePages: true } },
      textDocument: { diagnostic: { codeDescriptionSupport: true } },
    };
    for (const [path, codes] of Object.entries(kept)) {
      const logged: string[] = [];
      const found = diagnosticsOf(host.snapshot(), uriOf(path), presentationFor(shown), (text) => logged.push(text));
      const failed = found.filter(({ code }) => code === 'internal-error');
      expect(found.flatMap(({ code }) => (code === 'internal-error' ? [] : [code])).sort()).toEqual([...codes].sort());
      expect(failed.map(({ message }) => String(message).slice(0, says[path]?.length))).toEqual(
        says[path] ? [says[path]] : [],
      );
      // There is no page about it.
      for (const one of found) expect(one.codeDescription === undefined).toBe(one.code === 'internal-error');
      const stack = expect.stringMatching(/^The diagnostics of \S+ failed: TypeError: x is not a function\n +at /);
      expect(logged).toEqual(failed.map(() => stack));
    }
  },
);

it('a diagnostic that cannot be sent is told, and the others are sent', () => {
  const { snapshot } = sceneOf('/w/good.service', TWO_WRONG);
  const presentation = presentationFor({});
  let calls = 0;
  const template = () => {
    if (calls++ === 0) throw new TypeError('x is not a function');
    return undefined;
  };
  const language = { ...presentation.language, template };
  expect(diagnosticsOf(snapshot, GOOD, { ...presentation, language }, () => undefined)).toMatchObject([
    { code: 'internal-error', message: expect.stringMatching(/^The rule unknown-directive could not be applied/) },
    { code: 'bad-boolean' },
  ]);
});

it('the diagnostics of the other documents are pushed all the same', async () => {
  const { documents, snapshot } = twoDocuments();
  const sent: { uri: string; diagnostics: unknown[] }[] = [];
  const connection = {
    console: { error: () => undefined },
    sendDiagnostics: async (params: (typeof sent)[number]) => void sent.push(params),
  } as unknown as Connection;
  const publisher = createPublisher(connection, { ...NOTHING, snapshot }, documents);
  publisher.changed(BAD);
  publisher.changed(GOOD);
  await turn();
  await turn();
  expect(sent).toMatchObject([
    { uri: BAD, diagnostics: [FAILED] },
    { uri: GOOD, diagnostics: [{ code: 'unknown-directive' }] },
  ]);
});
