import { type EffectiveUnit, type Item, setting } from '../workspace/effective-unit.ts';
import { listeners } from '../workspace/sockets.ts';
import { valuePlace } from './places.ts';
import type { UnitRule } from './rule.ts';

/**
 * Paths that the parser lets through and that systemd cannot derive mount dependencies from later (src/core/unit.c, unit_require_mounts_for
 * and unit_add_mounts_for): the unit then fails to load, with nothing said but "Access denied".
 */
export const rule: UnitRule = {
  code: 'path-with-dot-dot',
  effect: 'refuse',
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
        message: `"${item.text}" contains "..", and systemd cannot tell which mounts such a path needs. Write the path without it. systemd refuses the unit.`,
      };
    }
  },
};

function paths(unit: EffectiveUnit): readonly Item[] {
  if (unit.type === 'socket') return listeners(unit).filter((item) => ADDRESS_KEYS.has(item.entry.directive.key));
  const what = setting(unit, unit.type === 'mount' ? 'Mount' : 'Swap', 'What');
  return what ? [what] : [];
}

const ADDRESS_KEYS: ReadonlySet<string> = new Set(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

/** Since this version a `..` directly below the root is dropped before the check. */
const DROPS_LEADING_DOT_DOT = 255;
