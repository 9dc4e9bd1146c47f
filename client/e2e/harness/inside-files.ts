import { type Failure, type Outcome, ok, outputText, type Ran, succeeded } from '../../src/manager/outcome.ts';
import { type Entry, isStill, type RunOptions, type Target } from '../../src/manager/target.ts';

/** Runs a program where the files are. */
export type RunThere = (argv: readonly string[], options?: RunOptions) => Promise<Outcome<Ran>>;

/** More than any unit or handler. */
const LARGEST = 16 * 1024 * 1024;

/**
 * The files of a throw-away machine, with the owners that they have inside, through programs that run there.
 */
export function insideFiles(run: RunThere): Pick<Target, 'read' | 'write' | 'removeFolder' | 'resolve'> {
  return {
    read: (path) => readEntry(run, path),
    write: async (path, entry, was) => {
      const now = await readEntry(run, path);
      if (now.kind !== 'ok') return now;
      if (!isStill(was, now.value)) return { kind: 'refused', what: path, why: 'changed-meanwhile' };
      return writeEntry(run, path, entry);
    },
    removeFolder: async (path) => {
      const removed = await must(run, 'write', path, ['rmdir', '--ignore-fail-on-non-empty', '--', path]);
      return removed.kind === 'ok' || isAbsent(removed) ? ok(undefined) : removed;
    },
    resolve: async (path) => {
      const resolved = await must(run, 'read', path, ['realpath', '--canonicalize-existing', '--', path]);
      if (resolved.kind === 'ok') return ok(outputText(resolved.value).replace(/\n$/, ''));
      return isAbsent(resolved) ? ok(undefined) : resolved;
    },
  };
}

async function readEntry(there: RunThere, path: string): Promise<Outcome<Entry>> {
  const stat = await must(there, 'read', path, ['stat', '--format=%f %u %g %s %.3Y', '--', path]);
  if (stat.kind !== 'ok') return isAbsent(stat) ? ok({ kind: 'absent' }) : stat;
  const [hexMode = '', uid, gid, size, modified] = outputText(stat.value).trim().split(' ');
  const mode = Number.parseInt(hexMode, 16);
  if ((mode & S_IFMT) === S_IFLNK) {
    const link = await must(there, 'read', path, ['readlink', '--no-newline', '--', path]);
    return link.kind === 'ok' ? ok({ kind: 'link', to: outputText(link.value) }) : link;
  }
  if ((mode & S_IFMT) !== S_IFREG || Number(size) > LARGEST) return ok({ kind: 'other' });
  const content = await must(there, 'read', path, ['cat', '--', path], { limit: LARGEST });
  if (content.kind !== 'ok') return content;
  const owner = { uid: Number(uid), gid: Number(gid) };
  return ok({
    kind: 'file',
    bytes: content.value.stdout,
    mode: mode & 0o7777,
    owner,
    modified: Math.floor(Number(modified) * 1000),
  });
}

async function writeEntry(there: RunThere, path: string, entry: Entry): Promise<Outcome<void>> {
  if (entry.kind === 'other') return { kind: 'refused', what: path, why: 'not-a-regular-file' };
  if (entry.kind === 'absent') {
    const removed = await must(there, 'write', path, ['rm', '--force', '--', path]);
    return removed.kind === 'ok' ? ok(undefined) : removed;
  }
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const made = await must(there, 'write', path, ['mkdir', '--parents', '--', folder]);
  if (made.kind !== 'ok') return made;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const template = `${folder}/.${base.slice(0, 200)}.XXXXXXXXXX`;
  // The name ends in no unit type, so that systemd takes no notice of it.
  const draft = await must(there, 'write', path, ['mktemp', '--suffix=.tmp', '--', template]);
  if (draft.kind !== 'ok') return draft;
  const name = outputText(draft.value).replace(/\n$/, '');
  const filled = await fillDraft(there, path, name, entry);
  if (filled.kind === 'ok') return ok(undefined);
  await there(['rm', '--force', '--', name], { privileged: true });
  return filled;
}

async function fillDraft(
  there: RunThere,
  path: string,
  draft: string,
  entry: Extract<Entry, { kind: 'file' | 'link' }>,
): Promise<Outcome<Ran>> {
  if (entry.kind === 'link') {
    const linked = await must(there, 'write', path, [
      'ln',
      '--symbolic',
      '--force',
      '--no-target-directory',
      '--',
      entry.to,
      draft,
    ]);
    if (linked.kind !== 'ok') return linked;
    return must(there, 'write', path, ['mv', '--force', '--no-target-directory', '--', draft, path]);
  }
  const written = await must(there, 'write', path, ['tee', '--', draft], { input: entry.bytes, limit: 0 });
  if (written.kind !== 'ok') return written;
  if (entry.owner !== undefined) {
    // Only root can give a file away; for anybody else it is their own already.
    await there(['chown', '--', `${entry.owner.uid}:${entry.owner.gid}`, draft], { privileged: true });
  }
  const mode = await must(there, 'write', path, ['chmod', '--', entry.mode.toString(8), draft]);
  if (mode.kind !== 'ok') return mode;
  if (entry.modified !== undefined) {
    await there(['touch', `--date=@${(entry.modified / 1000).toFixed(3)}`, '--', draft], { privileged: true });
  }
  await there(['sync', '--', draft], { privileged: true });
  return must(there, 'write', path, ['mv', '--force', '--no-target-directory', '--', draft, path]);
}

async function must(
  there: RunThere,
  operation: 'read' | 'write',
  path: string,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Outcome<Ran>> {
  const ran = succeeded(await there(argv, { ...options, privileged: operation === 'write' }));
  if (ran.kind !== 'exit') return ran;
  const code = ERRORS.find(([words]) => ran.ran.stderr.includes(words))?.[1] ?? ran.ran.stderr.trim();
  return { kind: 'file', operation, path, code };
}

function isAbsent(failure: Failure): boolean {
  return failure.kind === 'file' && (failure.code === 'ENOENT' || failure.code === 'ENOTDIR');
}

const ERRORS: readonly (readonly [string, string])[] = [
  ['No such file or directory', 'ENOENT'],
  ['Not a directory', 'ENOTDIR'],
  ['Is a directory', 'EISDIR'],
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['Read-only file system', 'EROFS'],
  ['No space left on device', 'ENOSPC'],
];

/** The type of a file in its mode (inode(7)). */
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
const S_IFLNK = 0o120000;
