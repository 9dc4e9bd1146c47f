import { describe, expect, it } from 'vitest';
import { type ClientCapabilities, LSPErrorCodes } from 'vscode-languageserver/node';
import { diskInMemory } from '../disk/disk-for-tests.ts';
import { connect } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';

const SOCKET = 'file:///w/web.socket';
const SERVICE = 'file:///w/web.service';
const HEADER = { textDocument: { uri: SOCKET }, position: { line: 0, character: 2 } };
const FILES = {
  '/w/web.socket': '[Socket]\nListenStream=80\n',
  '/w/web.service': '[Unit]\nAfter=web.socket\n[Service]\nExecStart=/bin/a\n',
  '/w/sockets.target.wants/web.socket': '',
};
const EDITS = { documentChanges: true, resourceOperations: ['rename' as const] };

/** A client that answers questions with one of the choices, by its number, or takes none. */
async function begin(workspaceEdit: NonNullable<ClientCapabilities['workspace']>['workspaceEdit'], choice?: number) {
  const client = connect({ ...NO_RUNTIME, disk: diskInMemory(FILES) });
  const shown: string[] = [];
  client.connection.onRequest('window/showMessageRequest', ({ message, actions }) => {
    shown.push([message, ...actions.map(({ title }: { title: string }) => title)].join(' | '));
    return choice === undefined ? null : actions[choice];
  });
  client.connection.onNotification('window/showMessage', ({ message }) => {
    shown.push(message);
  });
  await client.initialize(
    { workspace: { workspaceEdit }, ...(choice !== -1 && { window: { showMessage: {} } }) } as ClientCapabilities,
    { workspaceFolders: [{ uri: 'file:///w', name: 'w' }] },
  );
  await client.open(SOCKET, FILES['/w/web.socket']);
  return { client, shown };
}

/** The changes of an answer, in one line each. */
function changesOf(edit: unknown): string[] {
  const { documentChanges } = edit as { documentChanges: Record<string, unknown>[] };
  return documentChanges.map((change) =>
    change.kind
      ? `${change.kind} ${change.oldUri} ${change.newUri}`
      : `${(change.textDocument as { uri: string }).uri} ${(change.edits as { newText: string }[]).map(({ newText }) => JSON.stringify(newText))}`,
  );
}

const OWN = [
  'rename file:///w/sockets.target.wants/web.socket file:///w/sockets.target.wants/api.socket',
  `rename ${SOCKET} file:///w/api.socket`,
];
const QUESTION =
  'web.socket and web.service belong together by name. Rename all of them? | Rename All | Rename web.socket Only';

describe('textDocument/rename', () => {
  const ask = { ...HEADER, newName: 'api.socket' };

  it.each([
    [
      'the unit alone, where the client cannot ask',
      -1,
      [],
      [`${SERVICE} "api.socket"`, `${SOCKET} "\\nService=web.service"`, ...OWN],
    ],
    [
      'all that belongs together',
      0,
      [QUESTION],
      [`${SERVICE} "api.socket"`, ...OWN, `rename ${SERVICE} file:///w/api.service`],
    ],
    ['the unit alone', 1, [QUESTION], [`${SERVICE} "api.socket"`, `${SOCKET} "\\nService=web.service"`, ...OWN]],
  ])('renames %s', async (_name, choice, questions, expected) => {
    const { client, shown } = await begin(EDITS, choice);
    expect(changesOf(await client.ask('textDocument/rename', ask)).sort()).toEqual([...expected].sort());
    expect(shown).toEqual(questions);
  });

  it('follows the name into the text of Quadlet, at its lines and columns', async () => {
    const text = '[Unit]\r\n# für 网页\r\nRequires=x.service web.socket\r\n[Container]\r\nImage=a\r\n';
    const client = connect({ ...NO_RUNTIME, disk: diskInMemory({ ...FILES, '/w/box.container': text }) });
    await client.initialize(
      { workspace: { workspaceEdit: EDITS } },
      { workspaceFolders: [{ uri: 'file:///w', name: 'w' }] },
    );
    await client.open(SOCKET, FILES['/w/web.socket']);
    const { documentChanges } = (await client.ask('textDocument/rename', ask)) as {
      documentChanges: { textDocument?: { uri: string }; edits?: unknown }[];
    };
    const change = documentChanges.find(({ textDocument }) => textDocument?.uri === 'file:///w/box.container');
    expect(change?.edits).toEqual([
      { range: { start: { line: 2, character: 19 }, end: { line: 2, character: 29 } }, newText: 'api.socket' },
    ]);
  });

  it('renames nothing where the question is closed', async () => {
    const { client } = await begin(EDITS);
    expect(await client.ask('textDocument/rename', ask)).toBeNull();
  });

  it.each([
    [EDITS, 'api.service', 'web.socket is a .socket unit, and its new name has to end in .socket.'],
    [
      { documentChanges: true },
      'api.socket',
      'This editor does not let a language server rename files. Rename the file of the unit itself.',
    ],
  ])('refuses with a sentence, for a client with %j, %s', async (edits, newName, message) => {
    const { client } = await begin(edits, -1);
    const { error } = await client.answerTo({ method: 'textDocument/rename', params: { ...HEADER, newName } });
    expect(error).toEqual({ code: LSPErrorCodes.RequestFailed, message });
    expect(client.errors).toEqual([]);
  });

  it('gives the name as it is, for it to be changed', async () => {
    const { client } = await begin(EDITS);
    expect(await client.ask('textDocument/prepareRename', HEADER)).toEqual({
      range: { start: { line: 0, character: 1 }, end: { line: 0, character: 7 } },
      placeholder: 'web.socket',
    });
    expect(
      await client.ask('textDocument/prepareRename', { ...HEADER, position: { line: 1, character: 2 } }),
    ).toBeNull();
  });
});

describe('workspace/willRenameFiles', () => {
  const files = (oldUri: string, newUri: string) => ({ files: [{ oldUri, newUri }] });

  it('gives what follows from a file that is renamed, without the file', async () => {
    const { client } = await begin(EDITS, 0);
    const edit = await client.ask('workspace/willRenameFiles', files(SOCKET, 'file:///w/api.socket'));
    expect(changesOf(edit)).toEqual([`${SERVICE} "api.socket"`, OWN[0], `rename ${SERVICE} file:///w/api.service`]);
  });

  it('gives edits alone to a client that renames no files', async () => {
    const { client, shown } = await begin({}, 0);
    const edit = await client.ask<{ changes: object }>(
      'workspace/willRenameFiles',
      files(SOCKET, 'file:///w/api.socket'),
    );
    expect(Object.keys(edit.changes).sort()).toEqual([SERVICE, SOCKET]);
    expect(shown).toEqual([]);
  });

  it('gives nothing for what an edit of its own renames, which the client tells as well', async () => {
    const { client, shown } = await begin(EDITS, 0);
    await client.ask('textDocument/rename', { ...HEADER, newName: 'api.socket' });
    for (const type of ['socket', 'service']) {
      const told = files(`file:///w/web.${type}`, `file:///w/api.${type}`);
      expect(await client.ask('workspace/willRenameFiles', told)).toBeNull();
    }
    expect(shown).toEqual([QUESTION]);
  });

  it.each([
    [
      'another type',
      'file:///w/web.timer',
      ['What names web.socket was not changed. web.socket is a .socket unit, and its new name has to end in .socket.'],
    ],
    ['another folder', 'file:///w/sub/web.socket', []],
    ['no unit', 'file:///w/web.socket.old', []],
  ])('gives nothing for %s', async (_name, to, said) => {
    const { client, shown } = await begin(EDITS, 0);
    expect(await client.ask('workspace/willRenameFiles', files(SOCKET, to))).toBeNull();
    expect(shown).toEqual(said);
  });
});
