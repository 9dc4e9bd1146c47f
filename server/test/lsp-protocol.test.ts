import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver/node';
import type { ServerAbilities } from '../src/protocol/abilities.ts';
import type { NewService } from '../src/protocol/new-service.ts';
import type { Method, Params, Requests, Result } from '../src/protocol/requests.ts';
import { type LspClient, startClient } from './lsp-client.ts';

// The requests and notifications beyond LSP, over the wire.

const FILES = {
  'web.socket': '[Unit]\nDescription=Web\n[Socket]\nListenStream=9999\nAccept=yes\n',
  'web.socket.d/port.conf': '[Socket]\nListenStream=\nListenStream=8888\n',
  'web@.service':
    '[Unit]\nAfter=other.service\n[Service]\nExecStart=-/bin/cat\nStandardInput=socket\nRestart=sometimes\n',
  'sub/other.service': '[Service]\nExecStart=/bin/true\n',
};
const cleanUp: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

/** A server over the files of a workspace, and the addresses of these. */
async function start(capabilities: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lsp-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const uri = (name: string) => pathToFileURL(join(folder, name)).toString().replace('@', '%40');
  const client = await startClient({ folders: [pathToFileURL(folder).toString()], capabilities });
  cleanUp.push(() => client.stop());
  await client.open(uri('web.socket'), FILES['web.socket']);
  await expect.poll(() => askFor(client, 'systemd/sockets', undefined)).toHaveLength(1);
  return { client, folder, uri };
}

function askFor<M extends Method>(client: LspClient, method: M, params: Params<M>): Promise<Result<M>> {
  return params === undefined
    ? client.connection.sendRequest<Result<M>>(method)
    : client.connection.sendRequest<Result<M>>(method, params);
}

function abilitiesOf({ initialized }: LspClient): ServerAbilities {
  return (initialized.capabilities.experimental as { systemd: ServerAbilities }).systemd;
}

/** What is answered with a list, or about no document. */
const LISTS: ReadonlySet<string> = new Set(['systemd/sockets', 'systemd/ports', 'systemd/convertInetd']);

const NEW_SERVICE: NewService = {
  name: 'new',
  folder: 'file:///srv/units',
  manager: 'user',
  owner: 'me',
  type: 'stream',
  address: '8000',
  program: { kind: 'handler', language: 'python' },
};

describe('requests', () => {
  it('are announced, and each is answered', async () => {
    const { client, uri } = await start();
    const socket = { textDocument: { uri: uri('web.socket') } };
    const asked: { readonly [M in keyof Requests]: Params<M> } = {
      'systemd/plan': { ...socket, manager: 'user' },
      'systemd/sockets': undefined,
      'systemd/ports': undefined,
      'systemd/effectiveUnit': socket,
      'systemd/security': { textDocument: { uri: uri('web@.service') } },
      'systemd/dropIn': { ...socket, directives: [] },
      'systemd/dropInOfCopy': { ...socket, packaged: '[Socket]\nListenStream=1\n' },
      'systemd/graph': { ...socket, format: 'dot' },
      'systemd/unitFiles': socket,
      'systemd/compare': { ...socket, remarks: [] },
      'systemd/judgedBy': socket,
      'systemd/manual': { ...socket, position: { line: 0, character: 0 } },
      'systemd/convertInetd': {
        inetd: { text: 'ftp stream tcp nowait root /usr/bin/ftpd ftpd\n', folder: 'file:///w' },
      },
      'systemd/newService': { service: NEW_SERVICE },
      'systemd/rulePage': { code: 'unknown-directive' },
    };
    const { requests, diskFiles } = abilitiesOf(client);
    expect(requests.toSorted()).toEqual(Object.keys(asked).toSorted());
    expect(diskFiles).toBe(false);
    for (const method of requests) expect(await askFor(client, method, asked[method]), method).toBeTruthy();
  });

  it('are refused where their parameters make no sense, and answered with nothing about what is no document', async () => {
    const { client } = await start();
    const send = (method: Method, params: unknown) =>
      params === undefined ? client.connection.sendRequest(method) : client.connection.sendRequest(method, params);
    for (const method of abilitiesOf(client).requests.filter((one) => !LISTS.has(one))) {
      for (const params of [undefined, null, {}, { textDocument: null }, { textDocument: { uri: 7 } }]) {
        await expect(send(method, params), `${method} ${JSON.stringify(params)}`).rejects.toMatchObject({
          code: ErrorCodes.InvalidParams,
        });
      }
      const nothing = { textDocument: { uri: 'nothing' }, position: { line: 0, character: 0 }, manager: 'user' };
      const service = { ...NEW_SERVICE, name: 'no name' };
      expect(
        await send(method, {
          ...nothing,
          remarks: [],
          directives: [],
          packaged: '',
          format: 'dot',
          code: 'nothing',
          service,
        }),
      ).toBeNull();
    }
  });

  it('name files by their URI and places by their lines', async () => {
    const { client, uri, folder } = await start();
    const line = (number: number, from: number, to: number) => ({
      start: { line: number, character: from },
      end: { line: number, character: to },
    });
    const template = { textDocument: { uri: uri('web@.service') } };
    const plan = await askFor(client, 'systemd/plan', { ...template, manager: 'user' });
    expect(plan?.files.map(({ source }) => source)).toEqual(
      ['web@.service', 'web.socket', 'web.socket.d/port.conf'].map(uri),
    );
    const [socket] = await askFor(client, 'systemd/sockets', undefined);
    expect(socket).toMatchObject({ uri: uri('web.socket'), serviceUri: uri('web@.service') });

    const effective = await askFor(client, 'systemd/effectiveUnit', { textDocument: { uri: uri('web.socket') } });
    expect(effective?.lines.find(({ text }) => text === 'ListenStream=8888')).toEqual({
      text: 'ListenStream=8888',
      directive: 'ListenStream',
      origin: { uri: uri('web.socket.d/port.conf'), range: line(2, 0, 17) },
    });
    expect(await askFor(client, 'systemd/unitFiles', template)).toMatchObject({
      fragment: uri('web@.service'),
      folders: [uri('sub')],
    });

    const text = 'Failed to parse Restart=sometimes, ignoring.';
    const remark = { severity: 'warning', source: undefined, unit: undefined, text } as const;
    const compared = await askFor(client, 'systemd/compare', {
      ...template,
      remarks: [{ ...remark, uri: uri('web@.service'), line: 6 }],
    });
    const place = { uri: uri('web@.service'), range: line(5, 0, 17) };
    expect(compared?.places).toEqual([place]);
    expect(compared?.agreed[0]?.claims[0]).toMatchObject({ code: 'bad-keyword', location: { uri: place.uri } });
    // A path would be a fault in any of them.
    expect(JSON.stringify([plan, socket, effective, compared])).not.toContain(`"${folder}`);
  });
});

it('a plan has what the machine of the server adds to it', async () => {
  const { client, folder, uri } = await start();
  const text = '[Service]\nExecStart=/usr/bin/python3 %h/app/web.py %i\nStandardInput=socket\n';
  await client.open(uri('web@.service'), text);
  const ask = () => askFor(client, 'systemd/plan', { textDocument: { uri: uri('web.socket') }, manager: 'user' });
  expect((await ask())?.handlers).toEqual([]);
  writeFileSync(join(folder, 'web.py'), '');
  const plan = await ask();
  expect(plan?.handlers).toEqual([
    { file: uri('web.py'), path: 'app/web.py', belowHome: true, executed: false, unit: 'web@.service' },
  ]);
  expect(plan?.commands.map(({ argv }) => argv)).toEqual([['/usr/bin/python3', '%h/app/web.py', '%i']]);
  const tried = plan?.dryRun;
  if (tried?.kind !== 'command') throw new Error(tried?.kind);
  expect([tried.folder, tried.endsOnce]).toEqual([homedir(), false]);
  expect(tried.argv.slice(-3)).toEqual(['/usr/bin/python3', `${homedir()}/app/web.py`, '0']);
});

describe('systemd/unitsChanged', () => {
  it.each([
    ['goes to a client that has announced it', true],
    ['goes to no other', false],
  ])('%s', async (_, unitsChanged) => {
    const { client, uri } = await start({ experimental: { systemd: { unitsChanged } } });
    let told = 0;
    client.connection.onNotification('systemd/unitsChanged', () => {
      told += 1;
    });
    await client.change(uri('web.socket'), 2, { text: '[Socket]\nListenStream=1\n' });
    await askFor(client, 'systemd/sockets', undefined);
    expect(told).toBe(unitsChanged ? 1 : 0);
  });
});

it('what is announced in a way that makes no sense counts for nothing', async () => {
  for (const experimental of [null, 7, [], { systemd: null }, { systemd: { commands: 'all', unitsChanged: 'yes' } }]) {
    const { client, uri } = await start({ experimental });
    const lenses = await client.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: uri('web.socket') },
    });
    expect(lenses).toEqual([]);
  }
});
