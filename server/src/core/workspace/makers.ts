import { isLookAlike } from './look-alike.ts';
import { baseName } from './paths.ts';
import { classifyPath } from './unit-path.ts';

/**
 * The name of the unit that something else makes of a file: of `web.container` Podman's Quadlet makes `web.service`
 * (man podman-systemd.unit), of `web.service.in` a build does. Undefined for all other files.
 */
export function unitMadeOf(path: string, text: string, suffixes?: readonly string[]): string | undefined {
  const quadlet = madeByQuadlet(path, text);
  if (quadlet !== undefined) return quadlet;
  const kind = classifyPath(path, suffixes);
  return kind?.kind === 'fragment' && kind.source && !isLookAlike(text) ? kind.name?.full : undefined;
}

/** Whether a file may be one that Quadlet makes a unit of, going by its name. */
export function isQuadlet(path: string): boolean {
  return quadletParts(path) !== undefined;
}

function madeByQuadlet(path: string, text: string): string | undefined {
  const parts = quadletParts(path);
  if (!parts) return undefined;
  const named = /^[ \t]*ServiceName[ \t]*=[ \t]*(\S+)/m.exec(text)?.[1];
  if (named !== undefined) return `${named}.service`;
  const at = parts.name.indexOf('@');
  const prefix = at < 0 ? parts.name : parts.name.slice(0, at);
  return `${prefix}${QUADLET.get(parts.type)}${at < 0 ? '' : parts.name.slice(at)}.service`;
}

function quadletParts(path: string): { readonly name: string; readonly type: string } | undefined {
  const file = baseName(path);
  const dot = file.lastIndexOf('.');
  const type = file.slice(dot + 1);
  return dot > 0 && QUADLET.has(type) ? { name: file.slice(0, dot), type } : undefined;
}

/** What Quadlet puts behind the name of each type of file that it reads. */
const QUADLET: ReadonlyMap<string, string> = new Map([
  ['container', ''],
  ['kube', ''],
  ['pod', '-pod'],
  ['volume', '-volume'],
  ['network', '-network'],
  ['image', '-image'],
  ['build', '-build'],
  ['artifact', '-artifact'],
]);
