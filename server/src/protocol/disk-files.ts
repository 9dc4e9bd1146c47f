import type { Uri } from './lsp.ts';

/**
 * Changes of unit files on the disk of a client, for a server without a disk, such as one in a web worker. The server applies all
 * files of one notification at once.
 */
export interface DiskFilesParams {
  readonly files: readonly DiskFile[];
  /**
   * The folders of which the server now has every unit file; each time the whole list. Until a folder is in it, its units are judged by
   * their own lines only, so that no unit is called missing that has not been sent yet.
   */
  readonly whole: readonly Uri[];
}

export interface DiskFile {
  readonly uri: Uri;
  /** The bytes in base64, as they need not be UTF-8; null where the file is gone. */
  readonly content: string | null;
  /** Whether it is a symbolic link. The editor's file API does not give the target. */
  readonly link: boolean;
}
