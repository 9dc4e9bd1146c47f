import type { ManagerKind } from './plan.ts';

/** What the diagnostics of a document are for, and what that was taken from. */
export interface JudgedBy {
  readonly version: number;
  /** `target` is the place to deploy to that was chosen, `installed` the machine that the server runs on. */
  readonly versionFrom: 'setting' | 'target' | 'installed' | 'newest';
  /** The oldest version that diagnostics were held to, where the document is judged by an older one. */
  readonly oldestVerified: number | undefined;
  readonly manager: ManagerKind;
  readonly managerFrom: 'folder' | 'setting' | 'target' | 'default';
}
