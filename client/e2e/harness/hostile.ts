/** Names that shells, option parsers, specifiers and expansions would make something of, if they were given to any. */
export const HOSTILE: readonly string[] = [
  'plain',
  '-rf',
  '--',
  ' blank ',
  '$(touch canary)',
  '`touch canary`',
  ';touch canary',
  "';touch canary;'",
  "\\';touch canary #",
  "\\\\';touch canary #",
  '"$HOME"',
  '$HOME',
  '$$',
  'a\ntouch canary\n',
  '\ttab',
  '!!',
  '=ls',
  '~root',
  '~',
  '{a,b}[c]*?',
  String.raw`dev-disk-by\x2duuid.mount`,
  'ends in \\',
  'é ü 漢',
  '&touch canary',
  '|touch canary',
  '%h',
  '%h %%',
  '^x^y',
  '#',
  '"',
  '@x',
];

/** A request that is made of such words. */
export const HOSTILE_POST = {
  method: 'POST',
  path: '/greet',
  headers: ["X-Test: it's $(id) $HOME"],
  body: "a\\b'c$b\n!",
};

/** A file with contents that are no text. */
export const FILE = { kind: 'file', bytes: Uint8Array.of(0, 255, 10, 13, 39, 92, 36, 10), mode: 0o640 } as const;
