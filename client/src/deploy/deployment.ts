import type { Plan } from '../../../server/src/protocol/plan.ts';
import { type Outcome, ok } from '../manager/outcome.ts';
import { analyzeVerify, canBeVerified } from '../manager/systemctl.ts';
import { type Entry, type FileEntry, isSpecial, sameBytes, type Target } from '../manager/target.ts';
import { destinationIn, resolveFolder } from './destination.ts';
import { handlersOn, type PlacedHandler } from './handlers.ts';
import { type ReadSource, type ReadyFile, readFiles, readOne } from './source.ts';

/** A plan compared with a target: what is to be installed where, and what is there now. Nothing is changed yet. */
export interface Deployment {
  readonly plan: Plan;
  readonly target: Target;
  readonly directory: string;
  readonly items: readonly DeployItem[];
}

export interface DeployItem {
  readonly kind: 'unit' | 'handler';
  readonly unit: string;
  /** The URI of the file in the workspace. */
  readonly source: string;
  /** Where it goes on the target. */
  readonly path: string;
  readonly wanted: FileEntry;
  readonly installed: Entry;
  /** `mode`: the content is the same, but not the mode. */
  readonly change: 'create' | 'replace' | 'mode' | 'none';
}

/** Reads every path of the plan on the target. */
export async function prepareDeployment(
  target: Target,
  plan: Plan,
  readSource: ReadSource,
): Promise<Outcome<Deployment>> {
  const directory = await target.unitDirectory();
  if (directory.kind !== 'ok') return directory;
  const files = await readFiles(plan, readSource);
  if (files.kind !== 'ok') return files;
  const items: DeployItem[] = [];
  for (const file of files.value) {
    const item = await unitItem(target, directory.value, file);
    if (item.kind !== 'ok') return item;
    items.push(item.value);
  }
  for (const handler of await handlersOn(target, plan)) {
    const item = await handlerItem(target, handler, readSource);
    if (item.kind !== 'ok') return item;
    items.push(item.value);
  }
  return ok({ plan, target, directory: directory.value, items });
}

/** The same without the programs: the units alone, and what only has to become executable. */
export function withoutPrograms(deployment: Deployment): Deployment {
  const items = deployment.items.filter(({ kind, change }) => kind === 'unit' || change === 'mode');
  return { ...deployment, items };
}

/** What would be written. */
export function changes(deployment: Deployment): readonly DeployItem[] {
  return deployment.items.filter((item) => item.change !== 'none');
}

/**
 * The check that the target's own systemd makes of the units before the manager sees them; undefined if none of them would
 * be written, or their paths cannot be passed to it. Their drop-ins are checked with them.
 */
export function verification(deployment: Deployment): readonly string[] | undefined {
  const { items, directory, target } = deployment;
  const paths = items
    .filter(({ kind, unit, path }) => kind === 'unit' && path === `${directory}/${unit}` && canBeVerified(path))
    .map(({ path }) => path);
  return paths.length > 0 && changes(deployment).length > 0 ? analyzeVerify(target, paths) : undefined;
}

async function unitItem(target: Target, directory: string, file: ReadyFile): Promise<Outcome<DeployItem>> {
  const path = destinationIn(directory, file.destination);
  if (path.kind !== 'ok') return path;
  const folder = await resolveFolder(target, directory, path.value);
  if (folder.kind !== 'ok') return folder;
  const { unit, source, bytes, mode } = file;
  return compare(target, { kind: 'unit', unit, source, path: path.value }, bytes, mode);
}

/**
 * A program that a unit runs: a copy where the unit names another path than the one it has in the workspace, and made
 * executable where systemd runs it itself, since a fresh script seldom is.
 */
async function handlerItem(
  target: Target,
  handler: PlacedHandler,
  readSource: ReadSource,
): Promise<Outcome<DeployItem>> {
  const { path, unit, file: source, executed } = handler;
  if (!/^\/[^\0]*$/.test(path) || path.split('/').includes('..')) {
    return { kind: 'refused', what: path, why: 'leaves-directory' };
  }
  const bytes = await readOne(source, readSource);
  return bytes.kind === 'ok'
    ? compare(target, { kind: 'handler', unit, source, path }, bytes.value, executed ? 0o755 : 0o644)
    : bytes;
}

async function compare(
  target: Target,
  item: Pick<DeployItem, 'kind' | 'unit' | 'source' | 'path'>,
  bytes: Uint8Array,
  mode: number,
): Promise<Outcome<DeployItem>> {
  const there = await target.read(item.path);
  if (there.kind !== 'ok') return there;
  const installed = there.value;
  if (installed.kind === 'other') return { kind: 'refused', what: item.path, why: 'not-a-regular-file' };
  if (installed.kind !== 'file') {
    const change = installed.kind === 'absent' ? 'create' : 'replace';
    return ok({ ...item, wanted: { kind: 'file', bytes, mode }, installed, change });
  }
  // A handler keeps its mode if it can still be executed where it must be, and a file keeps its owner.
  const kept = item.kind === 'handler' ? installed.mode | (mode & 0o111) : mode;
  const change = !sameBytes(bytes, installed.bytes) ? 'replace' : kept === installed.mode ? 'none' : 'mode';
  if (isSpecial(installed) && change !== 'none') return { kind: 'refused', what: item.path, why: 'special-mode' };
  return ok({ ...item, wanted: { kind: 'file', bytes, mode: kept, owner: installed.owner }, installed, change });
}
