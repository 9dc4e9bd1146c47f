import { addToSection, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { addressesOf, isWildcard } from '../../workspace/addresses.ts';
import { flag, items } from '../../workspace/effective-unit.ts';

/**
 * Sockets start early at boot, before the network is configured, and the kernel binds only to addresses that the machine has
 * (ip(7), IP_FREEBIND; IP_TRANSPARENT allows the same).
 */
export const rule: UnitRule = {
  code: 'fixed-address-without-free-bind',
  effect: 'advice',
  scope: 'unit',
  types: ['socket'],
  *check(socket) {
    if (flag(socket, 'Socket', 'FreeBind', false) || flag(socket, 'Socket', 'Transparent', false)) return;
    if (items(socket, 'Unit', 'After').some(({ text }) => NETWORK_IS_UP.test(text))) return;
    for (const { item, address } of addressesOf(socket)) {
      if (address.family !== 'inet' || isWildcard(address) || isAlwaysThere(address.host)) continue;
      const { file } = item.entry;
      yield {
        ...valuePlace(item),
        message: say`${item.text} cannot be bound while the address is missing. At boot sockets start before the network is up, and this one fails with "Cannot assign requested address". Add FreeBind=yes.`,
        fixes: [editFix(say`Add FreeBind=yes`, 'safe', file, addToSection(file, 'Socket', 'FreeBind=yes'))],
      };
    }
  },
};

/** What is ordered after these is started once there are addresses. */
const NETWORK_IS_UP = /^network-online\.target$|-wait-online(@.*)?\.service$/;

/** Loopback, multicast and broadcast addresses; for link-local ones without an interface FreeBind= does not help either. */
function isAlwaysThere(host: string): boolean {
  if (host.includes(':')) {
    if (/^(?:(?:0:){7}1|0:0:0:0:0:ffff:7f[0-9a-f]{2}:[0-9a-f]+)$/.test(host)) return true;
    return /^ff/.test(host) || (/^fe[89ab]/.test(host) && !host.includes('%'));
  }
  const first = Number(host.split('.')[0]);
  return first === 127 || (first >= 224 && first <= 239) || host === '255.255.255.255';
}
