import { type Entry, sameEntry } from '../manager/target.ts';
import { entryFromWire, entryToWire, type Wire } from '../manager/wire.ts';
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

/** Undefined for a record of another format. */
export function readDeployed(text: string): Deployed | undefined {
  try {
    const { version, ...record } = JSON.parse(text) as Wire<Deployed> & { version?: unknown };
    if (version !== 1) return undefined;
    const files = record.files.map(({ path, wanted, before }) => {
      return { path, wanted: entryFromWire(wanted), before: entryFromWire(before) };
    });
    return { ...record, service: record.service, files };
  } catch {
    return undefined;
  }
}
