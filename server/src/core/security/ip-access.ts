import { readPrefix } from '../values/network/ip-prefixes.ts';
import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import { SECTION } from './assignments.ts';

/** How far a service reaches over IP, as far as its access lists tell. */
export type IpAccess = 'own filters' | 'all' | 'some' | 'localhost' | 'none';

/** Reads the access lists as systemd-analyze does: what is allowed counts only where everything else is denied. */
export function ipAccess(unit: EffectiveUnit): IpAccess {
  if (FILTERS.some((key) => items(unit, SECTION, key).length > 0)) return 'own filters';
  const denied = new Set(items(unit, SECTION, 'IPAddressDeny').flatMap(({ text }) => wholeFamilies(text)));
  if (denied.size < 2) return 'all';
  const allowed = items(unit, SECTION, 'IPAddressAllow');
  if (allowed.length === 0) return 'none';
  return allowed.every(({ text }) => isLocalhost(text)) ? 'localhost' : 'some';
}

const FILTERS = ['IPIngressFilterPath', 'IPEgressFilterPath'];

/** The families of which a word of a list names every address. */
function wholeFamilies(text: string): readonly ('IPv4' | 'IPv6')[] {
  if (text === 'any') return ['IPv4', 'IPv6'];
  const prefix = readPrefix(text);
  return prefix?.length === 0 ? [prefix.family] : [];
}

/** Whether a word of a list names the machine itself: by that name, or by an address of it. */
function isLocalhost(text: string): boolean {
  if (text === 'any' || text === 'link-local' || text === 'multicast') return false;
  const prefix = readPrefix(text);
  if (!prefix) return true;
  const address = text.split('/', 1).join();
  if (prefix.family === 'IPv4') return prefix.length >= 8 && address.startsWith('127.');
  return prefix.length === 128 && IPV6_LOOPBACK.test(address);
}

const IPV6_LOOPBACK = /^[0:]*:0*1$/;
