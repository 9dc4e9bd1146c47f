import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { type Case, readCases } from '../test/conformance/cases.ts';
import { compareLines, precision, type Report, recall, score, type Tally } from '../test/conformance/score.ts';
import type { LspClient } from '../test/lsp-client.ts';

/** The recorded systemd that all are held against, and which of its cases they are shown. */
const [VERSION, EVERY] = [262, 5] as const;
const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
/** Milliseconds after which a server is taken to have nothing to say of a document: at most, and at least. */
const [PATIENCE, HASTE] = [2000, 100] as const;
/** How many times longer than for its slowest answer so far a server is waited for. */
const MARGIN = 20;
/** After so many documents without an answer a server is not asked any more. */
const MOST_SILENCES = 3;

/** Another program, and how it is asked about units. */
export interface Judge {
  readonly name: string;
  /** The numbers of the lines that it finds something wrong with, by the name of each case; undefined where it says nothing. */
  find(cases: readonly Case[]): Promise<ReadonlyMap<string, readonly number[]> | undefined>;
}

/** Prints how many of the lines that systemd complains about each program finds, and how many of its lines systemd complains about. */
export async function benchAgreement(judges: readonly Judge[]): Promise<void> {
  const cases = readCases().filter((_, index) => index % EVERY === 0);
  console.log(
    `\nAgreement with systemd ${VERSION} on the lines of ${cases.length.toLocaleString('en')} recorded units`,
  );
  console.log(`${''.padEnd(44)}${'found'.padStart(9)}${'right'.padStart(9)}`);
  row('ours', (await score(cases, VERSION, (one) => one.verdicts[VERSION], CLI)).lines);
  for (const { name, find } of judges) {
    const found = await find(cases);
    row(name, found && tallyOf(cases, found));
  }
}

function row(name: string, tally: Tally | undefined): void {
  const cells = tally
    ? [recall(tally), precision(tally)].map((part) => `${(100 * part).toFixed(1)} %`.padStart(9))
    : [];
  console.log(`${name.padEnd(44)}${tally ? cells.join('') : 'finds nothing'.padStart(18)}`);
}

/** How the lines that a program found compare with what systemd said. */
export function tallyOf(cases: readonly Case[], found: ReadonlyMap<string, readonly number[]>): Tally {
  const tally: Tally = { hits: 0, misses: 0, falseAlarms: 0 };
  for (const one of cases) {
    const reports = (found.get(one.name) ?? []).map(
      (line): Report => ({ file: one.name, line, effect: 'ignore', scope: 'line', code: '', message: '' }),
    );
    compareLines(one, one.verdicts[VERSION], reports, tally, () => undefined);
  }
  return tally;
}

/** Has a language server diagnose the cases as documents, one by one; hints are not counted. */
export async function findByServer(
  client: LspClient,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, readonly number[]> | undefined> {
  const found = new Map<string, readonly number[]>();
  let [silences, slowest] = [0, Number.POSITIVE_INFINITY];
  for (const one of cases) {
    const uri = `file:///bench/${one.name}`;
    const begun = performance.now();
    const published = nextOf(client, uri, patienceAfter(slowest));
    await client.open(uri, new TextDecoder().decode(one.bytes));
    const params = await published;
    const took = performance.now() - begun;
    if (params) slowest = Number.isFinite(slowest) ? Math.max(slowest, took) : took;
    if (!params && ++silences === MOST_SILENCES && found.size === 0) return undefined;
    const serious = (params?.diagnostics ?? []).filter(({ severity }) => severity !== 4);
    if (params)
      found.set(
        one.name,
        serious.map(({ range }) => range.start.line + 1),
      );
  }
  return found;
}

/** Milliseconds that a server is waited for, by how long the slowest of its answers took. One that says nothing of healthy units is asked about many. */
export function patienceAfter(slowest: number): number {
  return Math.min(PATIENCE, Math.max(HASTE, MARGIN * slowest));
}

function nextOf(client: LspClient, uri: string, patience: number): Promise<PublishDiagnosticsParams | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), patience);
    const method = 'textDocument/publishDiagnostics';
    const listener = client.connection.onNotification(method, (params: PublishDiagnosticsParams) => {
      if (params.uri === uri) finish(params);
    });
    function finish(params: PublishDiagnosticsParams | undefined): void {
      clearTimeout(timer);
      listener.dispose();
      resolve(params);
    }
  });
}

/** Has systemdlint check the cases as files, some in one run. It ends at a file that it fails on, so those of that run are asked one by one. */
export async function findBySystemdlint(
  program: string,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, readonly number[]> | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const one of cases) writeFileSync(join(folder, one.name), one.bytes);
    const words = ['--norootfs', '--nodropins', '--messageformat', '{path}:{line}:{id}'];
    const outputOf = (files: readonly string[]): string => {
      const { stderr } = spawnSync(program, [...words, ...files], { cwd: folder, encoding: 'utf8' });
      if (!stderr.includes('Traceback (most recent call last):')) return stderr;
      return files.length > 1 ? files.map((file) => outputOf([file])).join('') : '';
    };
    let output = '';
    for (let at = 0; at < cases.length; at += IN_ONE_RUN) {
      output += outputOf(cases.slice(at, at + IN_ONE_RUN).map(({ name }) => name));
    }
    return linesOf(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const IN_ONE_RUN = 8;

/**
 * The lines named in `PATH:LINE:ID`, by the name of the file; undefined where there is none. Advice on security and what is missing in a
 * unit are about no line.
 */
export function linesOf(output: string): ReadonlyMap<string, readonly number[]> | undefined {
  const found = new Map<string, number[]>();
  for (const [, path = '', line] of output.matchAll(/^([^:\n]+):(\d+):(?!Security\.|\w+Missing$)/gm)) {
    const name = basename(path);
    const known = found.get(name);
    if (known) known.push(Number(line));
    else found.set(name, [Number(line)]);
  }
  return found.size === 0 ? undefined : found;
}
