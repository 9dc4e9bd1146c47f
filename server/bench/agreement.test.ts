import { expect, it } from 'vitest';
import { readCases } from '../test/conformance/cases.ts';
import type { LspClient } from '../test/lsp-client.ts';
import { findByServer, linesOf, patienceAfter, tallyOf } from './agreement.ts';

it('lines are read by file', () => {
  const output =
    'a.service:3:InvalidSetting\na.service:1:Security.NoUser\n/w/a.service:4:InvalidValue\nb.socket:1:X\nb.socket:1:UnitSectionMissing\nDone.\n';
  expect(linesOf(output)).toEqual(
    new Map([
      ['a.service', [3, 4]],
      ['b.socket', [1]],
    ]),
  );
  expect(linesOf('Done.\n')).toBeUndefined();
});

it('a program that says what systemd says agrees, and one that says nothing finds nothing', () => {
  const cases = readCases().filter((_, index) => index % 50 === 0);
  const said = new Map(cases.map(({ name, verdicts }) => [name, verdicts[262].lines.map(({ line }) => line)]));
  const agreed = tallyOf(cases, said);
  expect(agreed).toMatchObject({ misses: 0, falseAlarms: 0 });
  expect(agreed.hits).toBeGreaterThan(10);
  expect(tallyOf(cases, new Map())).toMatchObject({ hits: 0, falseAlarms: 0 });
});

it.each([
  [Number.POSITIVE_INFINITY, 2000],
  [0, 100],
  [4, 100],
  [30, 600],
  [500, 2000],
])('a server whose slowest answer took %d ms is waited for %d ms', (slowest, patience) => {
  expect(patienceAfter(slowest)).toBe(patience);
});

it('a server that answers at once is not waited for long where it is silent', async () => {
  const cases = readCases().slice(0, 8);
  const silent = new Set(cases.filter((_, index) => index % 2 === 1).map(({ name }) => name));
  const begun = performance.now();
  const found = await findByServer(serverSilentOn(silent), cases);
  expect(performance.now() - begun).toBeLessThan(1900);
  expect([...(found ?? [])].map(([name]) => name)).toEqual(
    cases.map(({ name }) => name).filter((name) => !silent.has(name)),
  );
});

/** Publishes no diagnostics of these documents, and one of all others as soon as they are opened. */
function serverSilentOn(names: ReadonlySet<string>): LspClient {
  const listeners = new Set<(params: unknown) => void>();
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const client = {
    open: async (uri: string) => {
      if (names.has(uri.replace('file:///bench/', ''))) return;
      for (const listener of [...listeners]) listener({ uri, diagnostics: [{ range, message: '' }] });
    },
    connection: {
      onNotification: (_: string, listener: (params: unknown) => void) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    },
  };
  return client as unknown as LspClient;
}
