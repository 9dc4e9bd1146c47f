import { randomUUID } from 'node:crypto';
import { createFile, readEntry, removeHolding, writeEntry } from './local-files.ts';
import { type Outcome, ok } from './outcome.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/** A lock file among the processes of one machine. It is free as soon as all processes that it names are gone. */
export interface Lock {
  /** Whether it is still held: a process that took the holder for dead may have removed it. */
  isMine(): Promise<boolean>;
  /** Has another process hold it as well, so that it stays held when this one dies. */
  share(pid: number): Promise<void>;
  release(): Promise<void>;
}

/** Takes the lock at a path; refused as `busy` where it is held, also by this process. */
export async function takeLock(path: string): Promise<Outcome<Lock>> {
  const [token, self] = [randomUUID(), await identityOf(process.pid)];
  // Two processes that find the same stale lock may both remove it, so each compares what it removes and tries again.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const made = await createFile(path, writeLock({ token, holders: [self] }));
    if (made.kind !== 'ok') return made;
    if (made.value) return ok(lockAt(path, token, self));
    const found = await readLock(path);
    if (found !== undefined && (await isHeld(found))) break;
    if (found !== undefined) await removeHolding(path, `${path}.${token}`, found.bytes);
  }
  return { kind: 'refused', what: path, why: 'busy' };
}

/** Whether the lock at a path is held. */
export async function isLocked(path: string): Promise<boolean> {
  const found = await readLock(path);
  return found !== undefined && (await isHeld(found));
}

function lockAt(path: string, token: string, self: ProcessIdentity): Lock {
  const isMine = async () => (await readLock(path))?.content?.token === token;
  return {
    isMine,
    share: async (pid) => {
      const bytes = writeLock({ token, holders: [self, await identityOf(pid)] });
      if (await isMine()) await writeEntry(path, { kind: 'file', bytes, mode: 0o600 }, 'anything');
    },
    release: async () => {
      if (await isMine()) await writeEntry(path, { kind: 'absent' }, 'anything');
    },
  };
}

const ATTEMPTS = 3;

/** Milliseconds in which a lock that is made is also written. */
const YOUNG = 10_000;

interface Content {
  readonly token: string;
  readonly holders: readonly ProcessIdentity[];
}

interface Found {
  readonly bytes: Uint8Array;
  readonly modified: number;
  /** Undefined where it is not written yet, or by somebody else. */
  readonly content: Content | undefined;
}

async function readLock(path: string): Promise<Found | undefined> {
  const entry = await readEntry(path);
  if (entry.kind !== 'ok' || entry.value.kind !== 'file') return undefined;
  const { bytes, modified = 0 } = entry.value;
  return { bytes, modified, content: contentOf(new TextDecoder().decode(bytes)) };
}

async function isHeld({ content, modified }: Found): Promise<boolean> {
  if (content === undefined) return Date.now() - modified < YOUNG;
  const alive = await Promise.all(content.holders.map(isAlive));
  return alive.includes(true);
}

function writeLock(content: Content): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(content));
}

function contentOf(text: string): Content | undefined {
  try {
    const { token, holders } = JSON.parse(text) as Content;
    return typeof token === 'string' && Array.isArray(holders) ? { token, holders } : undefined;
  } catch {
    return undefined;
  }
}
