import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type EffectiveUnit, type Item, setting } from '../../workspace/effective-unit.ts';
import { listeners } from '../../workspace/sockets.ts';

/**
 * Paths that the parser lets through and that systemd cannot derive mount dependencies from later (src/core/unit.c, unit_require_mounts_for
 * and unit_add_mounts_for): the unit then fails to load, with nothing said but "Access denied".
 */
export const rule: UnitRule = {
  code: 'path-with-dot-dot',
  // Strictly a refusal, but one that `systemd-analyze verify` does not lay at the unit's door, and our claims of refusal are
  // held to what it says.
  effect: 'fail',
  scope: 'unit',
  types: ['socket', 'mount', 'swap'],
  *check(unit, { version }) {
    for (const item of paths(unit)) {
      if (!item.text.startsWith('/')) continue;
      const parts = item.text.split('/').filter((part) => part !== '' && part !== '.');
      if (version >= DROPS_LEADING_DOT_DOT) while (parts[0] === '..') parts.shift();
      if (!parts.includes('..')) continue;
      yield {
        ...valuePlace(item),
        ...(unit.type === 'mount' && isDevice(item.text) && !isBind(unit) && { effect: 'refuse' as const }),
        message: say`"${item.text}" contains "..". systemd does not load the unit, and says only "Access denied". Write the path without "..".`,
        fixes: withoutDots(item, parts),
      };
    }
  },
};

/** The path that is meant where no link stands before a `..`. */
function withoutDots(item: Item, parts: readonly string[]): readonly Fix[] {
  const { file, range } = valuePlace(item);
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  if (kept.length === 0 || file.text.slice(range.from, range.to) !== item.text) return [];
  const path = `/${kept.join('/')}`;
  return [editFix(say`Replace with ${path}`, 'unsafe', file, { range, newText: path })];
}

function paths(unit: EffectiveUnit): readonly Item[] {
  if (unit.type === 'socket') return listeners(unit).filter((item) => ADDRESS_KEYS.has(item.entry.directive.key));
  const what = setting(unit, unit.type === 'mount' ? 'Mount' : 'Swap', 'What');
  return what && (unit.type === 'swap' || isLocalSource(unit, what.text)) ? [what] : [];
}

/** Whether systemd derives dependencies from the source of a mount (src/core/mount.c, mount_add_mount_dependencies). */
function isLocalSource(mount: EffectiveUnit, what: string): boolean {
  const options = optionsOf(mount);
  if (isBind(mount) || options.some((option) => /^loop(=|$)/.test(option))) return true;
  const network = NETWORK.has(typeOf(mount)) || options.includes('_netdev');
  return !network || isDevice(what);
}

/** Whether it is named after a device that the mount needs: of that, systemd says which unit it does not load. */
function isDevice(what: string): boolean {
  return /^\/+(dev|sys)\/+./.test(what);
}

function isBind(mount: EffectiveUnit): boolean {
  const type = typeOf(mount);
  return type === 'bind' || type === 'rbind' || optionsOf(mount).some((option) => /^r?bind(=|$)/.test(option));
}

function typeOf(mount: EffectiveUnit): string {
  return setting(mount, 'Mount', 'Type')?.text.replace(/^fuse\./, '') ?? '';
}

function optionsOf(mount: EffectiveUnit): readonly string[] {
  return setting(mount, 'Mount', 'Options')?.text.split(',') ?? [];
}

/** File systems that come over the network (src/basic/mountpoint-util.c, fstype_is_network). */
const NETWORK: ReadonlySet<string> = new Set([
  ...[
    'afs',
    'ceph',
    'cifs',
    'gfs',
    'gfs2',
    'ncp',
    'ncpfs',
    'nfs',
    'nfs4',
    'ocfs2',
    'orangefs',
    'pvfs2',
    'smb3',
    'smbfs',
  ],
  ...['davfs', 'glusterfs', 'lustre', 'sshfs'],
]);

const ADDRESS_KEYS: ReadonlySet<string> = new Set(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

/** Since this version a `..` directly below the root is dropped before the check. */
const DROPS_LEADING_DOT_DOT = 255;
