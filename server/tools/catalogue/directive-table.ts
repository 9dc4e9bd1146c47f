import { execFileSync } from 'node:child_process';
import nunjucks from 'nunjucks';
import { readFirst, readSource, type SourceTree } from './source-tree.ts';

/** One row of systemd's directive table: the parser function and the argument it is given. */
export interface TableRow {
  readonly parser: string;
  readonly ltype: string;
}

/** The rows of a tree's table, by `Section.Key`, in the table's order. */
export type DirectiveTable = ReadonlyMap<string, TableRow>;

/** What the template asks about the build. Debian builds systemd with all of it. */
const BUILD_OPTIONS = {
  HAVE_SECCOMP: true,
  HAVE_PAM: true,
  HAVE_SELINUX: true,
  HAVE_APPARMOR: true,
  ENABLE_SMACK: true,
};

/** Renders src/core/load-fragment-gperf.gperf.in as the build would, or before systemd 250 .m4 with the program m4, and reads its rows. */
export function readDirectiveTable(tree: SourceTree): DirectiveTable {
  const template = readFirst(tree, [TEMPLATE]);
  return parseRows(template === undefined ? renderM4(tree) : renderTemplate(template));
}

const TEMPLATE = 'src/core/load-fragment-gperf.gperf.in';

function renderM4(tree: SourceTree): string {
  const options = Object.keys(BUILD_OPTIONS).map((name) => `-D${name}=1`);
  return execFileSync('m4', ['--prefix-builtins', ...options], {
    input: readSource(tree, TEMPLATE.replace(/in$/, 'm4')),
    encoding: 'utf8',
  });
}

function renderTemplate(template: string): string {
  const asked = new Set([...template.matchAll(/\b(?:HAVE|ENABLE)_\w+/g)].map((match) => match[0]));
  const unknown = [...asked].filter((name) => !(name in BUILD_OPTIONS));
  if (unknown.length > 0)
    throw new Error(`the directive table asks for ${unknown.join(', ')}: say how Debian builds it`);
  return nunjucks.renderString(template, BUILD_OPTIONS);
}

/** Reads the rendered table: `Section.Key, parser, ltype, offset` lines after the `%%`. */
export function parseRows(rendered: string): DirectiveTable {
  const rows = new Map<string, TableRow>();
  for (const line of rendered.split('\n')) {
    const match = /^([A-Z]\w*\.\w+)\s*,\s*(\w+)\s*,\s*([^,]+?)\s*,/.exec(line.trim());
    if (match) rows.set(match[1]!, { parser: match[2]!, ltype: match[3]! });
  }
  return rows;
}
