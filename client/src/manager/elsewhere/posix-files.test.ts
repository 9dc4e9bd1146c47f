import { describe, expect, it } from 'vitest';
import type { Outcome, Ran } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import { fileOf } from '../targets/in-memory/target.ts';
import { posixFiles } from './posix-files.ts';

// What is made of what a shell is given and says; client/test has one run the scripts.

const LARGEST = 16 * 1024 * 1024;
const ABSENT = { kind: 'absent' } as const;

describe('a file elsewhere', () => {
  it.each([
    [
      'file 644 1000 1001 12\nA\n',
      { kind: 'file', bytes: Uint8Array.of(65, 10), mode: 0o644, owner: { uid: 1000, gid: 1001 }, modified: 12_000 },
    ],
    [
      'file 7755 0 0 0\n',
      { kind: 'file', bytes: new Uint8Array(), mode: 0o7755, owner: { uid: 0, gid: 0 }, modified: 0 },
    ],
    ['link\n../a\nb', { kind: 'link', to: '../a\nb' }],
    ['other\n', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('that is told of by %j is read as it is', async (stdout, entry) => {
    const { files, asked } = shell({ stdout });
    expect(await files.read('/a b')).toEqual({ kind: 'ok', value: entry });
    expect(asked).toMatchObject([{ argv: ['sh', '-c', expect.anything(), 'sh', '/a b', String(LARGEST + 1)] }]);
    expect(asked[0]?.options).toMatchObject({ privileged: false, limit: LARGEST + 1024 });
  });

  it('is not one where it is larger than a unit may be', async () => {
    const head = 'file 644 0 0 0\n';
    const read = async (size: number) =>
      (await shell({ stdout: head + 'x'.repeat(size) }).files.read('/a')) as { value: object };
    expect((await read(LARGEST + 1)).value).toEqual({ kind: 'other' });
    expect((await read(LARGEST)).value).toMatchObject({ kind: 'file' });
  });

  it.each([
    ['sh: 1: cannot open /a: Permission denied', 'EACCES'],
    ['chown: changing ownership of /a: Operation not permitted', 'EPERM'],
    ['mv: cannot move: Is a directory', 'EISDIR'],
    ["mv: cannot overwrite directory '/a' with non-directory", 'EISDIR'],
    ['cat: write error: No space left on device', 'ENOSPC'],
    ['cat: -: Disk quota exceeded', 'EDQUOT'],
    ['sh: can’t create /a: Read-only file system', 'EROFS'],
    ['stat: File name too long', 'ENAMETOOLONG'],
    ['stat: Too many levels of symbolic links', 'ELOOP'],
    ['/a: Input/output error', 'EIO'],
    ['ln: File exists', 'EEXIST'],
    ['a motd: with a colon\nmkdir: cannot create directory: Not a directory\n', 'ENOTDIR'],
    ['mkdir: No such file or directory', 'ENOENT'],
    ['mkdir: No such file', 'ENOENT'],
  ])('that could not be written: %j is %s', async (stderr, code) => {
    const { files } = shell({ code: 1, stderr });
    expect(await files.write('/a', fileOf('x'), ABSENT)).toEqual({
      kind: 'file',
      operation: 'write',
      path: '/a',
      code,
    });
    expect(await files.removeFolder('/a')).toEqual({ kind: 'file', operation: 'write', path: '/a', code });
    const absent = code === 'ENOENT' || code === 'ENOTDIR';
    expect(await files.read('/a')).toEqual(
      absent ? { kind: 'ok', value: ABSENT } : { kind: 'file', operation: 'read', path: '/a', code },
    );
    const missing = code === 'ENOENT';
    expect(await files.resolve('/a')).toEqual(
      missing ? { kind: 'ok', value: undefined } : { kind: 'file', operation: 'read', path: '/a', code },
    );
  });

  it.each(['', 'Killed', 'sh: stat: not found', 'toString: constructor', 'Permission denied: no'])(
    'that failed with %j failed as its program did',
    async (stderr) => {
      const { files } = shell({ code: 127, stderr });
      const exit = { kind: 'exit', ran: { code: 127, stderr } };
      expect(await files.write('/a', ABSENT, 'anything')).toMatchObject(exit);
      for (const one of ['read', 'removeFolder', 'resolve'] as const)
        expect(await files[one]('/a')).toMatchObject(exit);
    },
  );

  it('that cannot be reached is told as that', async () => {
    const lost = { kind: 'unavailable', reason: 'no-connection', detail: 'lost' } as const;
    const { files } = shell(lost);
    expect(await files.write('/a', fileOf('x'), 'anything')).toEqual(lost);
    for (const one of ['read', 'removeFolder', 'resolve'] as const) expect(await files[one]('/a')).toEqual(lost);
  });

  it('that has changed meanwhile is not written', async () => {
    const { files } = shell({ code: 1, stderr: 'Welcome!\nsystemd-units: changed meanwhile\n' });
    expect(await files.write('/a', fileOf('x'), ABSENT)).toEqual({
      kind: 'refused',
      what: '/a',
      why: 'changed-meanwhile',
    });
  });

  it('is not written where it is none, or would lend the rights of its owner', async () => {
    const { files, asked } = shell({});
    expect(await files.write('/a', { kind: 'other' }, ABSENT)).toEqual({
      kind: 'refused',
      what: '/a',
      why: 'not-a-regular-file',
    });
    expect(await files.write('/a', fileOf('', 0o2755), ABSENT)).toEqual({
      kind: 'refused',
      what: '/a',
      why: 'special-mode',
    });
    expect(asked).toEqual([]);
  });
});

describe('a script', () => {
  it('gets what to write as input and everything else as arguments, with privileges', async () => {
    const { files, asked } = shell({});
    const entry = { ...fileOf('new', 0o640), owner: { uid: 1, gid: 2 }, modified: 1999 };
    await files.write('/u/ä;$(b).service', entry, { ...fileOf('old'), mode: 0o600 });
    const [{ argv, options }] = asked as [Asked];
    expect(argv.slice(0, 2).concat(argv.slice(3, 6))).toEqual(['sh', '-c', 'sh', '/u/ä;$(b).service', '/u']);
    expect(argv[6]).toMatch(/^\/u\/\._;\$\(b\)\.service\.[\da-f]{12}\.tmp$/);
    expect(argv.slice(7)).toEqual([
      'file',
      '600',
      'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4',
      '640',
      '1:2',
      '3',
      '@1',
    ]);
    expect(options).toMatchObject({ privileged: true, timeout: 60_000 });
    expect(new TextDecoder().decode(options.input)).toBe('new');
    expect(argv[2]).not.toMatch(/[\n!]/);
  });

  it('gets neither owner nor time where none is to be kept, and no draft’s name that is too long', async () => {
    const { files, asked } = shell({});
    await files.write(`/u/${'x'.repeat(250)}`, fileOf(''), ABSENT);
    expect(asked[0]?.argv.slice(7)).toEqual(['absent', '', '', '644', '', '0', '']);
    expect(asked[0]?.argv[6]).toMatch(/^\/u\/\.x{200}\.[\da-f]{12}\.tmp$/);
  });

  it.each([
    ['anything', ['anything', '', '']],
    [ABSENT, ['absent', '', '']],
    [{ kind: 'link', to: 'x\n' }, ['link', 'x\n', '']],
  ] as const)('is told to expect %j', async (was, expected) => {
    const { files, asked } = shell({});
    await files.write('/u/a', ABSENT, was);
    await files.write('/u/a', { kind: 'link', to: 'y' }, was);
    expect(asked.map(({ argv }) => argv.slice(7))).toEqual([[...expected], [...expected, 'y']]);
    expect(asked[0]?.argv.slice(4, 7)).toEqual(['/u/a', '', '']);
    expect(asked.map(({ options }) => options.privileged)).toEqual([true, true]);
  });

  it('removes folders with privileges, and resolves paths without', async () => {
    const { files, asked } = shell({ stdout: '/real' });
    expect(await files.removeFolder('/u/x')).toEqual({ kind: 'ok', value: undefined });
    expect(await files.resolve('/u/x')).toEqual({ kind: 'ok', value: '/real' });
    expect(asked.map(({ argv, options }) => [argv.slice(4), options.privileged])).toEqual([
      [['/u/x'], true],
      [['/u/x'], false],
    ]);
  });
});

interface Asked {
  readonly argv: readonly string[];
  readonly options: RunOptions;
}

/** Files through a shell that says the same whatever it is given. */
function shell(said: { code?: number; stdout?: string; stderr?: string } | Exclude<Outcome<Ran>, { kind: 'ok' }>) {
  const asked: Asked[] = [];
  const files = posixFiles(async (argv, options = {}) => {
    asked.push({ argv, options });
    if ('kind' in said) return said;
    const { code = 0, stdout = '', stderr = '' } = said;
    const rest = { signal: undefined, truncated: false, pid: 7, milliseconds: 1 };
    return { kind: 'ok', value: { argv, code, stdout: new TextEncoder().encode(stdout), stderr, ...rest } };
  });
  return { files, asked };
}
