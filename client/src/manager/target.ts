import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import type { Outcome, Ran } from './outcome.ts';
import type { Orphaned } from './supervisor.ts';

/**
 * A place to deploy units to: a service manager and the machine it runs on. All access to that
 * machine goes through this interface, so that nothing depends on it being this machine.
 */
export interface Target {
  /** Stable between sessions, to be kept in settings: `user`, `system`, `dry-run`, `ssh:host:user`, `container:name`. */
  readonly id: string;
  readonly kind: TargetKind;
  readonly manager: ManagerKind;
  /** The machine's name where it is not this one. */
  readonly host: string | undefined;
  /** How commands that change something get their privileges. */
  readonly elevation: Elevation;
  /** Whether the person has been asked already, so that the next command asks nobody; only where somebody has to be asked. */
  readonly unlocked?: boolean;
  /**
   * Gets the privileges to do what was agreed to, asking the person where there is someone to ask. Where a helper has them, it does
   * nothing else.
   */
  acquire(agreed: Agreement, signal?: AbortSignal): Promise<Outcome<void>>;
  /** Runs a program there. Never through a shell: `argv` is passed unchanged. */
  run(argv: readonly string[], options?: RunOptions): Promise<Outcome<Ran>>;
  /** What is at a path, never following a symbolic link at its end. */
  read(path: string): Promise<Outcome<Entry>>;
  /**
   * Replaces the path by `entry` atomically: readers see the old or the new one complete. Missing folders are made;
   * `absent` removes what is there. Refused as `changed-meanwhile` where something else than `was` is there: compared when the new
   * file is complete, right before it takes its place. A mode above 0777 is refused as well.
   */
  write(path: string, entry: Entry, was: Was): Promise<Outcome<void>>;
  /** Removes a folder if it is empty; says nothing if it is not. */
  removeFolder(path: string): Promise<Outcome<void>>;
  /** Where this manager's own units are installed. */
  unitDirectory(): Promise<Outcome<string>>;
  /** The canonical form of a path, links resolved; undefined where nothing is there. */
  resolve(path: string): Promise<Outcome<string | undefined>>;
}

/** What a person has been shown and has agreed to have done. */
export interface Agreement {
  /** The files that may be written and removed, with the folders that they are in; and folders that may be removed. */
  readonly files: readonly string[];
  /** The units that may be started, stopped, enabled and so on; a template stands for its instances. */
  readonly units: readonly string[];
}

export type TargetKind = 'user' | 'system' | 'dry-run' | 'ssh' | 'container';

/** `direct`: none needed. `polkit` and `sudo` ask the person. `none`: there is no way to get them. */
export type Elevation = 'direct' | 'polkit' | 'sudo' | 'none';

export type Entry =
  | { readonly kind: 'absent' }
  | FileEntry
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'other' };

/** The expected content of a path before it is written; `anything` skips the comparison. */
export type Was = Entry | 'anything';

export interface FileEntry {
  readonly kind: 'file';
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly owner?: Owner | undefined;
  /**
   * Milliseconds since 1970. Given back with an old file, because a manager takes a file that is newer than what it has
   * read for one that has changed.
   */
  readonly modified?: number | undefined;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface RunOptions {
  /**
   * Whether the command changes the target, so that it needs the target's privileges. `if-open`: it sees more with them,
   * but is not worth asking anybody.
   */
  readonly privileged?: boolean | 'if-open' | undefined;
  readonly input?: Uint8Array | undefined;
  readonly cwd?: string | undefined;
  /** Set over the inherited environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** One of the looks that a view has by itself, again and again while it is visible. */
  readonly routine?: boolean | undefined;
  /** Milliseconds; 0 for a command that may run for ever. */
  readonly timeout?: number | undefined;
  /** How a command without a limit ends when this process is gone; at once where it is missing. */
  readonly orphaned?: Orphaned | undefined;
  /** Bytes of each stream to keep. */
  readonly limit?: number | undefined;
  /** What to do beyond the limit: throw the rest away, or stop the program. */
  readonly overflow?: 'drop' | 'stop' | undefined;
  readonly onOutput?: ((chunk: Uint8Array, stream: 'stdout' | 'stderr') => void) | undefined;
}

/** Whether two entries leave the same thing at a path. */
export function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind === 'file' && b.kind === 'file') return a.mode === b.mode && sameBytes(a.bytes, b.bytes);
  if (a.kind === 'link' && b.kind === 'link') return a.to === b.to;
  return a.kind === b.kind && a.kind !== 'other';
}

/** Whether a path that holds `now` may be written by somebody who expects `was` there. */
export function isStill(was: Was, now: Entry): boolean {
  return was === 'anything' || sameEntry(was, now);
}

/** Set-user-ID, set-group-ID and sticky bits, which new content must not inherit. */
export function isSpecial(entry: Entry): boolean {
  return entry.kind === 'file' && entry.mode > 0o777;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
