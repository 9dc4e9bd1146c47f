import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invokingUser, objectionToPeer } from './peer.ts';

const SELF = process.getuid?.() ?? 0;

it.each([
  [{ SUDO_UID: '1000' }, 1000],
  [{ PKEXEC_UID: '1001' }, 1001],
  [{ SUDO_UID: '0', PKEXEC_UID: '1001' }, 0],
  [{ SUDO_UID: '' }, undefined],
  [{ SUDO_UID: '-1' }, undefined],
  [{ SUDO_UID: '10x' }, undefined],
  [{ SUDO_UID: 'x10' }, undefined],
  [{}, undefined],
])('with %j the helper works for %s', (env, uid) => expect(invokingUser(env)).toBe(uid));

describe.runIf(process.platform !== 'win32')('the other end', () => {
  let folder: string;
  let server: Server;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peer-'));
    server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'helper'), resolve));
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is a socket of the user in a folder of theirs alone', async () => {
    expect(await objectionToPeer(join(folder, 'helper'), SELF)).toBeUndefined();
  });

  it('is nobody else’s socket, and neither a file nor a link', async () => {
    const no = (path: string, uid = SELF) => `${path} is no socket of user ${uid}.`;
    const path = join(folder, 'helper');
    expect(await objectionToPeer(path, SELF + 1)).toBe(no(path, SELF + 1));
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('helper', join(folder, 'link'));
    for (const name of ['file', 'link', 'nothing']) {
      expect(await objectionToPeer(join(folder, name), SELF)).toBe(no(join(folder, name)));
    }
  });

  it.each([0o770, 0o701, 0o755, 0o710])('is in no folder with the mode %o', async (mode) => {
    chmodSync(folder, mode);
    expect(await objectionToPeer(join(folder, 'helper'), SELF)).toContain('open to others');
  });

  it('is in no folder that is reached by a link', async () => {
    symlinkSync('.', join(folder, 'here'));
    expect(await objectionToPeer(join(folder, 'here/helper'), SELF)).toContain('open to others');
  });

  it.runIf(SELF === 0)('is in no folder of another user', async () => {
    chownSync(folder, 1234, 1234);
    expect(await objectionToPeer(join(folder, 'helper'), SELF)).toContain('open to others');
  });

  it('is two streams that the user has made', async () => {
    // Where the user is root, a file that was given away is somebody else's; otherwise what is root's is.
    const other = SELF === 0 ? join(folder, 'other') : '/dev/null';
    if (SELF === 0) writeFileSync(other, '');
    if (SELF === 0) chownSync(other, 1234, 1234);
    writeFileSync(join(folder, 'own'), '');
    const [own, theirs] = [openSync(join(folder, 'own'), 'r'), openSync(other, 'r')];
    const no = `The streams of this helper are not of user ${SELF}.`;
    expect(await objectionToPeer(undefined, SELF, [own, own])).toBeUndefined();
    expect(await objectionToPeer(undefined, SELF, [own, theirs])).toBe(no);
    expect(await objectionToPeer(undefined, SELF, [theirs, own])).toBe(no);
    closeSync(theirs);
    expect(await objectionToPeer(undefined, SELF, [own, theirs])).toBe(no);
    closeSync(own);
    expect(await objectionToPeer(undefined, SELF + 1)).toBe(`The streams of this helper are not of user ${SELF + 1}.`);
  });
});
