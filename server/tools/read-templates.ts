import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A template as it stands in a source. */
export interface FoundTemplate {
  /** With `{0}`, `{1}` … for the arguments, as `templateKey` gives it. */
  readonly key: string;
  /** Zero-based line. */
  readonly line: number;
  /** The source text of each argument. */
  readonly args: readonly string[];
}

/** A template and the file that has it, relative to `server/src`. */
export interface PlacedTemplate extends FoundTemplate {
  readonly file: string;
}

/** The templates of all of core and of the command line, tests aside, by file and place. */
export function allTemplates(): PlacedTemplate[] {
  const root = join(import.meta.dirname, '../src');
  const files = globSync(['core/**/*.ts', 'check/**/*.ts'], {
    cwd: root,
    exclude: (name) => String(name).endsWith('.test.ts'),
  }).sort();
  return files.flatMap((file) =>
    readTemplates(readFileSync(join(root, file), 'utf8')).map((template) => ({ ...template, file })),
  );
}

/** A translator's bundle in which nothing is translated yet: each template under itself. */
export function emptyBundle(): Record<string, string> {
  return Object.fromEntries(allTemplates().map(({ key }) => [key, key]));
}

/**
 * Finds the templates of a TypeScript source, those within the arguments of others included: each `` say`…` ``.
 *
 * @throws Error for a template that does not end, which no source that compiles has.
 */
export function readTemplates(source: string): FoundTemplate[] {
  const out: FoundTemplate[] = [];
  for (const match of source.matchAll(/\bsay`/g)) {
    const { parts, args } = templateAt(source, match.index + match[0].length);
    const key = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
    out.push({ key, line: source.slice(0, match.index).split('\n').length - 1, args });
  }
  return out;
}

/** English words in an argument, which a translation could not reach; undefined where there are none. */
export function gluedWords({ args }: FoundTemplate): string | undefined {
  for (const arg of args) {
    // What is shown as code is no language.
    const rest = withoutTemplates(arg).replace(/\binlineCode\(.*/s, '');
    const words = /(['"`])([^'"`]*[A-Za-z]{2}[^'"`]*\s[^'"`]*|\s[^'"`]*[A-Za-z]{2}[^'"`]*)\1/.exec(rest);
    if (words) return words[2];
  }
  return undefined;
}

/** Whether a template is no text of its own, but is to be put before or behind another. A translation may want another order. */
export function isPiece({ key }: FoundTemplate): boolean {
  return /^\s|\s$|^[;,.!?)]|\bsay`/.test(key);
}

/** A source without the templates in it. */
function withoutTemplates(source: string): string {
  const at = source.search(/\bsay`/);
  if (at < 0) return source;
  return source.slice(0, at) + withoutTemplates(source.slice(templateAt(source, at + 'say`'.length).end + 1));
}

/** Reads a template literal from behind its opening backtick. */
function templateAt(source: string, from: number): { parts: string[]; args: string[]; end: number } {
  const parts: string[] = [];
  const args: string[] = [];
  let part = '';
  for (let i = from; i < source.length; i++) {
    const char = source[i]!;
    if (char === '\\') {
      const escaped = escapeAt(source, i);
      part += escaped.text;
      i = escaped.end - 1;
    } else if (char === '`') {
      return { parts: [...parts, part], args, end: i };
    } else if (char === '$' && source[i + 1] === '{') {
      const end = expressionEnd(source, i + 2);
      parts.push(part);
      args.push(source.slice(i + 2, end));
      part = '';
      i = end;
    } else {
      part += char;
    }
  }
  throw new Error('A template does not end.');
}

/** The closing brace of the expression that begins here. */
function expressionEnd(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const char = source[i]!;
    if (char === '`') i = templateAt(source, i + 1).end;
    else if (char === "'" || char === '"') i = stringEnd(source, i);
    else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return i;
  }
  throw new Error('An expression in a template does not end.');
}

function stringEnd(source: string, from: number): number {
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === source[from]) return i;
  }
  throw new Error('A string in a template does not end.');
}

/** The escape sequence that begins at a backslash: what it stands for, and where it ends. */
function escapeAt(source: string, from: number): { text: string; end: number } {
  const code = /^\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|u\{([\dA-Fa-f]+)\})/.exec(source.slice(from, from + 12));
  if (code) {
    const text = String.fromCodePoint(Number.parseInt((code[1] ?? code[2] ?? code[3])!, 16));
    return { text, end: from + code[0].length };
  }
  const char = source[from + 1]!;
  return { text: CONTROLS.get(char) ?? char, end: from + 2 };
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['n', '\n'],
  ['t', '\t'],
]);
