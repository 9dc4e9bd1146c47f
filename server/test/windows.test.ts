import { win32 } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { run } from '../src/check/run.ts';
import { shown } from '../src/check/shown-path.ts';
import { type NodeFs, nodeDisk } from '../src/disk/disk.ts';
import { fromNative, toNative } from '../src/disk/native-path.ts';
import { connect } from '../src/lsp/client-for-tests.ts';
import { NO_RUNTIME } from '../src/lsp/runtime.ts';
import { pathOf, uriOf } from '../src/lsp/uri.ts';

// Windows, played on any system: paths by node:path's win32, in a file system that knows no other ones.

const FOLDER = 'C:\\units';

/** A file system that takes paths as Windows does: either slash, any case, and relative ones from the folder. */
function windows(files: Readonly<Record<string, string>>) {
  const key = (path: string) => win32.resolve(FOLDER, path).toLowerCase();
  const texts = new Map(Object.entries(files).map(([name, text]) => [key(name), text]));
  const names = new Map(Object.keys(files).map((name) => [key(name), win32.resolve(FOLDER, name)]));
  const isFolder = (path: string) => [...texts.keys()].some((file) => win32.dirname(file) === key(path));
  const open: { bytes: Uint8Array; at: number }[] = [];
  const stat = (path: string) => {
    const text = texts.get(key(path));
    if (text === undefined && !isFolder(path)) throw new Error(`ENOENT ${path}`);
    return { size: text?.length ?? 0, isFile: () => text !== undefined, isDirectory: () => text === undefined };
  };
  const fs: NodeFs = {
    constants: { O_RDONLY: 0 },
    statSync: stat,
    fstatSync: (descriptor) => ({ size: open[descriptor]!.bytes.length, isFile: () => true, isDirectory: () => false }),
    openSync: (path) => open.push({ bytes: new TextEncoder().encode(texts.get(key(path))), at: 0 }) - 1,
    readSync(descriptor, buffer, offset, length) {
      const file = open[descriptor]!;
      const part = file.bytes.subarray(file.at, file.at + length);
      buffer.set(part, offset);
      file.at += part.length;
      return part.length;
    },
    closeSync: () => undefined,
    readdirSync(path) {
      if (!isFolder(path)) throw new Error(`ENOENT ${path}`);
      const within = [...names].filter(([file]) => win32.dirname(file) === key(path));
      return within.map(([, name]) => ({
        name: win32.basename(name),
        isFile: () => true,
        isDirectory: () => false,
        isSymbolicLink: () => false,
      }));
    },
    readlinkSync: (path) => {
      throw new Error(`EINVAL ${path}`);
    },
    realpathSync: (path) => {
      stat(path);
      return names.get(key(path)) ?? win32.resolve(FOLDER, path);
    },
  };
  return {
    disk: nodeDisk(fs, true),
    text: (name: string) => texts.get(key(name)),
    write: (path: string, text: string) => texts.set(key(path), text),
  };
}

/** The command line in the folder, with what it printed. */
function command({ disk, write }: ReturnType<typeof windows>, ...words: string[]) {
  const printed: string[] = [];
  const status = run(words, {
    disk,
    program: '1.2.3',
    architecture: 'x86-64',
    isTerminal: false,
    hasColours: false,
    input: () => new Uint8Array(),
    locale: undefined,
    texts: () => undefined,
    resolve: (path) => fromNative(win32.resolve(FOLDER, path), true),
    write: (path, content) => {
      write(toNative(path, true), typeof content === 'string' ? content : new TextDecoder().decode(content));
      return undefined;
    },
    print: (output) => void printed.push(Buffer.from(output).toString()),
    progress: () => undefined,
    complain: (text) => void printed.push(text),
  });
  return { status, printed: printed.join('') };
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const SOCKET = crlf('[Socket]\nListenStream=9999\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n');
const SERVICE = crlf('[Service]\nExecStart=/bin/true\n');

describe('paths', () => {
  it.each([
    ['C:\\units\\a.socket', '/c:/units/a.socket', 'c:/units/a.socket', 'file:///c%3A/units/a.socket'],
    ['d:\\', '/d:/', 'd:/', 'file:///d%3A/'],
    [
      'C:\\my units\\ü@.service',
      '/c:/my units/ü@.service',
      'c:/my units/ü@.service',
      'file:///c%3A/my%20units/%C3%BC%40.service',
    ],
    [
      '\\\\server\\share\\a.socket',
      '//server/share/a.socket',
      '//server/share/a.socket',
      'file://server/share/a.socket',
    ],
  ])('%s', (path, core, native, uri) => {
    expect(fromNative(path, true)).toBe(core);
    expect(toNative(core, true)).toBe(native);
    expect(win32.resolve(native).toLowerCase()).toBe(win32.resolve(path).toLowerCase());
    expect([pathOf(uri), uriOf(core)]).toEqual([core, uri]);
  });

  it('of one file are one, however a client writes the drive', () => {
    const written = ['file:///c%3A/units/a.socket', 'file:///C%3A/units/a.socket', 'file:///C:/units/a.socket'];
    expect(new Set(written.map(pathOf))).toEqual(new Set(['/c:/units/a.socket']));
  });

  it('of a drive alone is that of its root, and not where the program is on it', () => {
    expect(toNative('/c:', true)).toBe('c:/');
  });

  it('of other systems stay', () => {
    for (const path of ['/etc/a.socket', '/c:/a.socket', '/w/a\\x2db.service']) {
      expect([fromNative(path, false), toNative(path, false)]).toEqual([path, path]);
    }
  });

  it.each([
    ['C:\\units', '/c:/units', 'C:\\units/a.socket'],
    ['C:\\units\\', '/c:/units', 'C:\\units/a.socket'],
    ['.', '/c:/units', './a.socket'],
  ])('below %s are shown as they were asked for', (given, absolute, expected) => {
    expect(shown('/c:/units/a.socket', { given, absolute })).toBe(expected);
  });

  it('below a drive or the root are shown as they were asked for', () => {
    expect(shown('/c:/a.socket', { given: 'C:\\', absolute: '/c:/' })).toBe('C:/a.socket');
    expect(shown('/a.socket', { given: '/', absolute: '/' })).toBe('/a.socket');
    expect(shown('/w\\/a.socket', { given: 'w\\', absolute: '/w\\' })).toBe('w\\/a.socket');
  });
});

describe('the command line', () => {
  it.each(['.', 'a.socket', 'C:\\units', 'c:/units', 'C:\\units\\a.socket', '\\units'])('checks %s', (path) => {
    const found = command(windows({ 'a.socket': SOCKET }), 'check', '--format', 'json', path);
    expect(JSON.parse(found.printed)).toMatchObject([{ code: 'accept-without-template', line: 3, endColumn: 11 }]);
    expect(found.status).toBe(1);
  });

  it('finds the units beside a file', () => {
    expect(command(windows({ 'a.socket': SOCKET, 'a@.service': SERVICE }), 'check', 'a.socket').status).toBe(0);
  });

  it.each([
    [
      'check --fix',
      ['check', '--fix'],
      '[Unit]\nBindTo=a.device\n[Service]\nExecStart=/bin/true\n',
      'BindsTo=a.device\r\n',
    ],
    [
      'format',
      ['format'],
      '[Service]\nExecStart = /bin/true\n[Install]\nWantedBy=multi-user.target\n',
      'ExecStart=/bin/true\r\n\r\n',
    ],
  ])('%s leaves the ends of lines as they are', (_name, words, text, expected) => {
    const system = windows({ 'a.service': crlf(text) });
    command(system, ...words, 'C:\\units\\a.service');
    expect(system.text('a.service')).toContain(expected);
    expect(system.text('a.service')).not.toMatch(/(?<!\r)\n/);
  });
});

describe('the language server', () => {
  const SOCKET_URI = 'file:///c%3A/units/a.socket';
  const CAPABILITIES = {
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] } },
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  } as const;

  async function serve(files: Readonly<Record<string, string>>) {
    const client = connect({ ...NO_RUNTIME, disk: windows(files).disk });
    await client.initialize(CAPABILITIES as never, {
      workspaceFolders: [{ uri: 'file:///c%3A/units', name: 'units' }],
    });
    await client.connection.sendNotification('initialized', {});
    onTestFinished(() => client.settled().then(() => undefined));
    return client;
  }

  it('finds the units beside a document, whatever the case of its drive', async () => {
    const client = await serve({ 'a@.service': SERVICE });
    await client.open('file:///C:/units/a.socket', SOCKET);
    expect(await client.pull('file:///C:/units/a.socket')).toEqual([]);
  });

  it('creates files on the drive', async () => {
    const client = await serve({});
    await client.open(SOCKET_URI, SOCKET);
    const [diagnostic] = await client.pull(SOCKET_URI);
    const [action] = await client.ask<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: SOCKET_URI },
      range: diagnostic!.range,
      context: { diagnostics: [diagnostic] },
    });
    expect(action!.edit!.documentChanges).toMatchObject([
      { kind: 'create', uri: 'file:///c%3A/units/a%40.service' },
      { textDocument: { uri: 'file:///c%3A/units/a%40.service' } },
    ]);
  });

  it.each([
    [
      'formats',
      'textDocument/formatting',
      { options: { tabSize: 2, insertSpaces: true } },
      'ListenStream=9999\r\nAccept=yes\r\n',
    ],
    [
      'renames',
      'textDocument/rename',
      { position: { line: 3, character: 10 }, newName: 'new.service' },
      'Service=new.service\r\n',
    ],
  ])('%s with the ends of lines as they are', async (_name, method, params, expected) => {
    const client = await serve({ 'old.service': SERVICE });
    const text = crlf(
      '[Socket]\nListenStream = 9999\nAccept= yes\nService=old.service\n\n[Install]\nWantedBy=sockets.target\n',
    );
    await client.open(SOCKET_URI, text);
    const answer = await client.ask<TextEdit[] | WorkspaceEdit>(method, {
      textDocument: { uri: SOCKET_URI },
      ...params,
    });
    const edits = Array.isArray(answer)
      ? answer
      : answer.documentChanges!.flatMap((change) => ('edits' in change ? (change.edits as TextEdit[]) : []));
    const after = TextDocument.applyEdits(TextDocument.create(SOCKET_URI, 'systemd-unit', 1, text), edits);
    expect(after).toContain(expected);
    expect(after).not.toMatch(/(?<!\r)\n/);
  });
});
