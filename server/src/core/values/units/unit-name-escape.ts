import { joinBytes } from '../words/escapes.ts';

/** The unit name that stands for a path, without its type (src/basic/unit-name.c, unit_name_path_escape). */
export function escapePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) return '-';
  return escapeForName(parts.join('/'));
}

/** Escapes a text for use in a unit name (unit_name_escape): `/` is `-`, and what is not allowed becomes `\xHH`. */
function escapeForName(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) {
    const c = String.fromCharCode(byte);
    if (c === '/') out += '-';
    else if (/[A-Za-z0-9:_]/.test(c) || (c === '.' && out !== '')) out += c;
    else out += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}

/** Undoes the escaping of unit names: `-` is `/`, `\x2d` is `-` (src/basic/unit-name.c, unit_name_unescape). */
export function unescapeUnitName(text: string): string | undefined {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '-') out += '/';
    else if (text[i] === '\\') {
      const digits = /^x([0-9A-Fa-f]{2})/.exec(text.slice(i + 1, i + 4))?.[1];
      if (!digits) return undefined;
      const code = Number.parseInt(digits, 16);
      out += String.fromCharCode(code < 0x80 ? code : 0xdc00 + code);
      i += 3;
    } else out += text[i];
  }
  return joinBytes(out);
}

/** The absolute path that a unit name's prefix or instance stands for (unit_name_path_unescape); undefined where it is none. */
export function unescapePath(text: string): string | undefined {
  if (text === '-') return '/';
  const path = unescapeUnitName(text);
  if (!path || path.startsWith('/') || path.endsWith('/')) return undefined;
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? undefined : `/${path}`;
}
