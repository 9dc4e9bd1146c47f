/** The little of the editor's file systems that finding and reading unit files takes. Files and folders go by their URIs. */
export interface Files {
  /** The unit files below a folder, at most so many; undefined where the file system cannot be searched. */
  find(folder: string, most: number): Promise<readonly string[] | undefined>;
  /** What a folder holds; undefined where it cannot be read. */
  list(folder: string): Promise<readonly Entry[] | undefined>;
  /** Undefined where there is no such file, or something else of that name. Throws where that cannot be told. */
  look(file: string): Promise<Look | undefined>;
  /** Undefined where there is no such file. Throws where the file cannot be read. */
  read(file: string): Promise<Uint8Array | undefined>;
}

export interface Entry {
  readonly uri: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

export interface Look {
  readonly size: number;
  readonly isLink: boolean;
  /** A link to a device, which for a unit is /dev/null. It must not be read, as it may be another one, without an end. */
  readonly isDevice: boolean;
}
