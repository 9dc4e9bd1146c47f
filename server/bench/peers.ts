import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Case } from '../test/conformance/cases.ts';
import { type LspClient, startClient } from '../test/lsp-client.ts';
import { benchAgreement, findByServer, findBySystemdlint, type Judge } from './agreement.ts';
import { bigUnit, smallUnit } from './units.ts';

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'systemd-socket-units/peers');

/** Another program that judges unit files, and how a person gets it. */
interface Peer {
  readonly name: string;
  /** Program and arguments; the program is looked for on the PATH and among what `installPeers` has installed. */
  readonly program: string;
  readonly args: readonly string[];
  readonly install?: readonly [string, ...string[]];
}

const SERVERS: readonly Peer[] = [
  {
    name: 'systemd-lsp',
    program: 'systemd-lsp',
    args: [],
    install: ['cargo', 'install', '--quiet', 'systemd-lsp', '--root', CACHE],
  },
  {
    name: 'systemd-language-server',
    program: 'systemd-language-server',
    args: [],
    install: [join(CACHE, 'bin/pip'), 'install', '--quiet', 'systemd-language-server'],
  },
];

const SYSTEMDLINT: Peer = {
  name: 'systemdlint',
  program: 'systemdlint',
  args: [],
  install: [join(CACHE, 'bin/pip'), 'install', '--quiet', 'systemdlint'],
};

/** Installs the peers that come from package registries into the cache folder; those that cannot be had are named. */
export function installPeers(): void {
  mkdirSync(CACHE, { recursive: true });
  spawnSync('python3', ['-m', 'venv', CACHE], { stdio: 'inherit' });
  for (const { name, install } of [...SERVERS, SYSTEMDLINT]) {
    if (!install) continue;
    console.log(`Installing ${name}`);
    const [program, ...args] = install;
    if (spawnSync(program, args, { stdio: 'inherit' }).status !== 0) console.log(`${name} cannot be installed here.`);
  }
}

/**
 * Prints our medians beside those of other language servers, and of `systemd-analyze verify` for whole files, each as a multiple of
 * ours. Every round asks all of them in turn, so that a machine that slows down slows all of them.
 */
export async function benchPeers(rounds: number): Promise<void> {
  const few = Math.min(rounds, 50);
  const servers = [{ name: 'ours', program: '', args: [] }, ...SERVERS.filter(isInstalled)];
  for (const { name } of [...SERVERS, SYSTEMDLINT].filter((one) => !isInstalled(one))) {
    console.log(`${name}: not installed; npm run bench -- --install-peers installs it`);
  }
  console.log(`\nBeside other programs: our median in milliseconds, then how many times as long they take`);
  console.log(`${''.padEnd(44)}${servers.map(({ name }) => name.padStart(26)).join('')}`);
  await compareServers(servers, 'start to the answer to a hover', Math.min(rounds, 10), startUp);
  for (const [title, text] of [
    ['20 lines', smallUnit()],
    ['6,000 lines', bigUnit()],
  ] as const) {
    await compareServers(servers, `${title}: key press to diagnostics`, few, (one) => keyPresses(one, text));
    await compareServers(servers, `${title}: hover`, few, (one) => asked(one, text, 'textDocument/hover'));
    await compareServers(servers, `${title}: completion`, few, (one) => asked(one, text, 'textDocument/completion'));
  }
  compareVerify(rounds);
  await benchAgreement(judges());
}

/** The peers that are installed, as programs that find lines. */
function judges(): readonly Judge[] {
  const servers = SERVERS.filter(isInstalled).map((peer) => ({
    name: peer.name,
    async find(cases: readonly Case[]) {
      const client = await clientOf(peer);
      try {
        return await findByServer(client, cases);
      } finally {
        client.process.kill();
      }
    },
  }));
  const linter = programOf(SYSTEMDLINT);
  const find = (cases: readonly Case[]) => findBySystemdlint(linter!, cases);
  return linter === undefined ? servers : [...servers, { name: SYSTEMDLINT.name, find }];
}

/** Something to measure with one server: `once` gives milliseconds, or undefined where the server does not answer. */
interface Trial {
  once(): Promise<number | undefined>;
  end(): void;
}

/** The trials of all servers go round in turn. The first round is not counted. */
async function compareServers(
  servers: readonly Peer[],
  title: string,
  rounds: number,
  begin: (server: Peer) => Promise<Trial>,
): Promise<void> {
  const trials = await Promise.all(
    servers.map(async (server) => ({ trial: await begin(server), times: [] as number[] })),
  );
  const silent = new Set<Trial>();
  for (let round = 0; round <= rounds; round++) {
    for (const { trial, times } of trials) {
      const took = silent.has(trial) ? undefined : await trial.once();
      if (took === undefined) silent.add(trial);
      else if (round > 0) times.push(took);
    }
  }
  for (const { trial } of trials) trial.end();
  const [ours = Number.NaN, ...theirs] = trials.map(({ trial, times }) =>
    silent.has(trial) ? undefined : median(times),
  );
  const cells = theirs.map((middle) => (middle === undefined ? 'no answer' : `${(middle / ours).toFixed(1)}x`));
  console.log(`${title.padEnd(44)}${[ours.toFixed(2), ...cells].map((cell) => cell.padStart(26)).join('')}`);
}

const URI = 'file:///bench/peer.service';

async function startUp(peer: Peer): Promise<Trial> {
  const position = place(smallUnit());
  return {
    async once() {
      const begun = performance.now();
      const client = await clientOf(peer);
      await client.open(URI, smallUnit());
      await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: URI }, position });
      const took = performance.now() - begun;
      client.process.kill();
      return took;
    },
    end() {},
  };
}

/** From a change of the whole text to the diagnostics that are published for it, within two seconds. */
async function keyPresses(peer: Peer, text: string): Promise<Trial> {
  const client = await clientOf(peer);
  let version = 1;
  await client.open(URI, text);
  await published(client);
  return {
    async once() {
      version++;
      const changed = `${text}# ${version}\n`;
      const answered = published(client);
      const begun = performance.now();
      await client.change(URI, version, { text: changed });
      return (await answered) ? performance.now() - begun : undefined;
    },
    end: () => client.process.kill(),
  };
}

async function asked(peer: Peer, text: string, method: string): Promise<Trial> {
  const client = await clientOf(peer);
  await client.open(URI, text);
  const position = method.endsWith('completion') ? { ...place(text), character: 0 } : place(text);
  return {
    async once() {
      const begun = performance.now();
      await client.connection.sendRequest(method, { textDocument: { uri: URI }, position });
      return performance.now() - begun;
    },
    end: () => client.process.kill(),
  };
}

function place(text: string): { line: number; character: number } {
  return { line: text.split('\n').findIndex((one) => one.startsWith('ExecStart=')), character: 3 };
}

/** Whether diagnostics come within two seconds from now. */
function published(client: LspClient): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), 2000);
    const listener = client.connection.onNotification('textDocument/publishDiagnostics', () => finish(true));
    function finish(came: boolean): void {
      clearTimeout(timer);
      listener.dispose();
      resolve(came);
    }
  });
}

function clientOf(peer: Peer): Promise<LspClient> {
  return peer.name === 'ours' ? startClient() : startClient({ server: [programOf(peer)!, ...peer.args] });
}

/** `check` beside `systemd-analyze verify`, for one file and for many in one call, as whole processes. */
function compareVerify(rounds: number): void {
  const verify = programOf({ program: 'systemd-analyze' });
  if (verify === undefined) {
    console.log('systemd-analyze: not installed');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const names = Array.from({ length: 200 }, (_, i) => `unit${i}.service`);
    for (const name of names) writeFileSync(join(folder, name), smallUnit());
    const cli = join(import.meta.dirname, '../../dist/cli.cjs');
    const env = { ...process.env, SYSTEMD_UNIT_PATH: folder };
    for (const some of [names.slice(0, 1), names]) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < Math.min(rounds, 5); round++) {
        ours.push(seconds(() => spawnSync(process.execPath, [cli, 'check', ...some], { cwd: folder, env })));
        const paths = some.map((name) => join(folder, name));
        theirs.push(seconds(() => spawnSync(verify, ['verify', '--man=no', '--generators=no', ...paths], { env })));
      }
      const title = `check, ${some.length} ${some.length === 1 ? 'file' : 'files'}`;
      const times = `systemd-analyze verify ${(median(theirs) / median(ours)).toFixed(1)}x`;
      console.log(`${title.padEnd(44)}${median(ours).toFixed(0).padStart(26)}    ${times}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function seconds(run: () => unknown): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

function isInstalled(peer: Peer): boolean {
  return programOf(peer) !== undefined;
}

function programOf({ program }: Pick<Peer, 'program'>): string | undefined {
  const folders = [join(CACHE, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
