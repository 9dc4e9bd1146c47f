import { dirname, join } from 'node:path';
import { cached } from '../../tools/cache.ts';
import { findProgram, mustRun, runProgram } from '../../tools/program.ts';
import { step } from '../../tools/progress.ts';

/** A release of Debian, for the version of systemd that it has. The unstable one moves on: it has at least this version. */
export interface Release {
  readonly suite: 'trixie' | 'sid';
  readonly systemd: number;
  /** What is installed besides what all have. */
  readonly packages: readonly string[];
  /** Counted up whenever what is put into the root file system changes. */
  readonly revision: number;
}

export const RELEASES: readonly Release[] = [
  // The Neovim of bookworm is too old to be driven.
  { suite: 'trixie', systemd: 257, packages: ['neovim'], revision: 2 },
  { suite: 'sid', systemd: 262, packages: [], revision: 1 },
];

const PACKAGES = ['systemd', 'dbus', 'curl', 'python3-minimal', 'iproute2'];
const FALLBACK_MIRROR = 'http://deb.debian.org/debian';

/** Gives the root file system of a release, made in the cache where it is not there yet (a minute, 300 MB). Needs root. */
export async function rootFileSystem(release: Release): Promise<string> {
  return join(await cached(`root-${release.suite}-${release.revision}`, (folder) => make(release, folder)), 'root');
}

async function make({ suite, systemd, packages }: Release, folder: string): Promise<void> {
  const mirror = await debianMirror();
  await step(`Setting up Debian ${suite} with systemd ${systemd}, about 300 MB, in ${dirname(folder)}`, () =>
    // In mounts of its own, so that none is left behind where it is cut short.
    mustRun([
      ...['unshare', '--mount', '--propagation', 'private'],
      ...[
        'debootstrap',
        '--variant=minbase',
        `--include=${[...PACKAGES, ...packages].join(',')}`,
        suite,
        join(folder, 'root'),
        mirror,
      ],
    ]),
  );
}

/** The mirror that this machine's own packages come from, because that one is reachable. */
async function debianMirror(): Promise<string> {
  if (!findProgram('apt-get')) return FALLBACK_MIRROR;
  const { stdout } = await runProgram(['apt-get', 'indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const mirrors = stdout.split('\n').filter((line) => /^https?:.*\/debian\/?$/.test(line));
  return mirrors[0] ?? FALLBACK_MIRROR;
}
