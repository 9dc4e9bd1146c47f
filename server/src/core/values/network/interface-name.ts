import { type Message, say } from '../../text/message.ts';
import type { World } from '../grammar.ts';
import { readInteger } from '../numbers/numbers.ts';
import { byteLength } from '../words/escapes.ts';

/** How long the name of a network interface may be: the kernel's own names, and the alternative ones of newer kernels. */
export const INTERFACE_NAME = { longest: 15, longestAlternative: 127 } as const;

/** Why a text cannot name a network interface, as the end of a sentence (src/basic/socket-util.c, ifname_valid_full). */
export function whyNoInterfaceName(
  name: string,
  longest: number,
  version = Number.POSITIVE_INFINITY,
): Message | undefined {
  if (name === '') return say`it is empty`;
  const index = readInteger(name);
  if ((typeof index === 'number' && index > 0) || /^\d+$/.test(name))
    return say`a number is an interface index, not a name`;
  if (byteLength(name) > longest) return say`it has more than ${longest} characters`;
  const isStrict = version >= REFUSES_SYSCTL_NAMES;
  if (name === '.' || name === '..' || (isStrict && (name === 'all' || name === 'default')))
    return say`the name is reserved for the kernel`;
  const bad = (isStrict ? /[^!-~]|[:/%]/ : /[^!-~]|[:/]/).exec(name)?.[0];
  if (bad === undefined) return undefined;
  return /\s/.test(bad) ? say`it contains a space` : say`it contains "${bad}"`;
}

/** Since this version the names of directories below /proc/sys/net and percent signs are refused. */
const REFUSES_SYSCTL_NAMES = 248;

/** The interfaces of this machine, where it is known. */
export function knownInterfaces(world: World): string[] {
  return (world.fact('network-interfaces') ?? '').split(/\s+/).filter((name) => name !== '');
}
