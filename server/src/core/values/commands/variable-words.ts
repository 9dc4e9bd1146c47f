/** A variable in the text of a word, `${NAME}` or `$NAME`, by its offsets there. */
export interface VariableReference {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What systemd makes of an argument when it starts a command. */
export type VariableWord =
  /** `$NAME` and nothing else: becomes the words of the value, of which there may be none. */
  | { readonly kind: 'split'; readonly name: string }
  /** Begins with `$` and is no name behind it: a variable that cannot be set, so that nothing is left of the word. */
  | { readonly kind: 'dropped' }
  /** One argument, in which each `${NAME}` is replaced by its value. A `$NAME` in it stays. */
  | {
      readonly kind: 'text';
      readonly replaced: readonly VariableReference[];
      readonly kept: readonly VariableReference[];
    };

/**
 * Reads the variables of an argument as systemd does (src/basic/env-util.c, replace_env_argv and replace_env).
 *
 * @param text The argument without its quotes. Specifiers in it may be expanded or not.
 */
export function readVariables(text: string): VariableWord {
  if (text.startsWith('$') && text[1] !== '{' && text[1] !== '$') {
    const name = text.slice(1);
    return /^[A-Za-z_]\w*$/.test(name.replace(/%[A-Za-z]/g, 'x')) ? { kind: 'split', name } : { kind: 'dropped' };
  }
  const replaced: VariableReference[] = [];
  const kept: VariableReference[] = [];
  for (const match of text.matchAll(/\$\$|\$\{([^:}]*)\}|\$([A-Za-z_]\w*)/g)) {
    const [whole, braced, bare] = match;
    const place = { from: match.index, to: match.index + whole.length };
    if (braced !== undefined) replaced.push({ name: braced, ...place });
    else if (bare !== undefined) kept.push({ name: bare, ...place });
  }
  return { kind: 'text', replaced, kept };
}

/** The variables in a text in which systemd replaces none, as people write them: `${NAME}` and `$NAME`. */
export function writtenVariables(text: string): readonly VariableReference[] {
  return Array.from(text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g), (match) => ({
    name: match[1] ?? match[2] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  }));
}
