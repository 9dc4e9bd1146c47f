import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, type SourceTree } from './source-tree.ts';

/** For each man page, the directives it documents and the version it gives for each; undefined where it gives none. */
export type ManVersions = ReadonlyMap<string, ReadonlyMap<string, number | undefined>>;

/** The pages whose directives belong to several sections. */
const SHARED_PAGES = ['systemd.exec.xml', 'systemd.kill.xml', 'systemd.resource-control.xml'];

/** Reads the unit man pages of a tree. Only newer trees record versions. */
export function readManVersions(tree: SourceTree): ManVersions {
  const pages = readdirSync(join(tree.root, 'man')).filter((name) => /^systemd\.[a-z-]+\.xml$/.test(name));
  return new Map(pages.map((page) => [page, parsePage(readSource(tree, `man/${page}`))]));
}

/**
 * The directives of one page. A version belongs to the innermost entry it stands in; where an entry has several, as with a table of
 * values in it, the last is its own.
 */
export function parsePage(xml: string): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  const open: { keys: string[]; version: number | undefined }[] = [];
  const parts = /<varlistentry\b|<\/varlistentry>|<term>([\s\S]*?)<\/term>|<xi:include\s[^>]*xpointer="v(\d+)"/g;
  for (const match of xml.matchAll(parts)) {
    const entry = open.at(-1);
    if (match[0].startsWith('<varlistentry')) open.push({ keys: [], version: undefined });
    else if (match[0] === '</varlistentry>') {
      open.pop();
      for (const key of entry?.keys ?? []) found.set(key, entry!.version);
    } else if (match[2] !== undefined) {
      if (entry) entry.version = Number(match[2]);
    } else if (match[1] !== undefined) {
      for (const key of match[1].matchAll(/<varname>([A-Za-z]+)=/g)) entry?.keys.push(key[1]!);
    }
  }
  return found;
}

/**
 * The version the man pages give for a directive of a section: what the section's own page says, else a shared page, else the
 * oldest of all pages (for keys that moved to another section).
 */
export function manVersion(pages: ManVersions, section: string, key: string): number | undefined {
  const own = section === 'Install' ? 'systemd.unit.xml' : `systemd.${section.toLowerCase()}.xml`;
  for (const page of [own, ...SHARED_PAGES]) {
    if (pages.get(page)?.has(key)) return pages.get(page)!.get(key);
  }
  const others = [...pages.values()].flatMap((page) => page.get(key) ?? []);
  return others.length > 0 ? Math.min(...others) : undefined;
}
