import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { posixFiles } from '../src/manager/elsewhere/posix-files.ts';
import { ok } from '../src/manager/outcome.ts';
import { runProgram } from '../src/manager/process.ts';

describe('files through a POSIX shell', () => {
  const files = posixFiles((argv, options) => runProgram(argv, { ...options, env: { LC_ALL: 'C' } }));
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'posix-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes a file whole, with its mode, and leaves no draft', async () => {
    const path = join(folder, 'new', '-a "b" \'c\' $(d);\\x2d!\né.service');
    const bytes = Uint8Array.of(0, 255, 13, 10, 10);
    const modified = 1_600_000_000_999;
    expect(await files.write(path, { kind: 'file', bytes, mode: 0o604, modified }, 'anything')).toEqual(ok(undefined));
    expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
    expect(statSync(path).mode & 0o7777).toBe(0o604);
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(folder, 'new'))).toHaveLength(1);
    const wanted = { kind: 'file', bytes, mode: 0o604, modified: 1_600_000_000_000 };
    expect(await files.read(path)).toMatchObject({ kind: 'ok', value: wanted });
    expect(await files.resolve(path)).toEqual(ok(path));
  });

  it('makes folders that all may look into, and files of the wanted mode, whatever the umask of the machine', async () => {
    for (const umask of ['077', '000']) {
      const path = join(folder, umask, 'a.service');
      const masked = posixFiles((argv, options) =>
        runProgram(['sh', '-c', `umask ${umask}; exec "$@"`, 'sh', ...argv], options),
      );
      await masked.write(path, { kind: 'file', bytes: new Uint8Array(), mode: 0o640 }, 'anything');
      expect([join(folder, umask), path].map((one) => statSync(one).mode & 0o777)).toEqual([0o755, 0o640]);
    }
  });

  it('takes an empty file for one', async () => {
    const path = join(folder, 'empty.service');
    await files.write(path, { kind: 'file', bytes: new Uint8Array(), mode: 0o644 }, 'anything');
    expect(await files.read(path)).toMatchObject({ kind: 'ok', value: { kind: 'file', bytes: new Uint8Array() } });
  });

  it('replaces a link, not what it leads to, and can put the link back', async () => {
    const [target, link] = [join(folder, 'target'), join(folder, 'a.socket')];
    mkdirSync(target);
    symlinkSync('target', link);
    expect(await files.read(link)).toEqual(ok({ kind: 'link', to: 'target' }));
    expect(await files.resolve(link)).toEqual(ok(target));
    await files.write(link, { kind: 'file', bytes: Uint8Array.of(65), mode: 0o644 }, 'anything');
    expect(readFileSync(link, 'utf8')).toBe('A');
    await files.write(link, { kind: 'link', to: '-no where\n' }, 'anything');
    expect(await files.read(link)).toEqual(ok({ kind: 'link', to: '-no where\n' }));
    expect(await files.resolve(link)).toEqual(ok(undefined));
    expect(readdirSync(target)).toEqual([]);
  });

  it('removes files and empty folders, and does not mind what is not there', async () => {
    const path = join(folder, 'a.socket');
    writeFileSync(path, '');
    expect(await files.removeFolder(folder)).toEqual(ok(undefined));
    for (let twice = 0; twice < 2; twice++)
      expect(await files.write(path, { kind: 'absent' }, 'anything')).toEqual(ok(undefined));
    expect(await files.read(path)).toEqual(ok({ kind: 'absent' }));
    expect(await files.read(join(path, 'x'))).toEqual(ok({ kind: 'absent' }));
    for (let twice = 0; twice < 2; twice++) expect(await files.removeFolder(folder)).toEqual(ok(undefined));
    expect(await files.read(folder)).toEqual(ok({ kind: 'absent' }));
  });

  it('says why something cannot be done', async () => {
    const file = { kind: 'file', bytes: Uint8Array.of(1), mode: 0o644 } as const;
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'file'), '');
    const code = async (path: string) => {
      const outcome = await files.write(join(folder, path), file, 'anything');
      return outcome.kind === 'file' ? outcome.code : outcome.kind;
    };
    expect(await code('there')).toBe('EISDIR');
    expect(await code('file/x')).toMatch(/ENOTDIR|EEXIST/);
    expect(await code('x'.repeat(256))).toBe('ENAMETOOLONG');
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'there']);
    expect(await files.read(join(folder, 'there'))).toEqual(ok({ kind: 'other' }));
    expect(await files.write(join(folder, 'file'), { kind: 'other' }, 'anything')).toMatchObject({ kind: 'refused' });
  });

  it('does not take content that was cut short for the whole', async () => {
    const path = join(folder, 'a.service');
    writeFileSync(path, 'old');
    const broken = posixFiles((argv, { input, ...options } = {}) =>
      runProgram(argv, { ...options, input: input?.subarray(0, 3) }),
    );
    const outcome = await broken.write(
      path,
      { kind: 'file', bytes: new TextEncoder().encode('newer'), mode: 0o644 },
      'anything',
    );
    expect(outcome).toMatchObject({ kind: 'file', operation: 'write', code: 'EIO' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.service']);
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
    const was = { kind: 'file', bytes: new TextEncoder().encode('ours'), mode: 0o644 } as const;
    const wanted = [{ ...was, bytes: Uint8Array.of(65) }, { kind: 'link', to: 'x' }, { kind: 'absent' }] as const;
    for (const entry of wanted) {
      expect(await files.write(path, entry, was)).toEqual({ kind: 'refused', what: path, why: 'changed-meanwhile' });
    }
    expect(await files.read(path)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes where it finds what was there, of every kind', async () => {
    const path = join(folder, 'a.socket');
    const file = { kind: 'file', bytes: new TextEncoder().encode('a\n'), mode: 0o640 } as const;
    const empty = { kind: 'file', bytes: new Uint8Array(), mode: 0o604 } as const;
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
      const outcome = await files.write(path, { kind: 'file', bytes: new Uint8Array(), mode }, 'anything');
      expect(outcome).toEqual({ kind: 'refused', what: path, why: 'special-mode' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
