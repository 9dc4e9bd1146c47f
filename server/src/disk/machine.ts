import type { Disk } from './disk.ts';

/**
 * The version of the installed systemd, from the name of its shared library, so that no program is run;
 * undefined where there is none.
 *
 * @param root The root file system that it is installed in, without a slash at its end.
 */
export function installedVersion(disk: Disk, root = ''): number | undefined {
  for (const folder of LIBRARY_FOLDERS) {
    for (const { name } of disk.list(root + folder) ?? []) {
      const version = /^libsystemd-(?:shared|core)-(\d+)/.exec(name)?.[1];
      if (version) return Number(version);
    }
  }
  return undefined;
}

/**
 * Where units are loaded from on this machine, the directory that wins first (src/basic/path-lookup.c), as far as there are
 * such directories.
 */
export function machineLoadPath(
  disk: Disk,
  manager: 'system' | 'user',
  who: { readonly home: string; readonly runtimeDirectory: string | undefined },
): readonly string[] {
  return existing(disk, manager === 'system' ? SYSTEM_PATH : userPath(who));
}

/** The directories of the load path in a root file system that are there, none of a person's own among them. */
export function loadPathOfRoot(disk: Disk, root: string, manager: 'system' | 'user'): readonly string[] {
  return existing(disk, loadPathBelow(root, manager));
}

function existing(disk: Disk, paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    if (disk.kind(path) !== 'folder') return false;
    // On a machine where /lib is a link to /usr/lib the same directory stands in the list twice.
    const real = disk.real(path) ?? path;
    return seen.has(real) ? false : seen.add(real) && true;
  });
}

/** The directories of the load path below a root, whether they are there or not: those of the system, and none of a person's own. */
export function loadPathBelow(root: string, manager: 'system' | 'user'): readonly string[] {
  const paths = manager === 'system' ? SYSTEM_PATH : USER_PATH;
  return paths.map((path) => root + path);
}

const LIBRARY_FOLDERS = [
  '/usr/lib/systemd',
  '/lib/systemd',
  '/usr/lib/x86_64-linux-gnu/systemd',
  '/usr/lib/aarch64-linux-gnu/systemd',
  '/usr/lib64/systemd',
];

const SYSTEM_PATH = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/run/systemd/generator.late',
];

function userPath({ home, runtimeDirectory }: { home: string; runtimeDirectory: string | undefined }): string[] {
  const runtime = runtimeDirectory ? [`${runtimeDirectory}/systemd`] : [];
  return [
    `${home}/.config/systemd/user.control`,
    ...runtime.flatMap((path) => [`${path}/user.control`, `${path}/transient`, `${path}/generator.early`]),
    `${home}/.config/systemd/user`,
    `${home}/.config/systemd/user.attached`,
    '/etc/xdg/systemd/user',
    '/etc/systemd/user',
    ...runtime.map((path) => `${path}/user`),
    '/run/systemd/user',
    ...runtime.map((path) => `${path}/generator`),
    `${home}/.local/share/systemd/user`,
    '/usr/local/share/systemd/user',
    '/usr/share/systemd/user',
    '/usr/local/lib/systemd/user',
    '/usr/lib/systemd/user',
    ...runtime.map((path) => `${path}/generator.late`),
  ];
}

/** Those parts of {@link userPath} that are the same for everybody. */
const USER_PATH = [
  '/etc/xdg/systemd/user',
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/share/systemd/user',
  '/usr/share/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
];
