import type { Outcome } from '../outcome.ts';
import type { Target } from '../target.ts';
import { inPrivateFolder } from './private-folder.ts';
import type { Remark } from './read-remarks.ts';
import { runVerify, type Verified, type VerifyRequest } from './run-verify.ts';

/** A drop-in of the unit, and whatever else of its files is to be checked as it is now. */
export interface CopiedFile {
  /** Of this machine, absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How long a check that nobody waits for may take, in milliseconds. */
const TIME_LIMIT = 15_000;

/**
 * Has this machine's systemd check a private copy of a unit with its drop-ins, so that what is saved or replaced meanwhile disturbs nothing.
 * The copy is in a folder that only this account can enter, and is taken away again. What is said of the copy is said of the files.
 *
 * @param files The unit's fragment and drop-ins.
 * @param write Makes a file, and the folders that it is in.
 */
export async function verifyCopy(
  run: Target['run'],
  request: VerifyRequest,
  files: readonly CopiedFile[],
  write: (path: string, bytes: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<Outcome<Verified>> {
  return inPrivateFolder(run, { timeout: TIME_LIMIT, signal }, async (folder) => {
    const originals = new Map(files.map(({ path }) => [`${folder}/${placeOf(path, request)}`, path]));
    for (const { path, bytes } of files) await write(`${folder}/${placeOf(path, request)}`, bytes);
    const copy = {
      ...request,
      fragment: `${folder}/${placeOf(request.fragment, request)}`,
      // The folder of the copy comes first, and the other units of the unit's own folder are still wanted.
      folders: [parentOf(request.fragment), ...request.folders],
      timeLimit: TIME_LIMIT,
    };
    const checked = await runVerify(run, copy, signal);
    if (checked.kind !== 'ok') return checked;
    const remarks = checked.value.remarks.map((remark) => aboutOriginal(remark, originals));
    return { kind: 'ok', value: { ...checked.value, remarks } };
  });
}

/** Where a file is in the copy: the fragment under its unit's name, also where an editor has given it another, a drop-in in its folder. */
function placeOf(path: string, { fragment, unit }: VerifyRequest): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (path === fragment) return name.startsWith('.#') ? unit : name;
  const parent = parentOf(path);
  return `${parent.slice(parent.lastIndexOf('/') + 1)}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function aboutOriginal(remark: Remark, originals: ReadonlyMap<string, string>): Remark {
  let { text } = remark;
  // The fragment's path begins those of its drop-ins, which may come from another folder. A path may have a `$`, which is itself.
  const longestFirst = [...originals].toSorted(([one], [other]) => other.length - one.length);
  for (const [copy, original] of longestFirst) text = text.replaceAll(copy, () => original);
  return { ...remark, path: remark.path && (originals.get(remark.path) ?? remark.path), text };
}
