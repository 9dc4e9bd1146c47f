import { expect, it } from 'vitest';
import type { ServerCapabilities } from 'vscode-languageserver';
import { FEATURE_NAMES } from '../protocol/settings.ts';
import { connect } from './client-for-tests.ts';
import { featureOf, METHODS_OF } from './feature-names.ts';
import { FEATURES } from './features.ts';

const URI = 'file:///w/web.service';
const TEXT = '[Service]\nExecStart=/bin/true\nNope=1\n';
/** A client that can do what the server may announce. */
const CAPABLE = {
  textDocument: {
    diagnostic: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};
/** One with which diagnostics are pushed. */
const OLD = { textDocument: { codeAction: CAPABLE.textDocument.codeAction } };
const HOVER = { textDocument: { uri: URI }, position: { line: 1, character: 1 } };

it('has each request of the table of features', () => {
  const named = Object.values(METHODS_OF).flat();
  expect(new Set(FEATURES.map(({ method }) => method))).toEqual(new Set(named));
  expect(named.every((method) => METHODS_OF[featureOf(method) as keyof typeof METHODS_OF].includes(method))).toBe(true);
});

it.each(FEATURE_NAMES)('%s is not announced where it is off, and all the rest is', async (name) => {
  const all = flat((await connect().initialize(CAPABLE)).capabilities);
  const off = await connect().initialize(CAPABLE, { initializationOptions: { featuresOff: [name, 'nonsense', 5] } });
  const rest = flat(off.capabilities);
  expect(rest.filter((one) => !all.includes(one))).toEqual([]);
  const gone = all.filter((one) => !rest.includes(one));
  expect(gone.length).toBeGreaterThan(0);
  expect(gone.filter((one) => !one.toLowerCase().includes(name.toLowerCase().replace(/s$/, '')))).toEqual([]);
});

it('a feature is off from the moment that the settings say so, and back when they do not', async () => {
  const client = connect();
  await client.initialize(CAPABLE);
  await client.open(URI, TEXT);
  const set = (featuresOff: unknown) =>
    client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { systemd: { featuresOff } } });
  const findings = async () => (await client.pull(URI)).map(({ code }) => code);
  expect([await client.ask('textDocument/hover', HOVER), await findings()]).toEqual([
    expect.anything(),
    ['unknown-directive'],
  ]);
  await set(['hover', 'diagnostics']);
  expect([await client.ask('textDocument/hover', HOVER), await findings()]).toEqual([null, []]);
  expect(await client.ask('textDocument/foldingRange', { textDocument: { uri: URI } })).not.toEqual([]);
  await set('hover');
  expect([await client.ask('textDocument/hover', HOVER), await findings()]).toEqual([
    expect.anything(),
    ['unknown-directive'],
  ]);
});

it('a client that does not pull is sent no diagnostics while they are off', async () => {
  const client = connect();
  const sent: unknown[] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: object[] }) => {
    sent.push(diagnostics.length);
  });
  await client.initialize(OLD, { initializationOptions: { featuresOff: ['diagnostics'] } });
  await client.open(URI, TEXT);
  await client.settled();
  await client.settled();
  expect(sent).toEqual([0]);
});

/** The capabilities that have a value, those of the workspace under their own names. */
function flat({ workspace, experimental: _, ...rest }: ServerCapabilities): string[] {
  return [...Object.keys(rest), ...Object.keys(workspace?.fileOperations ?? {})];
}
