/**
 * Prints how quickly the bundled server answers over stdio: from key press to diagnostics, hover and completion, for a unit of
 * 20 lines and one of 6,000, and from start to the first diagnostics beside a bare Node that only starts. Medians and p95.
 *
 *   npm run bench                 everything
 *   npm run bench -- --rounds 50  fewer rounds
 *   npm run bench -- --strict     ends with status 1 where a target is missed
 *   npm run bench -- --peers      only beside other programs
 *   npm run bench -- --install-peers  installs the other programs first, from crates.io and PyPI
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type LspClient, startClient } from '../test/lsp-client.ts';
import { benchCheck } from './check.ts';
import { CAPABILITIES, nextDiagnostics } from './diagnostics.ts';
import { benchPeers, installPeers } from './peers.ts';
import { createTargets, summary } from './targets.ts';
import { bigUnit, smallUnit } from './units.ts';
import { benchWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    peers: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    'install-peers': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const targets = createTargets();

if (values['install-peers']) installPeers();
console.log(`Node ${process.version}, ${rounds} rounds; milliseconds`);
if (!values.peers) await benchOurs();
await benchPeers(rounds);
if (!values.peers) {
  console.log(`\n${summary(targets)}`);
  if (values.strict && targets.missed.length > 0) process.exitCode = 1;
}

async function benchOurs(): Promise<void> {
  console.log(`${''.padEnd(44)}${'median'.padStart(9)}${'p95'.padStart(9)}${'target p95'.padStart(12)}`);
  await benchUnit('20 lines', smallUnit(), 5);
  await benchUnit('6,000 lines', bigUnit(), 5);
  await benchStart();
  const workspace = await benchWorkspace(rounds, Math.min(rounds, 10));
  row('5,000 units: start to first diagnostics', workspace.first, 250);
  row('5,000 units: key press to diagnostics', workspace.keyPresses, 5);
  if (workspace.memory !== undefined) {
    const title = '5,000 units: memory of the server';
    const held = targets.hold(title, workspace.memory, 120);
    console.log(`${title.padEnd(44)}${workspace.memory.toFixed(0).padStart(9)} MB${held.padStart(17)}`);
  }
  benchCheck(targets);
}

async function benchUnit(title: string, text: string, target: number): Promise<void> {
  const client = await startClient({ capabilities: CAPABILITIES });
  const uri = `file:///bench/${title.replace(/\W/g, '')}.service`;
  await firstDiagnostics(client, uri, text);
  const line = text.split('\n').findIndex((one) => one.startsWith('ExecStart='));
  let version = 1;
  const edits: number[] = [];
  const hovers: number[] = [];
  const completions: number[] = [];
  for (let round = 0; round < rounds; round++) {
    version++;
    const begun = performance.now();
    const answered = nextDiagnostics(client, uri, version);
    await client.change(uri, version, { text: 'x', at: { line, character: text.split('\n')[line]!.length + round } });
    await answered;
    edits.push(performance.now() - begun);
    const position = { line, character: 3 };
    hovers.push(
      await timed(() => client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position })),
    );
    const start = { line: line + 1, character: 0 };
    completions.push(
      await timed(() =>
        client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: start }),
      ),
    );
  }
  await client.stop();
  row(`${title}: key press to diagnostics`, edits, target);
  row(`${title}: hover`, hovers, target);
  row(`${title}: completion`, completions, target);
}

async function benchStart(): Promise<void> {
  const starts: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < Math.min(rounds, 20); round++) {
    const begun = performance.now();
    const client = await startClient({ capabilities: CAPABILITIES });
    await firstDiagnostics(client, 'file:///bench/start.service', `${smallUnit()}\nNoSuchKey=1\n`);
    starts.push(performance.now() - begun);
    await client.stop();
    const again = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - again);
  }
  row('start to first diagnostics', starts, 150);
  row('bare Node, started and ended', bare, undefined);
  console.log(`${'ratio of the medians'.padEnd(44)}${(median(starts) / median(bare)).toFixed(2).padStart(9)}`);
}

function firstDiagnostics(client: LspClient, uri: string, text: string): Promise<void> {
  const answered = nextDiagnostics(client, uri, 1);
  void client.open(uri, text);
  return answered;
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}

function row(title: string, times: readonly number[], target: number | undefined): void {
  const cells = [median(times), percentile(times, 0.95)].map((time) => time.toFixed(2).padStart(9)).join('');
  const held = target === undefined ? '' : targets.hold(title, percentile(times, 0.95), target);
  console.log(`${title.padEnd(44)}${cells}${held}`);
}

function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
