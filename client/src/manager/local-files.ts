/** The files of this machine, for the targets that are on it. The only file of the client that touches them directly. */
import { randomBytes } from 'node:crypto';
import { constants, fstatSync, type Stats } from 'node:fs';
import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rmdir,
  symlink,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Outcome, ok } from './outcome.ts';
import { type Entry, isSpecial, isStill, sameBytes, type Was } from './target.ts';

/** Larger than any unit or handler; larger files are refused. */
const LARGEST = 16 * 1024 * 1024;

/** What is at the path itself: a link at its end is given as a link. */
export async function readEntry(path: string): Promise<Outcome<Entry>> {
  try {
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) return ok({ kind: 'link', to: await readlink(path) });
    if (!stat.isFile()) return ok({ kind: 'other' });
    const file = await open(path, AT_ITSELF);
    return await readOpen(file).finally(() => file.close());
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return ok({ kind: 'absent' });
    return failed('read', path, error);
  }
}

/** The text of a file; undefined where there is none to read. Bytes that are no UTF-8 become replacement characters. */
export async function readText(path: string): Promise<string | undefined> {
  const entry = await readEntry(path);
  return entry.kind === 'ok' && entry.value.kind === 'file' ? new TextDecoder().decode(entry.value.bytes) : undefined;
}

/** Follows no link and waits for no writer, as something else may be at the path by now than a moment ago. */
const AT_ITSELF = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readOpen(file: FileHandle): Promise<Outcome<Entry>> {
  const stat = await file.stat();
  if (!stat.isFile() || stat.size > LARGEST) return ok({ kind: 'other' });
  return ok({
    kind: 'file',
    bytes: new Uint8Array(await file.readFile()),
    mode: stat.mode & 0o7777,
    owner: { uid: stat.uid, gid: stat.gid },
    modified: Math.floor(stat.mtimeMs),
  });
}

/** Makes the path be `entry` in one step, by renaming over it a file that is complete and on disk. For the rest see `Target.write`. */
export async function writeEntry(path: string, entry: Entry, was: Was): Promise<Outcome<void>> {
  try {
    if (entry.kind === 'other') return { kind: 'refused', what: path, why: 'not-a-regular-file' };
    if (isSpecial(entry)) return { kind: 'refused', what: path, why: 'special-mode' };
    return entry.kind === 'absent' ? await remove(path, was) : await replace(path, entry, was);
  } catch (error) {
    return failed('write', path, error);
  }
}

/** Makes a file where nothing is; false where something is there. */
export async function createFile(path: string, bytes: Uint8Array): Promise<Outcome<boolean>> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    const file = await open(path, 'wx', 0o600).catch((error) => {
      if (codeOf(error) === 'EEXIST') return undefined;
      throw error;
    });
    await file?.writeFile(bytes).finally(() => file.close());
    return ok(file !== undefined);
  } catch (error) {
    return failed('write', path, error);
  }
}

/**
 * Removes a file that holds these bytes, by way of another name, so that of several who do it at once only one removes it. Where
 * it holds something else by then, it stays, or is put back where nobody else has made one.
 */
export async function removeHolding(path: string, aside: string, bytes: Uint8Array): Promise<void> {
  try {
    await rename(path, aside);
    if (!sameBytes(bytes, await readFile(aside))) await link(aside, path);
  } catch {
    // Somebody else was quicker.
  }
  await unlinkIfThere(aside);
}

/** Removes what a process that died in the middle of writing a path has left beside it. */
export async function removeDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await listFolder(folder);
  if (names.kind !== 'ok') return;
  const drafts = names.value.filter((name) => draftOf(name) === draftStem(path));
  await Promise.all(drafts.map((name) => unlinkIfThere(join(folder, name)).catch(() => {})));
}

/** What the file is called that a draft of this name was to become, cut off where it is very long; undefined for what is no draft. */
export function draftOf(name: string): string | undefined {
  return /^\.(.+)\.[\da-f]{12}\.tmp$/s.exec(name)?.[1];
}

/** The name of a draft ends in no unit type, so that systemd takes no notice of it. */
function draftName(path: string): string {
  return `.${draftStem(path)}.${randomBytes(6).toString('hex')}.tmp`;
}

function draftStem(path: string): string {
  return basename(path).slice(0, 200);
}

/** The names in a folder; none where there is no folder. */
export async function listFolder(path: string): Promise<Outcome<readonly string[]>> {
  try {
    return ok(await readdir(path));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok([]) : failed('read', path, error);
  }
}

export async function removeEmptyFolder(path: string): Promise<Outcome<void>> {
  try {
    await rmdir(path);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) return failed('write', path, error);
  }
  return ok(undefined);
}

export async function resolvePath(path: string): Promise<Outcome<string | undefined>> {
  try {
    return ok(await realpath(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok(undefined);
    return failed('read', path, error);
  }
}

/** Type and owner of an entry. */
export interface Described {
  readonly kind: 'file' | 'folder' | 'socket' | 'other';
  readonly uid: number;
  readonly mode: number;
}

/** What is at a path, a link not followed; undefined where nothing is to be seen. */
export async function describePath(path: string): Promise<Described | undefined> {
  try {
    return described(await lstat(path));
  } catch {
    return undefined;
  }
}

/** What a descriptor of this process leads to. */
export function describeDescriptor(descriptor: number): Described | undefined {
  try {
    return described(fstatSync(descriptor));
  } catch {
    return undefined;
  }
}

function described(stat: Stats): Described {
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSocket() ? 'socket' : 'other';
  return { kind, uid: stat.uid, mode: stat.mode & 0o7777 };
}

async function remove(path: string, was: Was): Promise<Outcome<void>> {
  const compared = await compare(path, was);
  if (compared.kind === 'ok') await unlinkIfThere(path);
  return compared;
}

async function replace(
  path: string,
  entry: Extract<Entry, { kind: 'file' | 'link' }>,
  was: Was,
): Promise<Outcome<void>> {
  // Compared before as well, so that whoever may not write needs no room on the disk to be told so.
  const before = await compare(path, was);
  if (before.kind !== 'ok') return before;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const draft = join(folder, draftName(path));
  try {
    if (entry.kind === 'link') await symlink(entry.to, draft);
    else await writeDraft(draft, entry);
    const compared = await compare(path, was);
    if (compared.kind !== 'ok') {
      await unlinkIfThere(draft);
      return compared;
    }
    await rename(draft, path);
  } catch (error) {
    await unlinkIfThere(draft);
    throw error;
  }
  await syncFolder(folder);
  return ok(undefined);
}

async function compare(path: string, was: Was): Promise<Outcome<void>> {
  if (was === 'anything') return ok(undefined);
  const now = await readEntry(path);
  if (now.kind !== 'ok') return now;
  return isStill(was, now.value) ? ok(undefined) : { kind: 'refused', what: path, why: 'changed-meanwhile' };
}

async function writeDraft(draft: string, entry: Extract<Entry, { kind: 'file' }>): Promise<void> {
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(entry.bytes);
    await giveTo(file, entry);
    // The umask applies to the mode of a new file; this sets the wanted mode.
    await file.chmod(entry.mode);
    if (entry.modified !== undefined) await file.utimes(new Date(), new Date(entry.modified));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function giveTo(file: FileHandle, entry: Extract<Entry, { kind: 'file' }>): Promise<void> {
  if (entry.owner === undefined || process.getuid?.() !== 0) return;
  await file.chown(entry.owner.uid, entry.owner.gid);
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Not every file system supports it, and the file is complete either way.
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function failed(operation: 'read' | 'write', path: string, error: unknown): Outcome<never> {
  return { kind: 'file', operation, path, code: codeOf(error) };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
