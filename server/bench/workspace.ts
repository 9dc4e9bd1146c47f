import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { startClient } from '../test/lsp-client.ts';
import { CAPABILITIES, nextDiagnostics } from './diagnostics.ts';
import { socketUnit, writeWorkspace } from './units.ts';

const UNITS = 5000;

/** What was measured in a workspace of thousands of units. */
export interface WorkspaceTimes {
  /** Milliseconds from the start of the server to the first diagnostics of a socket that is opened. */
  readonly first: readonly number[];
  /** Milliseconds from a key press in that socket to its diagnostics, once the whole workspace is read. */
  readonly keyPresses: readonly number[];
  /** MiB that the server then holds; undefined where the machine does not tell. */
  readonly memory: number | undefined;
}

/** Opens a socket in a workspace of thousands of units, and edits it. */
export async function benchWorkspace(rounds: number, starts: number): Promise<WorkspaceTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const first: number[] = [];
  const keyPresses: number[] = [];
  let memory: number | undefined;
  try {
    writeWorkspace(folder, UNITS);
    const uri = pathToFileURL(join(folder, '0', 'unit0.socket')).href;
    for (let start = 0; start < starts; start++) {
      const begun = performance.now();
      const client = await startClient({ folders: [pathToFileURL(folder).href], capabilities: CAPABILITIES });
      const opened = nextDiagnostics(client, uri, 1);
      await client.open(uri, socketUnit(0));
      await opened;
      first.push(performance.now() - begun);
      if (start === starts - 1) {
        await surveyed(client.connection.sendRequest.bind(client.connection));
        for (let round = 0; round < rounds; round++) {
          const pressed = performance.now();
          const answered = nextDiagnostics(client, uri, round + 2);
          await client.change(uri, round + 2, { text: socketUnit(round + 10_000) });
          await answered;
          keyPresses.push(performance.now() - pressed);
        }
        memory = residentOf(client.process.pid);
      }
      await client.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { first, keyPresses, memory };
}

/** Waits until every unit of the workspace is found. */
async function surveyed(ask: (method: string, params: object) => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const symbols = (await ask('workspace/symbol', { query: `unit${UNITS / 5 - 1}` })) as readonly unknown[];
    if (symbols.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the workspace was not read in 30 s');
}

/** Linux tells it in /proc (proc_pid_status(5), VmRSS). */
function residentOf(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
