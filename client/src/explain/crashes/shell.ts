import type { Crash } from './crash.ts';

/**
 * What a shell says last before it ends: bash names the line as `line 4`, dash and zsh by its number alone. A script that goes on after
 * such a message wrote more, or ended well.
 */
export function shellCrash(lines: readonly string[]): Crash | undefined {
  const last = lines.at(-1);
  const [, path = '', line, error] = /^((?:\/[^:]*|\w+)): ?(?:line )?(\d+): (.+)$/.exec(last ?? '') ?? [];
  if (last === undefined || error === undefined) return undefined;
  const place = path.startsWith('/') ? { path, line: Number(line) } : undefined;
  return { error, place, trace: [last] };
}
