/** Limits of what is searched and read, so that no folder can fill the memory. */
export interface Limits {
  /** Unit files of one folder of the workspace. */
  readonly files: number;
  /** Folders that are walked through, where there is no search. */
  readonly folders: number;
  /** Bytes of one file. */
  readonly size: number;
  /** Characters of base64, in all. */
  readonly whole: number;
}

/** The units of a whole distribution fit in. */
export const LIMITS: Limits = { files: 5000, folders: 2000, size: 256 * 1024, whole: 24 * 1024 * 1024 };

/** What is asked of a file system at the same time. */
export const AT_ONCE = 8;
