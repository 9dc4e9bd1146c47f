import type { Disk } from '../disk/disk.ts';

/** What the server gets from the machine it runs on. A web worker has none of it. */
export interface Runtime {
  readonly disk: Disk | undefined;
  /** The directories of the machine's load path for each manager, the one that wins first; empty where there is no systemd. */
  readonly loadPath: (manager: 'system' | 'user') => readonly string[];
  /** The systemd version of the machine, derived from its files; undefined where there is none. */
  readonly installedVersion: () => number | undefined;
  /** The home folder of the person, for `%h` and the like. */
  readonly home: string | undefined;
  readonly user: string | undefined;
  readonly uid: number | undefined;
  /** The texts of a locale's language; undefined where there are none. */
  readonly texts: (locale: unknown) => unknown;
}

export const NO_RUNTIME: Runtime = {
  disk: undefined,
  loadPath: () => [],
  installedVersion: () => undefined,
  home: undefined,
  user: undefined,
  uid: undefined,
  texts: () => undefined,
};
