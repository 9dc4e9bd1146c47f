/** C source without its comments; string literals keep what looks like one. */
export function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (match) => (match[0] === '"' ? match : ' '));
}

/** What stands between the brace at or after `from` and the one that closes it. */
export function braced(text: string, from: number): string {
  const open = text.indexOf('{', from);
  let depth = 0;
  for (let at = open; at >= 0 && at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return text.slice(open + 1, at);
  }
  throw new Error('unbalanced braces in C source');
}

/** The names of an enum's constants with their values, counted as C does. Only plain numbers are understood as values. */
export function enumConstants(body: string): Map<string, number> {
  const constants = new Map<string, number>();
  let next = 0;
  for (const part of withoutComments(body).split(',')) {
    const match = /^\s*(\w+)\s*(?:=\s*(-?\w+))?/.exec(part);
    if (!match) continue;
    const given = match[2];
    if (given !== undefined) next = constants.get(given) ?? Number(given);
    constants.set(match[1]!, next++);
  }
  return constants;
}

/** `#define NAME number` and `#define NAME OTHER` of a header, resolved to numbers. */
export function defines(header: string, pattern: RegExp): Map<string, number> {
  const raw = new Map<string, string>();
  for (const match of withoutComments(header).matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(\w+)/gm)) {
    raw.set(match[1]!, match[2]!);
  }
  const found = new Map<string, number>();
  for (const name of raw.keys()) {
    if (!pattern.test(name)) continue;
    let value = raw.get(name)!;
    for (let hops = 0; raw.has(value) && hops < 4; hops++) value = raw.get(value)!;
    if (/^(0x[0-9a-f]+|\d+)$/i.test(value)) found.set(name, Number(value));
  }
  return found;
}
