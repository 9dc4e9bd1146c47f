import { append } from '../text/append.ts';
import { isNormalizedPath, simplifyPath } from '../values/paths/paths.ts';

/**
 * The prefix of the unit that stands for a path, `home-my\x2ddata` for `/home/my-data`; undefined for a path that has none
 * (src/basic/unit-name.c, unit_name_path_escape).
 */
export function escapePath(path: string, version: number): string | undefined {
  const simple = simplifyPath(path, version);
  if (simple === '' || simple === '/' || simple === '.') return '-';
  if (!isNormalizedPath(simple, version)) return undefined;
  const bytes = new TextEncoder().encode(simple.replace(/^\/+|(?<!\/)\/+$/g, ''));
  let out = '';
  bytes.forEach((byte, index) => {
    const character = String.fromCharCode(byte);
    if (character === '/') out += '-';
    else if (PLAIN.test(character) && !(index === 0 && character === '.')) out += character;
    else out += `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return out;
}

/** The path that a unit's prefix stands for; undefined where it stands for none (unit_name_path_unescape). */
export function unescapePath(prefix: string): string | undefined {
  if (prefix === '-') return '/';
  const bytes: number[] = [];
  for (let i = 0; i < prefix.length; i++) {
    const character = prefix[i]!;
    if (character === '-') bytes.push(47);
    else if (character !== '\\') append(bytes, new TextEncoder().encode(character));
    else {
      const hex = /^\\x([0-9a-fA-F]{2})/.exec(prefix.slice(i))?.[1];
      if (hex === undefined || hex === '00') return undefined;
      bytes.push(Number.parseInt(hex, 16));
      i += 3;
    }
  }
  const inner = decode(bytes);
  if (inner === '' || inner.startsWith('/') || inner.endsWith('/')) return undefined;
  return isNormalizedPath(`/${inner}`) ? `/${inner}` : undefined;
}

/** Whether the name of the unit for a path would be too long. Later versions shorten it by a hash (unit_name_hash_long). */
export function isTooLongForName(prefix: string, type: string): boolean {
  return prefix.length + 1 + type.length > LONGEST_NAME;
}

/** The first release that shortens names. Before, such a path has no unit. */
export const HASHES_NAMES_SINCE = 251;

const PLAIN = /[A-Za-z0-9:_.]/;

const LONGEST_NAME = 255;

function decode(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    // What is no UTF-8 is kept byte by byte: only slashes and dots matter to what follows.
    return bytes.map((byte) => String.fromCharCode(byte)).join('');
  }
}
