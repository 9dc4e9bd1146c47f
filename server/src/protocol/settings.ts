import type { ManagerKind } from './plan.ts';

/**
 * What a client sends as `initializationOptions`, and later as the `systemd` section of `workspace/didChangeConfiguration`. Each field
 * may be left out.
 */
export interface Settings {
  /** The systemd version to judge by: a number, `newest`, or `installed` for that of the machine the server runs on. */
  readonly version?: string | number;
  /** The manager that units belong to when their folder does not tell. */
  readonly manager?: ManagerKind;
  /** Directories to look for other units in, besides the workspace, first one first. Undefined: the machine's own load path. */
  readonly unitPath?: readonly string[] | undefined;
}
