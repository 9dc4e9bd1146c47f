import { OLDEST_VERSION } from '../catalogue/catalogue.ts';
import { managerOf, managerOfFolder, type Origin } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** What a file is judged by, and where that was taken from. */
export interface JudgedBy {
  readonly version: number;
  readonly versionFrom: Origin['version'];
  /** The oldest version that findings were held to; undefined where the file is judged by that or a newer one. */
  readonly oldestVerified: number | undefined;
  readonly manager: 'system' | 'user';
  readonly managerFrom: Origin['manager'] | 'folder';
}

/** The systemd version and the kind of manager that the diagnostics of a file are for. */
export function judgedBy({ settings }: Snapshot, file: UnitFile): JudgedBy {
  return {
    version: settings.version,
    versionFrom: settings.origin.version,
    oldestVerified: settings.version < OLDEST_VERSION ? OLDEST_VERSION : undefined,
    manager: managerOf(file.path, settings),
    managerFrom: managerOfFolder(file.path) ? 'folder' : settings.origin.manager,
  };
}
