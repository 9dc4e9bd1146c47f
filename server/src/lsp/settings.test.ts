import { expect, it, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import { SOURCE_SUFFIXES } from '../core/workspace/unit-path.ts';
import { diskInMemory } from '../disk/disk-for-tests.ts';
import { connect } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';
import { readDiagnosticMode, readHintMode, readPolicy, readSettings } from './settings.ts';

const DEBIAN_12 = { ...NO_RUNTIME, installedVersion: () => 252, loadPath: (manager: string) => [`/${manager}`] };
const REMOTE = { manager: 'user', version: 257 };

test.each([
  [undefined, 252, 'installed', 'system', 'default'],
  [{ version: 'auto', manager: 'auto' }, 252, 'installed', 'system', 'default'],
  [{ version: 'auto', target: REMOTE }, 257, 'target', 'user', 'target'],
  [{ target: { manager: 'system' } }, 252, 'installed', 'system', 'target'],
  [{ version: 'installed', target: REMOTE }, 252, 'installed', 'user', 'target'],
  [{ version: 'newest', manager: 'system', target: REMOTE }, NEWEST_VERSION, 'setting', 'system', 'setting'],
  [{ version: 254, manager: 'user' }, 254, 'setting', 'user', 'setting'],
  [{ version: '254' }, 254, 'setting', 'system', 'default'],
  [{ version: -1, manager: 'both', target: { manager: 'none', version: 'x' } }, 252, 'installed', 'system', 'default'],
  [{ target: { manager: 'user', version: '257' } }, 252, 'installed', 'user', 'target'],
])('%j on a machine with systemd 252', (sent, version, versionFrom, manager, managerFrom) => {
  const origin = { version: versionFrom, manager: managerFrom };
  expect(readSettings(sent, DEBIAN_12)).toEqual({ version, manager, loadPath: [`/${manager}`], origin });
});

test('a machine without systemd is taken for one with the newest', () => {
  const { version, origin } = readSettings({ version: 'installed' }, NO_RUNTIME);
  expect([version, origin.version]).toEqual([NEWEST_VERSION, 'newest']);
});

it('settings add suffixes, and replace the folders of systems', () => {
  const read = (sent: unknown) => readSettings(sent, NO_RUNTIME);
  expect(read({}).sourceSuffixes).toBeUndefined();
  expect(read({}).systems).toBeUndefined();
  expect(read({ sourceSuffixes: ['.tt', 'x', 5, './a'], systems: ['sites/*', 1] })).toMatchObject({
    sourceSuffixes: [...SOURCE_SUFFIXES, '.tt'],
    systems: { names: [['sites', '*']] },
  });
});

it.each([
  [undefined, undefined, []],
  [
    { preset: 'project', rules: { 'bad-mode': 'off', 'bad-path': 'of', 'bad-uri': 1 } },
    undefined,
    [['bad-mode', 'off']],
  ],
  [{ preset: 'strict', rules: 'bad-mode' }, 'strict', []],
  [{ preset: 5, rules: null }, undefined, []],
])('of %j it takes the choices that are some', (sent, preset, rules) => {
  const policy = readPolicy(sent);
  expect([policy.preset, [...policy.rules]]).toEqual([preset, rules]);
});

it('a project file counts from the moment that it is there, and settings override it', async () => {
  const disk = diskInMemory({ '/w/a.service': '' });
  let project = '{"rules": {"unknown-directive": "hint"}}';
  const read = (path: string) =>
    path === '/w/systemd-units.json' ? new TextEncoder().encode(project) : disk.read(path);
  const client = connect({ ...NO_RUNTIME, disk: { ...disk, read } });
  const pull = { textDocument: { diagnostic: {} } };
  await client.initialize(pull, { workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
  const uri = 'file:///w/a.service';
  await client.open(uri, '[Service]\nExecStart=/bin/true\nNope=1\n');
  const severities = async (): Promise<unknown> => {
    const { items } = await client.ask<{ items: { severity: number }[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return items.map(({ severity }) => severity);
  };
  expect(await severities()).toEqual([4]);
  project = '{"rules": {"unknown-directive": "off"}}';
  const change = { uri: 'file:///w/systemd-units.json', type: 2 };
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [change] });
  expect(await severities()).toEqual([]);
  const systemd = { rules: { 'unknown-directive': 'error' } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { systemd } });
  expect(await severities()).toEqual([1]);
});

it('what is not set is what the manifest says, also for editors that read no manifest', () => {
  const { 'systemd.inlayHints': hints, 'systemd.diagnosticMode': mode } = manifest.contributes.configuration.properties;
  for (const sent of [undefined, {}, { inlayHints: 'many', diagnosticMode: 5 }]) {
    expect([readHintMode(sent), readDiagnosticMode(sent)]).toEqual([hints.default, mode.default]);
  }
});
