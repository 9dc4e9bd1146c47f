import { NEWEST_VERSION } from '../catalogue/catalogue.ts';
import type { Installed } from './installed.ts';
import { folderOf } from './paths.ts';
import type { Policy } from './policy.ts';
import type { SystemPatterns } from './system-patterns.ts';

/** What a workspace is judged by. A new object means that everything must be judged anew. */
export interface Settings {
  /** The systemd version, a whole number. */
  readonly version: number;
  /** The manager that units belong to where their folder does not tell. */
  readonly manager: 'system' | 'user';
  /** Directories that units are loaded from besides the workspace, the one that wins first. */
  readonly loadPath: readonly string[];
  /** The architecture of the machine that is judged for, in systemd's words (`x86-64`), where it is known. */
  readonly architecture?: string;
  /** What the system has that all units are for, where there is one and its files are known. */
  readonly installed?: Installed;
  /** What version and manager were taken from. */
  readonly origin: Origin;
  /** What the names of files end in, behind that of the unit, of which something else makes units; without it the usual ones. */
  readonly sourceSuffixes?: readonly string[];
  /** Folders that hold the units of one system each: see `systemOf`. Without it the usual ones. */
  readonly systems?: SystemPatterns;
  /** Which findings of a file are wanted, and how; undefined where nobody has chosen. It never gives another answer for a path. */
  readonly policyOf?: (path: string) => Policy | undefined;
}

/** What units are judged by where a client leaves it open: the place to deploy to that was chosen, this machine, or what is usual. */
export interface Origin {
  readonly version: 'setting' | 'target' | 'installed' | 'newest';
  readonly manager: 'setting' | 'target' | 'default';
}

export const DEFAULT_SETTINGS: Settings = {
  version: NEWEST_VERSION,
  manager: 'system',
  loadPath: [],
  origin: { version: 'newest', manager: 'default' },
};

/** The manager that loads a file: the one that its folder is of, else that of the settings. */
export function managerOf(path: string, settings: Settings): 'system' | 'user' {
  return managerOfFolder(path) ?? settings.manager;
}

/**
 * The manager that a file is for, told from where it lies: `systemd/user` and `systemd/system` say so themselves, and so do the names
 * that projects give to folders of units. A folder that is only called `user` may be anything.
 */
export function managerOfFolder(path: string): 'system' | 'user' | undefined {
  if (!path.includes('user') && !path.includes('system')) return undefined;
  const folder = `${folderOf(path)}/`;
  if (/\/(?:systemd(?:-units)?|units)\/user[./]|\/(?:systemd-user|user-units)\//.test(folder)) return 'user';
  if (/\/(?:systemd(?:-units)?|units)\/system[./]|\/(?:systemd-system|system-units)\//.test(folder)) return 'system';
  return undefined;
}
