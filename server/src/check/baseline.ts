import type { Report } from './report.ts';

/** Findings of an old tree that are known and put up with: what is found besides them is new. */
export interface Baseline {
  /** Whether a finding is among them. Each is there as often as it was found, so that one more of a kind is new. */
  takes(report: Report): boolean;
  /** How many of them were not found: mended, or moved to another file. */
  left(): number;
}

/**
 * Reads the file that `--write-baseline` writes. A finding is known by its file, its code and the text of its line, so that lines may move.
 *
 * @param relative Makes a path relative to the folder of the baseline file, with `/` between its parts.
 * @returns undefined for a text that is no baseline.
 */
export function readBaseline(text: string, relative: (path: string) => string): Baseline | undefined {
  const counts = new Map<string, number>();
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown };
    if (version !== VERSION || !Array.isArray(findings)) return undefined;
    for (const { file, code, line, count } of findings as Partial<Known>[]) {
      if (typeof file !== 'string' || typeof code !== 'string' || typeof line !== 'string') return undefined;
      if (typeof count !== 'number' || !(count > 0)) return undefined;
      const key = keyOf(file, code, line);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  } catch {
    return undefined;
  }
  return {
    takes({ path, code, excerpt }) {
      const key = keyOf(relative(path), code, excerpt.text.trim());
      const left = counts.get(key) ?? 0;
      if (left > 0) counts.set(key, left - 1);
      return left > 0;
    },
    left: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** The text of a baseline file with these findings, one a line, in an order that does not depend on that of the search. */
export function baselineText(reports: Iterable<Report>, relative: (path: string) => string): string {
  const found = new Map<string, Known>();
  for (const { path, code, excerpt } of reports) {
    const file = relative(path);
    const line = excerpt.text.trim();
    const key = keyOf(file, code, line);
    found.set(key, { file, code, line, count: (found.get(key)?.count ?? 0) + 1 });
  }
  const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => `    ${JSON.stringify(known)}`);
  return `{\n  "version": ${VERSION},\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

interface Known {
  readonly file: string;
  readonly code: string;
  readonly line: string;
  readonly count: number;
}

const VERSION = 1;

function keyOf(file: string, code: string, line: string): string {
  return JSON.stringify([file, code, line]);
}
