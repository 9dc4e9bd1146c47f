import type { Diagnostic } from '../diagnostic.ts';
import { type Mark, readMarked } from '../text/markers.ts';
import { ENGLISH, type Language, render } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import { introOf, pageText } from './page.ts';
import { diagnose } from './run.ts';

/** A code's page, taken apart: its facts, its text, and the examples that are its tests. */
export interface RulePage {
  readonly code: string;
  readonly effect: string;
  readonly scope: string;
  /** Why no fix can be derived from the files; empty where there is one. */
  readonly noFix: string;
  /** The text above the examples, as Markdown. */
  readonly text: string;
  readonly examples: readonly Example[];
}

/** One example: the files of a small workspace. Its heading says whether it is bad, and for which systemd where that matters. */
export interface Example {
  readonly title: string;
  readonly bad: boolean;
  readonly version: number | undefined;
  readonly files: readonly ExampleFile[];
}

export interface ExampleFile {
  readonly name: string;
  /** Without the marker lines. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

export function readPage(code: string): RulePage | undefined {
  const source = pageText(code);
  if (source === undefined) return undefined;
  const [head = '', ...parts] = source.split(/^## /m);
  return {
    code: /^# (\S+)/.exec(head)?.[1] ?? '',
    effect: bullet(head, 'Effect'),
    scope: bullet(head, 'Scope'),
    noFix: bullet(head, 'No fix'),
    text: introOf(source),
    examples: parts.filter((part) => /^(Bad|Good)\b/.test(part)).map(example),
  };
}

function example(part: string): Example {
  const title = part.slice(0, part.indexOf('\n'));
  const version = /systemd (\d+)/.exec(title)?.[1];
  const files = [...part.matchAll(/^```systemd (\S+)\n([\s\S]*?)^```/gm)].map((match) => ({
    name: match[1]!,
    ...readMarked(match[2]!),
  }));
  return { title, bad: title.startsWith('Bad'), version: version ? Number(version) : undefined, files };
}

function bullet(head: string, name: string): string {
  return new RegExp(`^- \\*\\*${name}:\\*\\* (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
}

/** What the files of an example are judged by: its version, and a system that has all but what is called so. */
export function exampleSettings({ version }: Pick<Example, 'version'>): Settings {
  const has = (name: string) => !name.includes('not-installed');
  const installed = { hasFile: has, hasUser: has, hasGroup: has };
  return { ...DEFAULT_SETTINGS, version: version ?? DEFAULT_SETTINGS.version, installed };
}

/** What is found in the files of an example, which lie together in `/w`. */
export function diagnoseExample(example: Example): readonly Diagnostic[] {
  const host = createHost(exampleSettings(example));
  host.apply(example.files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return example.files.flatMap(({ name }) => {
    const file = snapshot.file(`/w/${name}`);
    if (!file) throw new Error(`${name} is no unit file`);
    return diagnose(snapshot, file);
  });
}

/** Findings as the marks of a file, in the order of their ranges. */
export function toMarks(found: readonly Diagnostic[], language: Language = ENGLISH): readonly Mark[] {
  return found
    .map(({ range, message }) => ({ from: range.from, to: range.to, message: render(message, language) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
