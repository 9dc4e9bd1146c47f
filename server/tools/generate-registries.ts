/**
 * Writes the lists of what stands in a folder, so that adding a grammar, a rule or a page of documentation touches no
 * index: values/grammars.generated.ts, findings/{rules,pages}.generated.ts, catalogue/docs.generated.ts, and the client's causes. They are not kept in
 * git; every script that needs them runs this first.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isPage } from './page-name.ts';

const core = join(import.meta.dirname, '../src/core');

writeGrammars();
writeRules();
writeDocs();
writeCauses();

/** Every exported constant below values/ whose name ends in Grammar. */
function writeGrammars(): void {
  const folder = join(core, 'values');
  const found: { file: string; name: string }[] = [];
  const files = folders(folder).flatMap((name) => sources(join(folder, name)).map((file) => `${name}/${file}`));
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const match of text.matchAll(/^export const (\w+Grammar)\b/gm)) found.push({ file, name: match[1]! });
  }
  write(join(folder, 'grammars.generated.ts'), [
    "import type { Grammar } from './grammar.ts';",
    ...found.map(({ file, name }) => `import { ${name} } from './${file}';`),
    '',
    `export const GRAMMARS: readonly Grammar[] = [${found.map(({ name }) => name).join(', ')}];`,
  ]);
}

/** Every rules/<room>/<code>.ts that exports `rule`, and every rules/<room>/<code>.md. */
function writeRules(): void {
  const folder = join(core, 'rules');
  const rooms = folders(folder);
  const pages = rooms.flatMap((room) => within(room, isPage));
  const rules = rooms
    .flatMap((room) => within(room, isSource))
    .filter((path) => /^export const rule\b/m.test(readFileSync(join(folder, path), 'utf8')));
  write(join(core, 'findings/rules.generated.ts'), [
    "import type { Rule } from './rule.ts';",
    ...rules.map((path, i) => `import { rule as rule${i} } from '../rules/${path}';`),
    '',
    `export const RULES: readonly Rule[] = [${rules.map((_, i) => `rule${i}`).join(', ')}];`,
  ]);
  // A file of its own, as rules ask which codes there are.
  write(join(core, 'findings/pages.generated.ts'), [
    ...pages.map((path, i) => `import page${i} from '../rules/${path}';`),
    '',
    '/** Where the web site of the project is: `homepage` of package.json, which is the one place that says it. */',
    `export const SITE = '${homepage()}';`,
    '',
    '/** The page of each code, by code. */',
    'export const PAGES: Readonly<Record<string, string>> = {',
    ...pages.map((path, i) => `  '${basename(path, '.md')}': page${i},`),
    '};',
  ]);

  function within(room: string, wanted: (name: string) => boolean): string[] {
    return readdirSync(join(folder, room))
      .filter(wanted)
      .sort()
      .map((name) => `${room}/${name}`);
  }
}

function homepage(): string {
  const manifest: { readonly homepage: string } = JSON.parse(readFileSync(join(core, '../../../package.json'), 'utf8'));
  return new URL(manifest.homepage).href;
}

/** Every Markdown file of catalogue/docs, by file name. */
function writeDocs(): void {
  const folder = join(core, 'catalogue/docs');
  const files = existsSync(folder) ? readdirSync(folder).filter(isPage) : [];
  write(join(core, 'catalogue/docs.generated.ts'), [
    ...files.map((name, i) => `import doc${i} from './docs/${name}';`),
    '',
    '/** The text of each file of documentation, by file name without its ending. */',
    'export const DOCS: Readonly<Record<string, string>> = {',
    ...files.map((name, i) => `  '${name.slice(0, -3)}': doc${i},`),
    '};',
  ]);
}

/** What the client can explain when something goes wrong: `cause`, or `causes` that belong together, of every file of explain/causes/. */
function writeCauses(): void {
  const folder = join(import.meta.dirname, '../../client/src/explain/causes');
  const files = sources(folder).map((file) => ({
    file,
    several: /^export const causes\b/m.test(readFileSync(join(folder, file), 'utf8')),
  }));
  write(join(folder, 'causes.generated.ts'), [
    "import type { Cause } from '../cause.ts';",
    ...files.map(({ file, several }, i) => `import { cause${several ? 's' : ''} as cause${i} } from './${file}';`),
    '',
    `export const CAUSES: readonly Cause[] = [${files.map(({ several }, i) => `${several ? '...' : ''}cause${i}`).join(', ')}];`,
  ]);
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder).filter(isSource).sort();
}

function isSource(name: string): boolean {
  return name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.generated.ts');
}

/** Leaves a file alone that already says the same, so that incremental builds see no change. */
function write(file: string, lines: readonly string[]): void {
  const text = `// Written by server/tools/generate-registries.ts.\n${lines.join('\n')}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
}
