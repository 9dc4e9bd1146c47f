/** The files of another machine, through its POSIX shell and the programs that every Linux has. */
import { createHash, randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { type Outcome, ok, outputText, type Ran } from '../outcome.ts';
import { type Entry, isSpecial, type Target, type Was } from '../target.ts';

/** As for files of this machine; what is longer was not meant to be installed. */
const LARGEST = 16 * 1024 * 1024;

type FileOperations = Pick<Target, 'read' | 'write' | 'removeFolder' | 'resolve'>;

/**
 * File operations made of programs that `run` runs. Paths and contents are arguments and standard input, never part of a
 * script. Writing needs the privileges of the target, looking does not.
 */
export function posixFiles(run: Target['run']): FileOperations {
  const script = (text: string, args: readonly string[], privileged: boolean, input?: Uint8Array) =>
    run(['sh', '-c', text, 'sh', ...args], { privileged, input, limit: LARGEST + 1024, timeout: 60_000 });
  return {
    read: async (path) => {
      const ran = await script(READ, [path, String(LARGEST + 1)], false);
      const told = toldBy(ran, 'read', path);
      if (told.kind === 'file' && NOT_THERE.has(told.code)) return ok({ kind: 'absent' });
      return told.kind === 'ok' ? ok(entryFrom(told.value.stdout)) : told;
    },
    write: async (path, entry, was) => {
      if (entry.kind === 'other') return { kind: 'refused', what: path, why: 'not-a-regular-file' };
      if (isSpecial(entry)) return { kind: 'refused', what: path, why: 'special-mode' };
      const told = toldBy(await writing(script, path, entry, was), 'write', path);
      return told.kind === 'ok' ? ok(undefined) : told;
    },
    removeFolder: async (path) => {
      const told = toldBy(await script(REMOVE_FOLDER, [path], true), 'write', path);
      return told.kind === 'ok' ? ok(undefined) : told;
    },
    resolve: async (path) => {
      const told = toldBy(await script(RESOLVE, [path], false), 'read', path);
      if (told.kind === 'file' && told.code === 'ENOENT') return ok(undefined);
      return told.kind === 'ok' ? ok(outputText(told.value)) : told;
    },
  };
}

type Script = (text: string, args: readonly string[], privileged: boolean, input?: Uint8Array) => Promise<Outcome<Ran>>;

function writing(
  script: Script,
  path: string,
  entry: Exclude<Entry, { kind: 'other' }>,
  was: Was,
): Promise<Outcome<Ran>> {
  if (entry.kind === 'absent') return script(REMOVE, [path, '', '', ...expected(was)], true);
  const folder = posix.dirname(path);
  // The name ends in no unit type, so that systemd takes no notice of it. A name is counted in bytes.
  const stem = posix
    .basename(path)
    .replace(/[^\x20-\x7e]/g, '_')
    .slice(0, 200);
  const draft = posix.join(folder, `.${stem}.${randomBytes(6).toString('hex')}.tmp`);
  if (entry.kind === 'link') return script(DRAFT + LINK, [path, folder, draft, ...expected(was), entry.to], true);
  const mode = entry.mode.toString(8);
  const owner = entry.owner === undefined ? '' : `${entry.owner.uid}:${entry.owner.gid}`;
  // Rounded down, so that no manager takes the file for newer than it was.
  const modified = entry.modified === undefined ? '' : `@${Math.floor(entry.modified / 1000)}`;
  const args = [path, folder, draft, ...expected(was), mode, owner, String(entry.bytes.length), modified];
  return script(DRAFT + FILE, args, true, entry.bytes);
}

/** What a path has to hold, in the words of STILL: a kind, then the mode or where the link points, then the content's SHA-256. */
function expected(was: Was): [kind: string, what: string, hash: string] {
  if (was === 'anything') return [was, '', ''];
  if (was.kind === 'link') return ['link', was.to, ''];
  if (was.kind !== 'file') return [was.kind, '', ''];
  return ['file', was.mode.toString(8), createHash('sha256').update(was.bytes).digest('hex')];
}

/** A script that failed has said why in its last line, in English and after the last colon. */
function toldBy(ran: Outcome<Ran>, operation: 'read' | 'write', path: string): Outcome<Ran> {
  if (ran.kind !== 'ok' || ran.value.code === 0) return ran;
  const said = ran.value.stderr.trim();
  const line = said.slice(said.lastIndexOf('\n') + 1);
  if (line === CHANGED) return { kind: 'refused', what: path, why: 'changed-meanwhile' };
  const code = CODES.get(line.slice(line.lastIndexOf(': ') + 2)) ?? (OVER_FOLDER.test(line) ? 'EISDIR' : undefined);
  return code === undefined ? { kind: 'exit', ran: ran.value } : { kind: 'file', operation, path, code };
}

/** The first line says what it is, the rest is its content or where the link points. */
function entryFrom(bytes: Uint8Array): Entry {
  const end = bytes.indexOf(10);
  const [kind, mode, uid, gid, seconds] = new TextDecoder().decode(bytes.subarray(0, end)).split(' ');
  const rest = bytes.slice(end + 1);
  if (kind === 'link') return { kind: 'link', to: new TextDecoder().decode(rest) };
  if (kind !== 'file' || rest.length > LARGEST) return { kind: 'other' };
  return {
    kind: 'file',
    bytes: rest,
    mode: Number(`0o${mode}`) & 0o7777,
    owner: { uid: Number(uid), gid: Number(gid) },
    modified: Number(seconds) * 1000,
  };
}

const NOT_THERE = new Set(['ENOENT', 'ENOTDIR']);

/** What programs of the GNU and BusyBox kinds say in the C locale. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['No such file or directory', 'ENOENT'],
  ['No such file', 'ENOENT'],
  ['Not a directory', 'ENOTDIR'],
  ['Is a directory', 'EISDIR'],
  ['File exists', 'EEXIST'],
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Read-only file system', 'EROFS'],
  ['File name too long', 'ENAMETOOLONG'],
  ['Too many levels of symbolic links', 'ELOOP'],
  ['Input/output error', 'EIO'],
]);

/** What GNU mv says in place of a reason. */
const OVER_FOLDER = /cannot overwrite directory/;

// The scripts keep to one line and to characters that every log-in shell leaves alone between single quotes, so that a
// process list shows them as they are.

/** Of path and size: what is there. The file is opened once, so that kind, mode and content belong together. */
const READ = [
  'k=$(stat -c %F -- "$1") || exit',
  'case $k in "symbolic link") echo link; exec readlink -n -- "$1";; regular*) ;; *) echo other; exit;; esac',
  'exec < "$1" || exit',
  'stat -L -c "file %a %u %g %Y" /proc/self/fd/0 || exit',
  'exec head -c "$2"',
].join('; ');

/** Of a path: its canonical form. */
const RESOLVE = 'stat -L -c %i -- "$1" > /dev/null || exit; exec readlink -n -f -- "$1"';

/** What a script says, after which nothing was done. */
const CHANGED = 'systemd-units: changed meanwhile';

/** Of path, folder, name of the draft and what the path has to hold: a function that ends the script where it holds something else. */
const STILL = [
  'p=$1 f=$2 d=$3 k=$4 a=$5 s=$6; shift 6',
  'same() { case $k in anything) return 0;; absent) [ -e "$p" ] || [ -L "$p" ] || return 0; return 1;; link) [ "$(readlink -n -- "$p"; echo .)" = "$a." ]; return;; esac',
  'case $(stat -c "%F %a" -- "$p") in "regular file $a"|"regular empty file $a") ;; *) return 1;; esac',
  '[ "$(sha256sum < "$p")" = "$s  -" ]; }',
  `still() { same 2> /dev/null || { echo "${CHANGED}" >&2; exit 1; }; }; `,
].join('; ');

/** Makes the folder, and sees to it that no draft is left behind. */
const DRAFT = [
  `${STILL}still; tidy() { rm -f -- "$d"; }; trap tidy EXIT; trap "exit 1" HUP INT TERM PIPE`,
  'umask 022; mkdir -p -- "$f" || exit; umask 077; set -C; ',
].join('; ');

/** Removes the path. */
const REMOVE = `${STILL}still; exec rm -f -- "$p"`;

/** What makes the draft take the place of the path. */
const MOVE = 'still; mv -f -T -- "$d" "$p" || exit; trap - EXIT; sync -- "$f" 2> /dev/null; exit 0';

/** Further mode, owner, size and time of change. Content that was cut short, because the connection broke, must not be taken for the whole. */
const FILE = [
  'cat > "$d" || exit',
  '[ "$(wc -c < "$d")" -eq "$3" ] || { echo "$p: Input/output error" >&2; exit 1; }',
  '[ -z "$2" ] || [ "$(id -u)" -ne 0 ] || chown -- "$2" "$d" || exit',
  'chmod -- "$1" "$d" || exit',
  '[ -z "$4" ] || touch -m -d "$4" -- "$d" || exit',
  'sync -- "$d" 2> /dev/null',
  MOVE,
].join('; ');

/** Further where the link points. */
const LINK = `ln -s -- "$1" "$d" || exit; ${MOVE}`;

/** Of a path: removes an empty folder, and is content with one that is not, or not there. */
const REMOVE_FOLDER = [
  '[ -d "$1" ] || exit 0',
  'e=$(rmdir -- "$1" 2>&1) || case $e in *"not empty"*) ;; *) echo "$e" >&2; exit 1;; esac',
].join('; ');
