import { type Entry, sameEntry } from '../manager/target.ts';
import { areStrings, entryFromWire, entryToWire, isWireEntry, readJson, type Wire } from '../manager/wire.ts';
import { changes, type Deployment } from './deployment.ts';

/** The record of what was deployed of one unit to one target, so that exactly that can be removed again. */
export interface Deployed {
  /** The target's id. */
  readonly target: string;
  /** The unit that was started or is to be: the socket of a pair. */
  readonly unit: string;
  readonly service: string | undefined;
  /** Milliseconds since 1970 of the last deployment. */
  readonly time: number;
  readonly files: readonly DeployedFile[];
  /** Folders that were made for them. */
  readonly folders: readonly string[];
  /** Whether it was enabled from here. */
  readonly enabled: boolean;
}

export interface DeployedFile {
  readonly path: string;
  /** What was written. Other content at the path means that somebody else has changed it. */
  readonly wanted: Entry;
  /** What was there before the first time. */
  readonly before: Entry;
}

/** The record after a deployment: files written now join those of earlier times, which keep what was there before them. */
export function recordDeployment(
  previous: Deployed | undefined,
  deployment: Deployment,
  folders: readonly string[],
  time: number,
): Deployed {
  const { plan, target } = deployment;
  const files = new Map(previous?.files.map((file) => [file.path, file]));
  // A workspace file that was only made executable is not ours to remove.
  for (const { path, wanted, installed } of changes(deployment).filter(({ change }) => change !== 'mode')) {
    files.set(path, { path, wanted, before: files.get(path)?.before ?? installed });
  }
  return {
    target: target.id,
    unit: plan.start,
    service: plan.service,
    time,
    files: [...files.values()],
    folders: [...new Set([...(previous?.folders ?? []), ...folders])],
    enabled: previous?.enabled ?? false,
  };
}

export function recordEnabled(deployed: Deployed, enabled: boolean): Deployed {
  return { ...deployed, enabled };
}

/** The state of a deployed file. */
export function fateOf(file: DeployedFile, now: Entry): 'ours' | 'gone' | 'changed' {
  if (now.kind === 'absent') return 'gone';
  return sameEntry(file.wanted, now) ? 'ours' : 'changed';
}

export function writeDeployed(deployed: Deployed): string {
  const files = deployed.files.map(({ path, wanted, before }) => {
    return { path, wanted: entryToWire(wanted), before: entryToWire(before) };
  });
  return JSON.stringify({ version: 1, ...deployed, files });
}

/** Undefined for a record of another format, and for one that was cut off or changed. */
export function readDeployed(text: string): Deployed | undefined {
  const record = readJson(text);
  if (!isRecord(record)) return undefined;
  const { version: _version, ...deployed } = record;
  const files = deployed.files.map(({ path, wanted, before }) => {
    return { path, wanted: entryFromWire(wanted), before: entryFromWire(before) };
  });
  return { ...deployed, service: deployed.service, files };
}

function isRecord(value: unknown): value is Wire<Deployed> & { readonly version: 1 } {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Partial<Record<keyof Deployed | 'version', unknown>>>;
  const { version, target, unit, service, time, files, folders, enabled } = record;
  return (
    version === 1 &&
    typeof target === 'string' &&
    typeof unit === 'string' &&
    (service === undefined || typeof service === 'string') &&
    typeof time === 'number' &&
    Array.isArray(files) &&
    files.every(isFile) &&
    areStrings(folders) &&
    typeof enabled === 'boolean'
  );
}

function isFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { path, wanted, before } = value as { readonly [key: string]: unknown };
  return typeof path === 'string' && isWireEntry(wanted) && isWireEntry(before);
}
