import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A code-server at work. */
export interface CodeServerProcess {
  readonly port: number;
  /** All that it has said so far. */
  log(): string;
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Ends it with everything that it started. */
  stop(): Promise<void>;
}

/** Settings for an editor that nobody set up: quiet, and without what asks for an account or the network. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  // A socket that is activated is no application of the editor's, to be forwarded and announced.
  'remote.autoForwardPorts': false,
};

/** Makes the folder that a code-server keeps its data in, with the settings of its user. */
export function makeDataFolder(folder: string, settings: Readonly<Record<string, unknown>> = {}): void {
  for (const name of ['user/User', 'extensions', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'user/User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  writeFileSync(join(folder, 'config.yaml'), '');
}

/** The arguments that keep code-server to its data folder. It is not reachable from other machines, and asks for no password. */
export function codeServerArguments(dataFolder: string): string[] {
  return [
    ...['--config', join(dataFolder, 'config.yaml')],
    ...['--user-data-dir', join(dataFolder, 'user')],
    ...['--extensions-dir', join(dataFolder, 'extensions')],
    ...['--session-socket', join(dataFolder, 'session.sock')],
  ];
}

export function servingArguments(port: number): string[] {
  return [
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'],
  ];
}

/**
 * The variables that keep code-server to its data folder and off the network. HOME, XDG_CONFIG_HOME, XDG_RUNTIME_DIR and
 * DBUS_SESSION_BUS_ADDRESS are left as they are: through them the extension finds the user manager and the units of the person.
 */
export function codeServerVariables(dataFolder: string): Record<string, string> {
  return {
    XDG_DATA_HOME: join(dataFolder, 'data'),
    XDG_CACHE_HOME: join(dataFolder, 'cache'),
    TMPDIR: join(dataFolder, 'tmp'),
    EXTENSIONS_GALLERY: '{}',
  };
}

/** What must not be inherited: it would make code-server or its extensions believe that they run inside another program. */
export function withoutForeignVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|VITEST|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$|PORT$|PASSWORD$|CODE_SERVER_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

const START_WITHIN_MS = 60_000;

/** Starts code-server and waits until it answers. */
export async function startCodeServer(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<CodeServerProcess> {
  const [file = '', ...args] = argv;
  // A process group of its own, because the extension host and the terminals outlive a parent that is killed.
  const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    signalGroup(child.pid, 'SIGTERM');
    const killer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5000);
    await ended;
    clearTimeout(killer);
    signalGroup(child.pid, 'SIGKILL');
  };
  const port = await new Promise<number>((resolve, reject) => {
    const giveUp = (why: string) => reject(new Error(`code-server ${why}. It said:\n${said}`));
    const late = setTimeout(() => giveUp(`did not answer within ${START_WITHIN_MS / 1000} s`), START_WITHIN_MS).unref();
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const taken = /EADDRINUSE.*:(\d+)/.exec(said)?.[1];
      if (taken) reject(new Error(`Port ${taken} is in use: choose another.`));
      const listening = /HTTP server listening on http:\/\/\S*:(\d+)/.exec(said)?.[1];
      if (!listening) return;
      clearTimeout(late);
      resolve(Number(listening));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => giveUp(`could not be started: ${error.message}`));
    child.once('close', (code) => giveUp(`ended with status ${code} instead of starting`));
  }).catch(async (error: unknown) => {
    if (child.pid !== undefined) await stop();
    throw error;
  });
  return { port, ended, stop, log: () => said };
}

/** The address of a folder in the editor that listens on a port, with a file of it open if one is named. */
export function editorAddress(port: number, folder: string, file?: string): string {
  const query = [`folder=${readable(folder)}`];
  if (file)
    query.push(
      `payload=${readable(JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${join(folder, file)}`]]))}`,
    );
  return `http://127.0.0.1:${port}/?${query.join('&')}`;
}

/** Encoded for a query, but for what may stand in one as it is. */
function readable(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
