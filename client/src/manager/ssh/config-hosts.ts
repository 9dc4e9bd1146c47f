import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { readEntry } from '../local-files.ts';
import { readConfigFile } from './config-file.ts';
import { isHost } from './host.ts';

/** ssh itself goes no deeper. */
const DEEPEST = 16;

/** The hosts that the person's ssh configuration names, in its order, included files and all. */
export async function configHosts(home: string): Promise<readonly string[]> {
  const folder = join(home, '.ssh');
  const hosts = await hostsOf(join(folder, 'config'), folder, home, DEEPEST);
  return [...new Set(hosts)].filter(isHost);
}

async function hostsOf(path: string, folder: string, home: string, depth: number): Promise<string[]> {
  const entry = await readEntry(path);
  // People keep their configuration in a repository and link it.
  if (entry.kind === 'ok' && entry.value.kind === 'link' && depth > 0) {
    const to = entry.value.to;
    return hostsOf(isAbsolute(to) ? to : join(dirname(path), to), folder, home, depth - 1);
  }
  if (entry.kind !== 'ok' || entry.value.kind !== 'file' || depth === 0) return [];
  const { hosts, includes } = readConfigFile(new TextDecoder().decode(entry.value.bytes));
  const found = [...hosts];
  for (const include of includes) {
    const full = include.startsWith('~/') ? join(home, include.slice(2)) : include;
    const paths = await matching(isAbsolute(full) ? full : join(folder, full));
    for (const one of paths) {
      for (const host of await hostsOf(one, folder, home, depth - 1)) found.push(host);
    }
  }
  return found;
}

/** The files that a path with `*` and `?` in its last part stands for. */
async function matching(pattern: string): Promise<string[]> {
  const name = basename(pattern);
  if (!/[*?]/.test(name)) return [pattern];
  const source = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const names = await readdir(dirname(pattern)).catch(() => []);
  return names
    .filter((one) => new RegExp(`^${source}$`).test(one) && !one.startsWith('.'))
    .toSorted()
    .map((one) => join(dirname(pattern), one));
}
