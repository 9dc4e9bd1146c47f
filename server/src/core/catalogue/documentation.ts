import { documented, type Message } from '../text/message.ts';
import { lookUp } from '../text/table.ts';
import { directiveEver } from './catalogue.ts';
import { DOCS } from './docs.generated.ts';

/** What our own documentation says of one directive. */
export interface DirectiveDoc {
  readonly key: string;
  /** The file of documentation that it stands in. */
  readonly file: string;
  /** The manual page that describes it: `systemd.socket`. */
  readonly manual: string;
  /** The answer in one or two sentences of Markdown: the first paragraph. */
  readonly summary: string;
  /** What else there is to say, in paragraphs of Markdown; empty where the summary is all. */
  readonly text: string;
  readonly values: string | undefined;
  readonly byDefault: string | undefined;
  /** Which service managers can apply it, where that is not all of them. */
  readonly managers: string | undefined;
  readonly combines: string | undefined;
  readonly mistake: string | undefined;
  /** For a retired directive: what to use now. */
  readonly instead: string | undefined;
  readonly example: { readonly name: string; readonly text: string } | undefined;
}

/** The documentation of a directive in a section; undefined where there is none. */
export function directiveDoc(section: string, key: string): DirectiveDoc | undefined {
  for (const file of filesFor(section)) {
    const entry = textBelow(file, key);
    if (entry) return readEntry(file, key, entry);
  }
  return undefined;
}

/** What the documentation says of a directive in one respect, in the language that it is rendered for; undefined where it says nothing. */
export function partOf(doc: DirectiveDoc | undefined, part: DocPart): Message | undefined {
  const text = doc?.[part];
  return doc && text ? documented(`doc:${doc.file}#${doc.key}.${part}`, text) : undefined;
}

/** What is text in the documentation of a directive. */
export const DOC_PARTS = [
  'summary',
  'text',
  'values',
  'byDefault',
  'managers',
  'combines',
  'mistake',
  'instead',
] as const;
export type DocPart = (typeof DOC_PARTS)[number];

/** What begins the line of a part that is a bullet of its own: `- **Values:** …`. A translation has its own. */
export const DOC_LABELS = {
  values: 'Values:',
  byDefault: 'Default:',
  managers: 'Managers:',
  combines: 'Combines:',
  mistake: 'Mistake:',
  instead: 'Instead:',
} as const satisfies Partial<Record<DocPart, string>>;
export type DocLabels = Readonly<Record<keyof typeof DOC_LABELS, string>>;

/** What a section is for, as Markdown; undefined for a section that systemd does not have. */
export function sectionDoc(section: string): Message | undefined {
  return generalDoc('sections', section);
}

/** What a type of unit is, as Markdown. */
export function unitTypeDoc(type: string): Message | undefined {
  return generalDoc('unit-types', type);
}

function generalDoc(file: string, name: string): Message | undefined {
  const text = textBelow(file, name)?.trim();
  return text === undefined ? undefined : documented(`doc:${file}#${name}.text`, text);
}

/** The address of the manual page on the web, for a version and, where given, at a directive. */
export function manualUrl(manual: string, version: number, key?: string): string {
  const anchor = key ? `#${key}=` : '';
  return `https://www.freedesktop.org/software/systemd/man/${version}/${manual}.html${anchor}`;
}

/** The directives that a file of documentation has entries for, in order. For the tests that hold documentation and tables together. */
export function documentedKeys(file: string): readonly string[] {
  return [...(lookUp(DOCS, file) ?? '').matchAll(/^## (\S+)$/gm)].map((match) => match[1]!);
}

/** The files that can hold a section's directives, its own first: many directives are shared by several types of unit. */
function filesFor(section: string): readonly string[] {
  const own = section.toLowerCase();
  const shared = SHARED.test(section)
    ? Object.keys(DOCS).filter((name) => /^(exec|kill|resource-control)/.test(name))
    : [];
  return [own, ...shared];
}

/** Sections that take the directives of systemd.exec, systemd.kill or systemd.resource-control besides their own. */
const SHARED = /^(Service|Socket|Mount|Swap|Slice|Scope)$/;

/** The text below `## name`, found without taking the whole file apart: only what is looked at is read. */
function textBelow(file: string, name: string): string | undefined {
  const text = lookUp(DOCS, file);
  if (text === undefined) return undefined;
  const heading = `\n## ${name}\n`;
  const at = text.indexOf(heading);
  if (at < 0) return undefined;
  const from = at + heading.length;
  const end = text.indexOf('\n## ', from - 1);
  return text.slice(from, end < 0 ? undefined : end);
}

/** Reads the entry of a directive, without its heading, in the language of the labels. */
export function readEntry(file: string, key: string, entry: string, labels: DocLabels = DOC_LABELS): DirectiveDoc {
  const fence = /^```systemd (\S+)\n([\s\S]*?)^```/m.exec(entry);
  const bullet = (part: keyof DocLabels): string | undefined =>
    new RegExp(`^- \\*\\*${labels[part]}\\*\\* (.*)$`, 'm').exec(entry)?.[1]?.trim();
  const [summary = '', ...paragraphs] = entry
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/^- \*\*.*$/gm, '')
    .trim()
    .split(/\n\n+/);
  return {
    key,
    file,
    manual: manualOf(file),
    summary,
    text: paragraphs.join('\n\n'),
    values: bullet('values'),
    byDefault: bullet('byDefault'),
    managers: bullet('managers'),
    combines: bullet('combines'),
    mistake: bullet('mistake'),
    instead: bullet('instead'),
    example: fence ? { name: fence[1]!, text: fence[2]! } : undefined,
  };
}

function manualOf(file: string): string {
  if (file === 'install') return 'systemd.unit';
  const shared = /^(exec|resource-control|kill)\b/.exec(file);
  return `systemd.${shared?.[1] ?? file}`;
}

/** The version that first had a directive, 0 where it is older than the records. */
export function sinceOf(section: string, key: string): number {
  return directiveEver(section, key)?.since ?? 0;
}
