import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { keysOf, NEWEST_VERSION } from '../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../src/core/catalogue/unit-type.ts';

/** One import, or another piece of a source, that must not be there. */
export interface Breach {
  readonly file: string;
  readonly imports: string;
  readonly because: string;
}

/** The rooms of core, from the one that knows least: each may import itself and those to its left. */
const LAYERS = ['text', 'syntax', 'catalogue', 'values', 'workspace', 'graph', 'new-units', 'security', 'findings'];
/** The test kit, which may know all of core, and which only tests and tools may know. */
const KIT = 'testing';
const TOP_LAYERS = ['rules', 'features', 'activation'];

/**
 * The rooms of the client, likewise; those of one row may import each other. Only the last two rows and the entries know `vscode`.
 * The files directly in client/src are the entries, which no room imports, and l10n.ts, which every room may.
 */
const CLIENT_ROWS = [
  ['manager', 'unit-files'],
  ['deploy', 'request', 'new-unit'],
  ['explain'],
  ['fleet'],
  ['editor'],
  ['commands', 'views'],
];
const EDITOR_ROOMS = ['editor', 'commands', 'views'];
/** A target for tests, which nothing that is shipped may know. */
const MACHINE_FOR_TESTS = 'client/src/manager/targets/in-memory/';
/** What the bundler begins with (esbuild.mjs). */
const PROGRAMS = [
  ...['node', 'browser', 'cli', 'executable'].map((name) => `server/src/${name}.ts`),
  ...['node', 'browser', 'helper'].map((name) => `client/src/${name}.ts`),
];
const FOR_TESTS = new RegExp(`^server/src/core/${KIT}/|^${MACHINE_FOR_TESTS}|-for-tests\\.ts$|\\.d\\.ts$`);
const CLIENT_ENTRIES = ['node', 'browser', 'extension', 'helper'];

/** Finds the imports that break the walls of ARCHITECTURE.md among some sources. */
export function findBreaches(sources: ReadonlyMap<string, string>): Breach[] {
  const out: Breach[] = [];
  for (const [file, text] of sources) {
    for (const { target, typeOnly } of importsOf(text)) {
      const because = objection(file, target, typeOnly);
      if (because) out.push({ file, imports: target, because });
    }
    if (!file.startsWith('server/src/core/rules/')) continue;
    for (const [name] of text.matchAll(/(?<=\bimport\s[^;]*)\b(?:loadUnit|socketsOf|allSockets)\b(?=[^;]*\bfrom ')/g)) {
      out.push({
        file,
        imports: name,
        because: 'rules see other units through `Others`, which leaves out those that are refused',
      });
    }
  }
  return out;
}

/**
 * Finds circles of imports among some sources, of types too: the files of each, in the order in which they import one another. Who
 * reads one file of a circle has to read them all.
 */
export function findCircles(sources: ReadonlyMap<string, string>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push(path.slice(at));
    const text = sources.get(file);
    if (at >= 0 || text === undefined || done.has(file)) return;
    for (const { target } of importsOf(text)) {
      if (target.startsWith('.')) visit(resolve(file, target), [...path, file]);
    }
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return circles;
}

/**
 * Finds sources that are in no program: none of the entries reaches them. Tests alone keep a file from being dead to the linter, so that
 * what was written and never wired shows here. What is for tests is left out, and so are declarations.
 */
export function findUnreached(sources: ReadonlyMap<string, string>): string[] {
  const reached = new Set<string>();
  const open = PROGRAMS.filter((file) => sources.has(file));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const { target } of importsOf(sources.get(file)!)) {
      const next = resolve(file, target);
      if (target.startsWith('.') && sources.has(next)) open.push(next);
    }
  }
  return [...sources.keys()].filter((file) => !reached.has(file) && !FOR_TESTS.test(file));
}

/**
 * Finds places of the client where the text of a unit file is understood: regular expressions and searches with a section header or a
 * directive's assignment in them. What unit files say comes in the plan, read by core. Not searched are the room that talks to a
 * systemd, which prints properties under the same names, and the one that writes new units.
 */
export function findReaders(sources: ReadonlyMap<string, string>): Breach[] {
  const out: Breach[] = [];
  for (const [file, text] of sources) {
    if (!/^client\/src\/(?!manager\/|new-unit\/)/.test(file)) continue;
    for (const [, ...parts] of text.matchAll(SEARCHES)) {
      const search = parts.find((part) => part !== undefined)!;
      if (UNIT_SYNTAX.test(search)) {
        out.push({ file, imports: search, because: 'only core understands the text of a unit file' });
      }
    }
  }
  return out;
}

/**
 * Types by which any text could look up an object literal: `toString` and `__proto__` would be found in it. A `Table` has only its rows,
 * and the compiler takes nothing else for one; `Rows` are found by `lookUp`.
 */
export function findOpenRecords(sources: ReadonlyMap<string, string>): Breach[] {
  return [...sources].flatMap(([file, text]) =>
    OPEN_RECORDS.has(file)
      ? []
      : [...text.matchAll(/.*(?:\bRecord<string, (?!never)|\{ (?:readonly )?\[\w+: string\]:).*/g)].map((match) => ({
          file,
          imports: match[0],
          because: 'text of a file must find no property that every object has; take Table, Rows with lookUp, or a Map',
        })),
  );
}

/** The types themselves, and the data of the catalogue, which its own functions look up with `lookUp`. */
const OPEN_RECORDS: ReadonlySet<string> = new Set([
  'server/src/core/text/table.ts',
  'server/src/core/catalogue/catalogue.ts',
]);

/** What a regular expression, as a literal or as text, and a search for text look for. */
const SEARCHES =
  /(?<=[=(,:!&|?;{}[>\s])\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/*\\\n[])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*)\/|\bRegExp\(\s*(['"`].*)|\.(?:startsWith|includes|indexOf|search|split|match|matchAll)\(\s*(['"`].*)/gm;

const SECTIONS = [...new Set(UNIT_TYPES.flatMap(sectionsOf))];
const DIRECTIVES = [...new Set(SECTIONS.flatMap((section) => keysOf(section, NEWEST_VERSION)))];
const BLANKS = String.raw`(?:\\?\[?[ \t]?\\[st]\]?[*+]?| )*`;
const UNIT_SYNTAX = new RegExp(
  String.raw`\[${BLANKS}\(?(?:\?:)?(?:${SECTIONS.join('|')})\b|(?<![A-Za-z])(?:(?:Exec|Listen)(?:\w*|\\w[*+]?|\[[^\]]*\][*+]?)|${DIRECTIVES.join('|')})\)?${BLANKS}=`,
);

/** The TypeScript sources below some folders, without tests, by path from the root. */
export function readSources(
  root: string,
  folders: readonly string[] = ['client/src', 'server/src'],
): Map<string, string> {
  const out = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      out.set(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  }
  return out;
}

function objection(file: string, target: string, typeOnly: boolean): string | undefined {
  const entry = /^server\/src\/(node|browser|cli)\.ts$/.test(file) || /^client\/src\/(node|browser)\.ts$/.test(file);
  const resolved = target.startsWith('.') ? resolve(file, target) : target;
  if (file.startsWith('server/src/core/')) {
    if (!target.startsWith('.')) return 'core knows no packages, neither Node nor LSP nor VS Code';
    if (!resolved.startsWith('server/src/core/')) return 'core reaches nothing outside itself';
    return layerObjection(file, resolved);
  }
  if (file.startsWith('server/src/protocol/') && !resolved.startsWith('server/src/protocol/')) {
    return 'the protocol knows neither side';
  }
  if (file.startsWith('client/') && resolved.startsWith('server/') && !resolved.startsWith('server/src/protocol/')) {
    return 'the client shares nothing with the server but the protocol';
  }
  if (file.startsWith('client/')) {
    const because = clientObjection(file, target, resolved);
    if (because) return because;
  }
  if (!file.startsWith('server/src/core/') && resolved.startsWith(`server/src/core/${KIT}/`)) {
    return 'only tests and tools know the test kit';
  }
  if (file.startsWith('server/') && resolved.startsWith('client/')) return 'the server knows nothing of the client';
  if (file.startsWith('server/') && target === 'vscode') return 'the server serves any editor';
  if (/^(node:)?fs(\/|$)/.test(target) && file.startsWith('server/') && !entry) return 'only the entries read files';
  if (/^(node:)?(net|tls|dgram|dns|https?|http2)$/.test(target) && file.startsWith('server/')) {
    return 'the server opens no connection';
  }
  if (/^(node:)?child_process$/.test(target) && file !== 'client/src/manager/process.ts' && !typeOnly) {
    return 'only client/src/manager/process.ts starts programs';
  }
  return undefined;
}

function layerObjection(file: string, resolved: string): string | undefined {
  // The registries are how findings/run.ts and page.ts get to know the rules without naming one.
  if (/^server\/src\/core\/findings\/(rules|pages)\.generated\.ts$/.test(file)) return undefined;
  const from = room(file);
  const to = room(resolved);
  if (!from || !to || from === to) return undefined;
  if (from === KIT) return undefined;
  if (to === KIT) return 'only tests and tools know the test kit';
  const rank = (name: string): number => (LAYERS.includes(name) ? LAYERS.indexOf(name) : LAYERS.length);
  if (rank(to) > rank(from)) return `${from} is below ${to} and must not know it`;
  // The three rooms on top may use one another's plain functions, but rules stand on their own: the other two ask them.
  if (from === 'rules' && TOP_LAYERS.includes(to)) return `rules are asked by ${to}, not the other way round`;
  return undefined;
}

function clientObjection(file: string, target: string, resolved: string): string | undefined {
  const from = clientRoom(file);
  const entry = CLIENT_ENTRIES.some((name) => file === `client/src/${name}.ts`);
  if (from === undefined && !entry && file !== 'client/src/l10n.ts')
    return 'a file of the client is an entry or stands in a room';
  if (from !== undefined && clientRow(from) < 0) return `${from} is no room of the client`;
  if (/^vscode(\/|$)/.test(target) && !entry && !EDITOR_ROOMS.includes(from ?? '')) {
    return `only ${EDITOR_ROOMS.join(', ')} and the entries know the editor`;
  }
  if (
    resolved.startsWith(MACHINE_FOR_TESTS) &&
    !file.startsWith(MACHINE_FOR_TESTS) &&
    !file.endsWith('-for-tests.ts')
  ) {
    return 'the machine in memory is for tests';
  }
  if (entry || !resolved.startsWith('client/src/') || resolved === 'client/src/l10n.ts') return undefined;
  const to = clientRoom(resolved);
  if (to === undefined) return 'no room knows the entries';
  if (from !== undefined && clientRow(to) > clientRow(from)) return `${from} is below ${to} and must not know it`;
  return undefined;
}

function clientRoom(file: string): string | undefined {
  return /^client\/src\/([^/]+)\//.exec(file)?.[1];
}

function clientRow(room: string): number {
  return CLIENT_ROWS.findIndex((row) => row.includes(room));
}

function resolve(file: string, target: string): string {
  return posix.join(posix.dirname(file), target);
}

function room(file: string): string | undefined {
  return /^server\/src\/core\/([^/]+)\//.exec(file)?.[1];
}

function* importsOf(text: string): Iterable<{ target: string; typeOnly: boolean }> {
  for (const match of text.matchAll(
    /^(?:import|export)\s(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )) {
    yield { target: (match[2] ?? match[3] ?? match[4])!, typeOnly: match[1] !== undefined };
  }
}
