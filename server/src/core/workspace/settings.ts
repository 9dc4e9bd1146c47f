import { NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { folderOf } from './paths.ts';

/** What a workspace is judged by. A new object means that everything must be judged anew. */
export interface Settings {
  /** The systemd version, a whole number. */
  readonly version: number;
  /** The manager that units belong to where their folder does not tell. */
  readonly manager: 'system' | 'user';
  /** Directories that units are loaded from besides the workspace, the one that wins first. */
  readonly loadPath: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = { version: NEWEST_VERSION, manager: 'system', loadPath: [] };

/** The manager that loads a file, told from where it lies: `systemd/user` and `systemd/system` say so themselves. */
export function managerOf(path: string, settings: Settings): 'system' | 'user' {
  if (!path.includes('/systemd/')) return settings.manager;
  const folder = `${folderOf(path)}/`;
  if (/\/systemd\/user([./]|$)/.test(folder)) return 'user';
  if (/\/systemd\/system([./]|$)/.test(folder)) return 'system';
  return settings.manager;
}
