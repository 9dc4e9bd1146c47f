import type { Manager } from './manager.ts';
import { missing } from './requirements.ts';
import { RELEASES, type Release, rootFileSystem } from './rootfs.ts';
import { startSystemManager } from './system-manager.ts';
import { startUserManager } from './user-manager.ts';

/** One of the managers that tests run beside: of a user or the system, of this machine or another release of Debian. */
export interface Candidate {
  readonly scope: Manager['scope'];
  /** Undefined for this machine's own systemd. */
  readonly release: Release | undefined;
  /** Where its root file system is. */
  root(): Promise<string>;
  start(): Promise<Manager>;
  /** What keeps it from being started here. */
  lacks(): Promise<string | undefined>;
}

/** Both managers of each systemd at hand, this machine's own first. */
export function everyManager(): readonly Candidate[] {
  return [undefined, ...RELEASES].flatMap((release) => {
    const root = async () => (release === undefined ? '/' : rootFileSystem(release));
    const lacks = () => (release === undefined ? missing('machine') : missing('machine', 'debootstrap'));
    const starters = { user: startUserManager, system: startSystemManager };
    return (['user', 'system'] as const).map((scope) => ({
      scope,
      release,
      root,
      start: async () => starters[scope]({ root: await root() }),
      lacks,
    }));
  });
}
