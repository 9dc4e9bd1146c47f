import type { Handler, Plan } from '../../../server/src/protocol/plan.ts';
import { outputText } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { execWords } from './exec-words.ts';
import type { ReadSource } from './source.ts';

/**
 * Programs that lie beside the units in the workspace and that the units run from another place: `ExecStart=%h/web.py` with a
 * web.py next to the service. They are worth copying along; nobody but their author could tell that they are the same.
 */
export async function companionsOf(target: Target, plan: Plan, readSource: ReadSource): Promise<readonly Handler[]> {
  const known = new Set(plan.handlers.map(({ path }) => path));
  const named = plan.files.flatMap(({ text, source, unit }) =>
    namedPaths(text).map(({ word, executed }) => ({ word, executed, unit, file: beside(source, word) })),
  );
  const home = named.some(({ word }) => word.startsWith('%h/')) ? await homeOf(target) : undefined;
  const found = new Map<string, Handler>();
  for (const { word, executed, unit, file } of named) {
    const path = word.startsWith('%h/') ? (home === undefined ? undefined : home + word.slice(2)) : word;
    if (path === undefined || known.has(path) || isSystems(path) || pathOf(file) === path) continue;
    if ((await readSource(file)) !== undefined) found.set(path, { file, path, executed, unit });
  }
  return [...found.values()];
}

/** The absolute paths in the Exec lines of a unit file, and those below the home folder. */
function namedPaths(text: string): { readonly word: string; readonly executed: boolean }[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => {
    const value = /^[ \t]*Exec[A-Za-z]+[ \t]*=[ \t]*[-@:+!|]*(.*)$/.exec(line)?.[1];
    const words = value === undefined ? [] : execWords(value);
    return words
      .map((word, index) => ({ word, executed: index === 0 }))
      .filter(({ word }) => /^(\/|%h\/)[^%]*[^%/]$/.test(word) && !word.split('/').includes('..'));
  });
}

function beside(source: string, word: string): string {
  const name = word.slice(word.lastIndexOf('/') + 1);
  return `${source.slice(0, source.lastIndexOf('/'))}/${encodeURIComponent(name)}`;
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ''));
}

/** What distributions install, and what no file is. */
function isSystems(path: string): boolean {
  return /^\/(usr\/(s?bin|lib\w*|share)|s?bin|lib\w*|dev|proc|sys|run|boot)\//.test(path);
}

/** What `%h` stands for: the manager's home, which for the system's is root's. */
async function homeOf(target: Target): Promise<string | undefined> {
  if (target.manager === 'system') return '/root';
  const printed = await target.run(['printenv', 'HOME'], { timeout: 10_000 });
  const home = printed.kind === 'ok' ? outputText(printed.value).trim() : '';
  return home.startsWith('/') ? home.replace(/\/$/, '') : undefined;
}
