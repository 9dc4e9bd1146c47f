/**
 * Writes the generated facts of server/src/core/catalogue/data/ from systemd source trees:
 *
 *     node server/tools/generate-catalogue.ts [options] TREE...
 *
 * One tree for each version to know, in any order; what changed between them is dated with the first tree that has it. Get them with
 * `apt-get source systemd` (Debian's suites carry different versions) or from systemd's repository.
 *
 *     --libseccomp VERSION=FILE       src/syscalls.csv of the libseccomp that goes with that systemd: it decides which names of system
 *                                     calls are known. Without any, syscalls.json keeps the names that it has.
 *     --headers DIR                   the C library's and the kernel's headers (default /usr/include)
 *     --check-against VERSION=FILE    the output of `systemd --dump-configuration-items` of that version. Nothing is written; the
 *                                     table of the tree must say the same, or the exit status is 1.
 *
 * The man pages of the newest tree say since which version a directive exists. Files: directives.json (see catalogue.ts), enums.json
 * (systemd's string tables), syscalls.json and names.json (see the readers in catalogue/).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDirectiveTable } from './catalogue/directive-table.ts';
import { packDirectives } from './catalogue/directives.ts';
import { compareWithDump } from './catalogue/dump-check.ts';
import { byName, changes, type Versions, wordChanges } from './catalogue/history.ts';
import { readManVersions } from './catalogue/man-versions.ts';
import * as names from './catalogue/names.ts';
import { openTree, type SourceTree } from './catalogue/source-tree.ts';
import { readStringTables, STRING_TABLES } from './catalogue/string-tables.ts';
import * as syscalls from './catalogue/syscalls.ts';

const DATA = join(import.meta.dirname, '../src/core/catalogue/data');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    libseccomp: { type: 'string', multiple: true, default: [] },
    headers: { type: 'string', default: '/usr/include' },
    'check-against': { type: 'string', multiple: true, default: [] },
  },
});
if (positionals.length === 0) throw new Error('name at least one systemd source tree');
const trees = positionals.map(openTree).sort((a, b) => a.version - b.version);
const tables = inEach(readDirectiveTable);
if (values['check-against'].length > 0) check(values['check-against']);
else generate();

/** Compares the tables with what the running systemds say. */
function check(dumps: readonly string[]): void {
  for (const [version, file] of byVersion(dumps)) {
    const table = tables.find(([candidate]) => candidate === version)?.[1];
    if (!table) throw new Error(`no tree of systemd ${version} was given`);
    const difference = compareWithDump(table, readFileSync(file, 'utf8'));
    const wrong = [
      ...difference.onlyInTable.map((name) => `  only in the table: ${name}`),
      ...difference.onlyInDump.map((name) => `  only in the dump: ${name}`),
    ];
    console.log([`systemd ${version}: ${difference.rows} rows, ${wrong.length} differences`, ...wrong].join('\n'));
    if (wrong.length > 0) process.exitCode = 1;
  }
}

function generate(): void {
  const headers = names.openHeaders(values.headers);
  const csv = byVersion(values.libseccomp);
  const tableWords = byName(inEach((tree) => new Map([...readStringTables(tree), ...names.readBpfDelegates(tree)])));
  const enums = [...STRING_TABLES, ...[...tableWords.keys()].filter((name) => name.startsWith('bpf_delegate_'))];
  write('directives.json', packDirectives(tables, readManVersions(trees.at(-1)!)));
  write('enums.json', Object.fromEntries(enums.map((name) => [name, changes(tableWords.get(name) ?? missing(name))])));
  write(
    'syscalls.json',
    syscalls.packSyscalls(
      csv.size > 0
        ? wordChanges(
            [...csv].map(([version, file]) => [version, syscalls.parseSyscallTable(readFileSync(file, 'utf8'))]),
          )
        : (JSON.parse(readFileSync(join(DATA, 'syscalls.json'), 'utf8')) as syscalls.SyscallsFile).known,
      inEach(syscalls.readSyscallGroups),
    ),
  );
  write('names.json', {
    ...names.readConstants(headers),
    exitStatuses: names.packExitStatuses(inEach((tree) => names.readExitStatuses(tree, headers))),
    seccompArchitectures: wordChanges(inEach(names.readSeccompArchitectures)),
    namespaces: wordChanges(inEach(names.readNamespaces)),
    filesystems: wordChanges(inEach(names.readFilesystems)),
    filesystemGroups: names.packGroups(inEach(names.readFilesystemGroups)),
  });
}

function inEach<T>(read: (tree: SourceTree) => T): Versions<T> {
  return trees.map((tree) => [tree.version, read(tree)] as const);
}

/** `VERSION=FILE` arguments. */
function byVersion(args: readonly string[]): Map<number, string> {
  return new Map(
    [...args].sort().map((arg) => {
      const match = /^(\d+)=(.+)$/.exec(arg);
      if (!match) throw new Error(`${arg}: expected VERSION=FILE`);
      return [Number(match[1]), match[2]!];
    }),
  );
}

function missing(table: string): never {
  throw new Error(`no tree has the string table ${table}`);
}

function write(name: string, facts: unknown): void {
  writeFileSync(join(DATA, name), JSON.stringify(facts));
}
