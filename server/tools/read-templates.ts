/** A template as it stands in a source. */
export interface FoundTemplate {
  /** With `{0}`, `{1}` … for the arguments, as `templateKey` gives it. */
  readonly key: string;
  /** Zero-based line. */
  readonly line: number;
  /** The source text of each argument. */
  readonly args: readonly string[];
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
    const words = /(?<!\bsay)(['"`])([^'"`]*[A-Za-z]{2}[^'"`]*\s[^'"`]*)\1/.exec(arg.replace(/\binlineCode\(.*/s, ''));
    if (words && !/\bsay`/.test(arg)) return words[2];
  }
  return undefined;
}

/** Reads a template literal from behind its opening backtick. */
function templateAt(source: string, from: number): { parts: string[]; args: string[]; end: number } {
  const parts: string[] = [];
  const args: string[] = [];
  let part = '';
  for (let i = from; i < source.length; i++) {
    const char = source[i]!;
    if (char === '\\') {
      part += unescaped(source[i + 1]!);
      i++;
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

function unescaped(char: string): string {
  return { n: '\n', t: '\t' }[char] ?? char;
}
