import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { startWith, type TestClient } from './client-for-tests.ts';

const SERVICE = 'file:///w/a.service';
const MOUNT = 'file:///w/srv-data.mount';
const SOCKET = 'file:///w/a.socket';
const ACCEPT = '[Socket]\nListenStream=9999\nAccept=yes\n';

// What a client announces of code actions and edits (LSP 3.17), and what it is sent then: each with and without.
describe('fixes', () => {
  const LITERALS = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };

  async function fixes(
    client: TestClient,
    uri: string,
    line: number,
    only?: readonly string[],
  ): Promise<readonly CodeAction[]> {
    const range = { start: { line, character: 9 }, end: { line, character: 9 } };
    return client.ask('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  it('codeActionLiteralSupport', async () => {
    const old = await startWith({});
    await old.open(SERVICE, '[Service]\nExecStart=/bin/true\nRestart=Always\n');
    expect(old.initialized.capabilities).not.toHaveProperty('codeActionProvider');
    expect(await fixes(old, SERVICE, 2)).toEqual([]);
    const client = await startWith({ codeAction: LITERALS });
    await client.open(SERVICE, '[Service]\nExecStart=/bin/true\nRestart=Always\n');
    expect(client.initialized.capabilities.codeActionProvider).toBeTruthy();
    expect((await fixes(client, SERVICE, 2)).map(({ title }) => title)).toEqual([
      'Replace with always',
      'Ignore bad-keyword in this line',
      'Ignore bad-keyword in this file',
    ]);
  });

  it.each([true, false])('isPreferredSupport: %s', async (isPreferredSupport) => {
    const client = await startWith({ codeAction: { ...LITERALS, isPreferredSupport } });
    await client.open(SERVICE, '[Service]\nExecStart=/bin/true\nRestart=Always\n');
    const [fix] = await fixes(client, SERVICE, 2);
    expect(fix?.isPreferred).toBe(isPreferredSupport ? true : undefined);
  });

  it.each([
    [{ documentChanges: true, resourceOperations: ['create', 'delete'] }, true],
    [{ documentChanges: true, resourceOperations: ['delete'] }, false],
    [{ documentChanges: true }, false],
    // Operations stand in document changes alone: a client that has these has those.
    [{ resourceOperations: ['create'] }, true],
    [undefined, false],
  ])('that make a file need a client that can make one: %j', async (workspaceEdit, expected) => {
    const client = await startWith({ codeAction: LITERALS }, { workspace: { workspaceEdit } });
    await client.open(SOCKET, ACCEPT);
    const found = await fixes(client, SOCKET, 2);
    expect(found.map(({ title }) => title).includes('Create a@.service')).toBe(expected);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found).includes('"kind":"create"')).toBe(expected);
  });

  it.each([
    [{ documentChanges: true, resourceOperations: ['rename'] }, true],
    [{ documentChanges: true, resourceOperations: ['create'] }, false],
    [{ resourceOperations: ['rename'] }, true],
  ])('that rename a file need a client that can rename one: %j', async (workspaceEdit, expected) => {
    const client = await startWith({ codeAction: LITERALS }, { workspace: { workspaceEdit } });
    await client.open(MOUNT, '[Mount]\nWhat=/dev/sdb1\nWhere=/srv/my-data\n');
    const found = await fixes(client, MOUNT, 2);
    const rename = { kind: 'rename', oldUri: MOUNT, newUri: 'file:///w/srv-my%5Cx2ddata.mount' };
    const edits = found.map(({ edit }) => edit?.documentChanges?.[0]);
    expect(edits.some((edit) => JSON.stringify(edit) === JSON.stringify(rename))).toBe(expected);
    expect(found.map(({ title }) => title)).toContain('Set Where=/srv/data');
  });

  it.each([
    [true, { documentChanges: [{ textDocument: { uri: SERVICE, version: null }, edits: [expect.anything()] }] }],
    [false, { changes: { [SERVICE]: [expect.anything()] } }],
  ])('workspaceEdit.documentChanges: %s', async (documentChanges, edit) => {
    const client = await startWith({ codeAction: LITERALS }, { workspace: { workspaceEdit: { documentChanges } } });
    await client.open(SERVICE, '[Service]\nExecStart=/bin/true\nRestart=Always\n');
    const text = { newText: 'always', range: { start: { line: 2, character: 8 }, end: { line: 2, character: 14 } } };
    for (const only of [undefined, ['source.fixAll']]) {
      const [fix] = await fixes(client, SERVICE, 2, only);
      expect(fix?.edit).toEqual(edit);
      expect(JSON.stringify(fix?.edit)).toContain(JSON.stringify(text.range));
    }
  });
});
