import { PAGES } from './rules.generated.ts';

/** A code's page, taken apart: what editors show of it, and the examples that the tests run. */
export interface RulePage {
  readonly code: string;
  readonly effect: string;
  readonly scope: string;
  /** The text above the examples, as Markdown. */
  readonly text: string;
  readonly examples: readonly Example[];
}

/** One example: the files of a small workspace. Its heading says whether it is bad, and for which systemd where that matters. */
export interface Example {
  readonly title: string;
  readonly bad: boolean;
  readonly version: number | undefined;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** The codes that have a page. */
export function pageCodes(): readonly string[] {
  return Object.keys(PAGES);
}

/** The page of a code as it was written; undefined for a code without one. */
export function pageText(code: string): string | undefined {
  return PAGES[code];
}

export function readPage(code: string): RulePage | undefined {
  const source = PAGES[code];
  if (source === undefined) return undefined;
  const [head = '', ...parts] = source.split(/^## /m);
  return {
    code: /^# (\S+)/.exec(head)?.[1] ?? '',
    effect: bullet(head, 'Effect'),
    scope: bullet(head, 'Scope'),
    text: head
      .replace(/^# .*\n+/, '')
      .replace(/^- \*\*.*\n/gm, '')
      .trim(),
    examples: parts.filter((part) => /^(Bad|Good)\b/.test(part)).map(example),
  };
}

function example(part: string): Example {
  const title = part.slice(0, part.indexOf('\n'));
  const version = /systemd (\d+)/.exec(title)?.[1];
  const files = [...part.matchAll(/^```systemd (\S+)\n([\s\S]*?)^```/gm)].map((match) => ({
    name: match[1]!,
    text: match[2]!,
  }));
  return { title, bad: title.startsWith('Bad'), version: version ? Number(version) : undefined, files };
}

function bullet(head: string, name: string): string {
  return new RegExp(`^- \\*\\*${name}:\\*\\* (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
}
