import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createFile,
  describeDescriptor,
  describePath,
  draftOf,
  listFolder,
  readText,
  removeDrafts,
  removeHolding,
} from './local-files.ts';
import { localOperations } from './operations.ts';
import { ok } from './outcome.ts';

const SELF = process.getuid?.() ?? 0;

// On Windows files have no modes and owners of this kind, and no unit is installed there.
describe.skipIf(process.platform === 'win32')('the files of this machine', () => {
  const files = localOperations;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('removes the drafts of a path, and nothing that only looks like them', async () => {
    const names = [
      '.a.socket.0123456789ab.tmp',
      '.a.socket.0123456789ab.tmp~',
      '.a.socket.b.0123456789ab.tmp',
      '.a.socket.mine.tmp',
      'a.socket',
      'x.a.socket.0123456789ab.tmp',
    ];
    for (const name of names) writeFileSync(join(folder, name), '');
    await removeDrafts(join(folder, 'a.socket'));
    expect(readdirSync(folder).toSorted()).toEqual(names.slice(1));
    for (const none of ['no/such/folder', 'a.socket/x/y']) await removeDrafts(join(folder, none));
  });

  it('has room for a draft of the longest name', async () => {
    const name = 'x'.repeat(247).concat('.service');
    expect(await files.write(join(folder, name), fileOf(''), 'anything')).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual([name]);
    expect(draftOf(`.${name.slice(0, 200)}.0123456789ab.tmp`)).toBe(name.slice(0, 200));
  });

  it('writes a file whole, with its mode, and leaves no draft', async () => {
    const path = join(folder, 'new/-a "b" $(c);\\x2d é.service');
    const bytes = Uint8Array.of(0, 255, 13, 10, 37);
    expect(await files.write(path, { kind: 'file', bytes, mode: 0o604 }, 'anything')).toEqual(ok(undefined));
    expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
    expect(statSync(path).mode & 0o7777).toBe(0o604);
    expect(readdirSync(join(folder, 'new'))).toHaveLength(1);
    expect(await files.read(path)).toMatchObject({ kind: 'ok', value: { kind: 'file', bytes, mode: 0o604 } });
  });

  it('gives an old file back as old as it was', async () => {
    const path = join(folder, 'a.service');
    writeFileSync(path, 'old');
    utimesSync(path, 1000, 1000.25);
    const before = await files.read(path);
    await files.write(path, fileOf('A'), 'anything');
    expect(statSync(path).mtimeMs).toBeGreaterThan(1_000_250);
    if (before.kind === 'ok') await files.write(path, before.value, 'anything');
    expect(statSync(path).mtimeMs).toBe(1_000_250);
  });

  it('replaces a link, not what it leads to, and can put the link back', async () => {
    const [target, link] = [join(folder, 'target'), join(folder, 'a.socket')];
    writeFileSync(target, 'precious');
    symlinkSync('target', link);
    const before = await files.read(link);
    expect(before).toEqual(ok({ kind: 'link', to: 'target' }));
    await files.write(link, fileOf('A'), 'anything');
    expect(readFileSync(target, 'utf8')).toBe('precious');
    await files.write(link, { kind: 'link', to: 'target' }, 'anything');
    expect(await files.read(link)).toEqual(before);
  });

  it('reads text, of a file only', async () => {
    writeFileSync(join(folder, 'a'), Uint8Array.of(65, 0xff));
    symlinkSync('a', join(folder, 'link'));
    expect(await readText(join(folder, 'a'))).toBe('A\ufffd');
    for (const name of ['link', 'missing', 'a/x', '.', 'x'.repeat(300)])
      expect(await readText(join(folder, name))).toBeUndefined();
  });

  it('reads what is a file and no larger than a unit may be', async () => {
    const path = join(folder, 'large');
    writeFileSync(path, '');
    truncateSync(path, 16 * 1024 * 1024);
    expect(await files.read(path)).toMatchObject({ value: { kind: 'file' } });
    truncateSync(path, 16 * 1024 * 1024 + 1);
    expect(await files.read(path)).toEqual(ok({ kind: 'other' }));
    if (process.platform === 'linux') expect(await files.read('/dev/null')).toEqual(ok({ kind: 'other' }));
    expect(await files.read(join(path, 'x'))).toEqual(ok({ kind: 'absent' }));
    const long = join(folder, 'x'.repeat(300));
    expect(await files.read(long)).toEqual({ kind: 'file', operation: 'read', path: long, code: 'ENAMETOOLONG' });
  });

  it('closes what it has opened, also where something fails', async () => {
    const path = join(folder, 'a');
    const file = fileOf('');
    const prototype = await prototypeOfHandles();
    const spies = [vi.spyOn(prototype, 'stat'), vi.spyOn(prototype, 'writeFile'), vi.spyOn(prototype, 'sync')] as const;
    await files.write(path, file, 'anything');
    await files.read(path);
    await createFile(join(folder, 'b'), file.bytes);
    spies[2].mockRejectedValue(new Error('no'));
    await files.write(path, file, 'anything');
    const handles = new Set(spies.flatMap(({ mock }) => mock.contexts as readonly FileHandle[]));
    for (const spy of spies) spy.mockRestore();
    // A draft and its folder, what is read, what is made, and the draft that could not be finished.
    expect([...handles].map(({ fd }) => fd)).toEqual([-1, -1, -1, -1, -1]);
  });

  it('opens nothing that may have effects when it is opened', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
    expect(await files.read(join(folder, 'socket'))).toEqual(ok({ kind: 'other' }));
    server.close();
  });

  it('writes nothing that is no file, and says why something cannot be removed', async () => {
    const path = join(folder, 'x');
    expect(await files.write(path, { kind: 'other' }, 'anything')).toEqual({
      kind: 'refused',
      what: path,
      why: 'not-a-regular-file',
    });
    mkdirSync(path);
    expect(await files.write(path, { kind: 'absent' }, 'anything')).toMatchObject({
      kind: 'file',
      operation: 'write',
      path,
    });
    writeFileSync(join(folder, 'file'), '');
    const inFile = join(folder, 'file/x');
    expect(await files.removeFolder(join(folder, 'file'))).toMatchObject({
      kind: 'file',
      operation: 'write',
      code: 'ENOTDIR',
    });
    expect(await files.resolve(inFile)).toEqual({ kind: 'file', operation: 'read', path: inFile, code: 'ENOTDIR' });
    expect(await listFolder(inFile)).toEqual({ kind: 'file', operation: 'read', path: inFile, code: 'ENOTDIR' });
    expect(await listFolder(join(folder, 'missing'))).toEqual(ok([]));
    expect(await listFolder(folder)).toEqual(ok(expect.arrayContaining(['file', 'x'])));
  });

  it('makes no folder for what it may not write', async () => {
    const path = join(folder, 'new/a');
    const file = fileOf('');
    expect(await files.write(path, file, file)).toMatchObject({ why: 'changed-meanwhile' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('looks once more when the new content is on the disk', async () => {
    const path = join(folder, 'a.socket');
    const entry = {
      kind: 'file',
      mode: 0o644,
      get bytes() {
        writeFileSync(path, 'theirs');
        return Uint8Array.of(65);
      },
    } as const;
    expect(await files.write(path, entry, { kind: 'absent' })).toEqual({
      kind: 'refused',
      what: path,
      why: 'changed-meanwhile',
    });
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['theirs', ['a.socket']]);
  });

  it('cannot write where it cannot look', async () => {
    const path = join(folder, 'x'.repeat(300));
    expect(await files.write(path, { kind: 'absent' }, { kind: 'absent' })).toMatchObject({
      operation: 'read',
      code: 'ENAMETOOLONG',
    });
  });

  it('makes a new file as old as it is', async () => {
    const path = join(folder, 'a');
    const before = Date.now();
    const utimes = vi.spyOn(await prototypeOfHandles(), 'utimes');
    await files.write(
      path,
      { kind: 'file', bytes: new Uint8Array(), mode: 0o644, owner: { uid: SELF, gid: SELF } },
      'anything',
    );
    expect(utimes).not.toHaveBeenCalled();
    utimes.mockRestore();
    expect(Math.abs(statSync(path).mtimeMs - before)).toBeLessThan(60_000);
  });

  it.runIf(SELF === 0)('gives a file to its owner, where it can', async () => {
    const path = join(folder, 'a');
    const file = fileOf('');
    await files.write(path, { ...file, owner: { uid: 1234, gid: 1235 } }, 'anything');
    expect([statSync(path).uid, statSync(path).gid]).toEqual([1234, 1235]);
    const getuid = vi.spyOn(process, 'getuid').mockReturnValue(1000);
    await files.write(path, { ...file, owner: { uid: 1, gid: 1 } }, 'anything');
    getuid.mockRestore();
    expect(statSync(path).uid).toBe(0);
  });

  it('makes a file where nothing is', async () => {
    const path = join(folder, 'new/a');
    expect(await createFile(path, Uint8Array.of(65))).toEqual(ok(true));
    expect(await createFile(path, Uint8Array.of(66))).toEqual(ok(false));
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['A', 0o600]);
    const long = join(folder, 'x'.repeat(300));
    expect(await createFile(long, new Uint8Array())).toEqual({
      kind: 'file',
      operation: 'write',
      path: long,
      code: 'ENAMETOOLONG',
    });
    expect(await createFile(join(path, 'b'), new Uint8Array())).toMatchObject({ kind: 'file', operation: 'write' });
  });

  it('removes a file that holds what it should, and no other', async () => {
    const [path, aside] = [join(folder, 'a'), join(folder, 'a.aside')];
    await removeHolding(path, aside, Uint8Array.of(65));
    writeFileSync(path, 'B');
    await removeHolding(path, aside, Uint8Array.of(65));
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['B', ['a']]);
    await removeHolding(path, aside, Uint8Array.of(66));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('describes what is at a path or behind a descriptor', async () => {
    writeFileSync(join(folder, 'a'), '', { mode: 0o640 });
    symlinkSync('a', join(folder, 'link'));
    expect(await describePath(join(folder, 'a'))).toEqual({ kind: 'file', uid: SELF, mode: 0o640 });
    expect(await describePath(folder)).toEqual({ kind: 'folder', uid: SELF, mode: 0o700 });
    expect(await describePath(join(folder, 'link'))).toMatchObject({ kind: 'other' });
    expect(await describePath(join(folder, 'missing'))).toBeUndefined();
    const descriptor = openSync(join(folder, 'a'), 'r');
    expect(describeDescriptor(descriptor)).toEqual({ kind: 'file', uid: SELF, mode: 0o640 });
    closeSync(descriptor);
    expect(describeDescriptor(descriptor)).toBeUndefined();
  });

  it('removes, and does not mind what is not there', async () => {
    const path = join(folder, 'a.socket');
    writeFileSync(path, '');
    expect(await files.write(path, { kind: 'absent' }, 'anything')).toEqual(ok(undefined));
    expect(await files.write(path, { kind: 'absent' }, 'anything')).toEqual(ok(undefined));
    expect(await files.read(path)).toEqual(ok({ kind: 'absent' }));
    expect(await files.read(join(folder, 'no/such/file'))).toEqual(ok({ kind: 'absent' }));
    expect(await files.resolve(path)).toEqual(ok(undefined));
  });

  it('removes a folder only when it is empty', async () => {
    mkdirSync(join(folder, 'a.socket.d'));
    writeFileSync(join(folder, 'a.socket.d/x.conf'), '');
    expect(await files.removeFolder(join(folder, 'a.socket.d'))).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual(['a.socket.d']);
    rmSync(join(folder, 'a.socket.d/x.conf'));
    expect(await files.removeFolder(join(folder, 'a.socket.d'))).toEqual(ok(undefined));
    expect(await files.removeFolder(join(folder, 'a.socket.d'))).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes a folder for something else, and says why it cannot write', async () => {
    expect(await files.read(folder)).toEqual(ok({ kind: 'other' }));
    writeFileSync(join(folder, 'file'), '');
    const inFile = await files.write(join(folder, 'file/x.service'), fileOf(''), 'anything');
    expect(inFile).toMatchObject({
      kind: 'file',
      operation: 'write',
      code: expect.stringMatching(/ENOTDIR|EEXIST|File exists/),
    });
  });

  it('keeps the old file where the new one cannot be finished', async () => {
    const path = join(folder, 'a.service');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    // A name too long for its draft fails before the rename.
    const long = join(folder, `${'x'.repeat(250)}.service`);
    expect(await files.write(long, fileOf('A'), 'anything')).toEqual({
      kind: 'file',
      operation: 'write',
      path: long,
      code: 'ENAMETOOLONG',
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.service']);
  });

  it('has the new content on the disk before it takes the place of the old, and then the folder', async () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'old');
    const file = fileOf('new');
    const seen: string[] = [];
    const sync = vi.spyOn(await prototypeOfHandles(), 'sync');
    sync.mockImplementation(async () => void seen.push(readFileSync(path, 'utf8')));
    expect(await files.write(path, file, 'anything')).toEqual(ok(undefined));
    expect(seen).toEqual(['old', 'new']);
    // A file system that cannot sync folders is one where it cannot be done.
    sync.mockResolvedValueOnce().mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'EINVAL' }));
    expect(await files.write(path, file, 'anything')).toEqual(ok(undefined));
    sync.mockRestore();
  });

  it('leaves the old file, and no draft, where the new one does not get to the disk', async () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'old');
    const sync = vi.spyOn(await prototypeOfHandles(), 'sync');
    sync.mockRejectedValue(Object.assign(new Error('broken'), { code: 'EIO' }));
    expect(await files.write(path, fileOf('A'), 'anything')).toEqual({
      kind: 'file',
      operation: 'write',
      path,
      code: 'EIO',
    });
    sync.mockRestore();
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a']]);
  });

  it.each<[string, (path: string) => void]>([
    ['other content', (path) => writeFileSync(path, 'theirs')],
    ['another mode', (path) => writeFileSync(path, 'ours', { mode: 0o600 })],
    ['a link to the same', (path) => symlinkSync('same', path)],
    ['nothing', () => {}],
    ['a folder', (path) => mkdirSync(path)],
  ])('writes and removes nothing where it finds %s in place of what was there', async (_, change) => {
    const path = join(folder, 'a.socket');
    writeFileSync(join(folder, 'same'), 'ours', { mode: 0o644 });
    change(path);
    const before = await files.read(path);
    const was = fileOf('ours');
    const wanted = [{ ...was, bytes: Uint8Array.of(65) }, { kind: 'link', to: 'x' }, { kind: 'absent' }] as const;
    for (const entry of wanted) {
      expect(await files.write(path, entry, was)).toEqual({ kind: 'refused', what: path, why: 'changed-meanwhile' });
    }
    expect(await files.read(path)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes where it finds what was there, of every kind', async () => {
    const path = join(folder, 'a.socket');
    const file = fileOf('a\n', 0o640);
    const empty = fileOf('', 0o604);
    const [link, absent] = [{ kind: 'link', to: 'no where\n' }, { kind: 'absent' }] as const;
    const states = [absent, file, empty, link, file, absent] as const;
    for (const [index, was] of states.slice(0, -1).entries()) {
      expect(await files.write(path, states[index + 1]!, was)).toEqual(ok(undefined));
      for (const wrong of [absent, file, link].filter((other) => other !== states[index + 1])) {
        expect(await files.write(path, empty, wrong)).toMatchObject({ why: 'changed-meanwhile' });
      }
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives no file a mode that lends the rights of its owner', async () => {
    const path = join(folder, 'a');
    for (const mode of [0o4755, 0o2755, 0o1755]) {
      const outcome = await files.write(path, fileOf('', mode), 'anything');
      expect(outcome).toEqual({ kind: 'refused', what: path, why: 'special-mode' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** What all open files inherit from. */
async function prototypeOfHandles(): Promise<FileHandle> {
  const handle = await open(tmpdir(), 'r');
  await handle.close();
  return Object.getPrototypeOf(handle);
}

function fileOf(text: string, mode = 0o644) {
  return { kind: 'file', bytes: new TextEncoder().encode(text), mode } as const;
}
