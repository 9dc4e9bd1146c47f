import type { Installed } from '../core/workspace/installed.ts';
import { accounts } from './accounts.ts';
import type { Disk } from './disk.ts';
import { installedVersion } from './machine.ts';
import { readText } from './read-text.ts';

/**
 * What is installed in a root file system. Undefined where it is no whole system, which has systemd and accounts, but an unpacked package
 * say: what is not there may be brought by another.
 *
 * @param disk Follows links inside the root.
 */
export function installedIn(disk: Disk, root: string): Installed | undefined {
  const text = (path: string) => readText(disk, root + path);
  const passwd = text('/etc/passwd');
  if (passwd === undefined || installedVersion(disk, root) === undefined) return undefined;
  const users = new Set([...SYNTHESIZED, ...accounts(passwd).keys()]);
  const groups = new Set([...SYNTHESIZED, ...accounts(text('/etc/group') ?? '').keys()]);
  for (const folder of SYSUSERS) {
    for (const { name } of disk.list(root + folder) ?? []) {
      if (name.endsWith('.conf')) addSysusers(text(`${folder}/${name}`) ?? '', users, groups);
    }
  }
  const sources = text('/etc/nsswitch.conf') ?? '';
  const knowsUsers = isOfFiles(sources, 'passwd');
  const knowsGroups = isOfFiles(sources, 'group');
  return {
    hasFile: (path) => disk.kind(root + path) === 'file',
    hasUser: (name) => !knowsUsers || users.has(name),
    hasGroup: (name) => !knowsGroups || groups.has(name),
  };
}

/** systemd knows these whatever the files say (src/basic/user-util.c). */
const SYNTHESIZED = ['root', 'nobody', 'nogroup'];

/** Where systemd-sysusers finds what it creates at boot (sysusers.d(5)). */
const SYSUSERS = ['/etc/sysusers.d', '/run/sysusers.d', '/usr/local/lib/sysusers.d', '/usr/lib/sysusers.d'];

function addSysusers(text: string, users: Set<string>, groups: Set<string>): void {
  for (const line of text.split('\n')) {
    const [type = '', name = '', other = ''] = line
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^"(.*)"$/, '$1'));
    if (/^u/.test(type) || type === 'm') users.add(name);
    if (/^u/.test(type) || type === 'g') groups.add(name);
    if (type === 'm') groups.add(other);
  }
}

/** Whether nsswitch.conf(5) has a kind of names looked up in files alone, besides what systemd makes up. */
function isOfFiles(text: string, kind: string): boolean {
  const line = new RegExp(`^\\s*${kind}:(.*)$`, 'm').exec(text.replace(/#.*/g, ''))?.[1] ?? 'files';
  return line
    .replace(/\[[^[\]]*\]/g, '')
    .split(/\s+/)
    .every((source) => /^(?:files|compat|altfiles|systemd|)$/.test(source));
}
