import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import colors from 'picocolors';
import { codeServer, codeServerProgram } from './code-server.ts';
import {
  codeServerArguments,
  codeServerVariables,
  editorAddress,
  makeDataFolder,
  servingArguments,
  startCodeServer,
  withoutForeignVariables,
} from './code-server-process.ts';
import { desktopProgram, endProcessesOn } from './desktop.ts';
import { extensionPackage, packageFile } from './extension-package.ts';
import { findProgram, mustRun } from './program.ts';
import { say, step } from './progress.ts';

const USAGE = `Builds the extension and opens VS Code with it on a fresh copy of the sample workspace, until Ctrl-C.

npm start -- [options]
  --desktop     in a window of the desktop's VS Code (chosen by itself where \`code\` is on the PATH and a display is there)
  --browser     in the browser, served on 127.0.0.1 by a code-server that is set up in the cache the first time
  --port N      the port for the browser (any free one unless given)
  --no-build    with the package that the last build left in dist/
  --help        this text`;

const SAMPLE = fileURLToPath(new URL('../../test-fixtures/sample-workspace', import.meta.url));
const FIRST_FILE = 'testSampleWeb.socket';
/** The exit status for wrong arguments. */
const WRONG_USE = 2;

/** An editor that is open: when it ended by itself, and how to end it. */
interface OpenEditor {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

interface Wishes {
  readonly desktop: string | undefined;
  readonly port: number;
  readonly build: boolean;
}

const wishes = readWishes(process.argv.slice(2));
if (wishes) {
  try {
    await start(wishes);
  } catch (error) {
    say(colors.red(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}

async function start({ desktop, port, build }: Wishes): Promise<void> {
  const vsix = build ? await step('Building and packaging the extension', extensionPackage) : packageFile();
  // The real path, because VS Code would otherwise show another one than the person is told.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'systemd-units-'));
  const workspace = join(folder, 'sample-workspace');
  const data = join(folder, 'vscode');
  cpSync(SAMPLE, workspace, { recursive: true });
  makeDataFolder(data, { 'security.workspace.trust.enabled': false });
  try {
    const stopped = stopSignal();
    const editor = desktop
      ? await openDesktop(desktop, vsix, workspace, data)
      : await openBrowser(port, vsix, workspace, data);
    say(`The workspace is a copy: ${workspace}`);
    say(colors.dim('Press Ctrl-C to stop.'));
    await Promise.race([editor.ended, stopped]);
    await editor.stop();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function openBrowser(port: number, vsix: string, workspace: string, data: string): Promise<OpenEditor> {
  const program = [...codeServerProgram(await codeServer()), ...codeServerArguments(data)];
  const env = { ...withoutForeignVariables(process.env), ...codeServerVariables(data) };
  await mustRun([...program, '--install-extension', vsix], { env });
  const server = await startCodeServer([...program, ...servingArguments(port)], env);
  const address = editorAddress(server.port, workspace, FIRST_FILE);
  say(`\nVS Code is at  ${colors.bold(address)}\n`);
  showInBrowser(address);
  return server;
}

/** Opens the person's browser where that would be seen. */
function showInBrowser(address: string): void {
  const onDisplay = process.platform === 'darwin' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  const opener = findProgram(process.platform === 'darwin' ? 'open' : 'xdg-open');
  if (!onDisplay || !opener) return;
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

async function openDesktop(code: string, vsix: string, workspace: string, data: string): Promise<OpenEditor> {
  const own = ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = withoutForeignVariables(process.env);
  await mustRun([code, ...own, ...asRoot, '--install-extension', vsix], { env });
  const args = [...own, ...asRoot, '--new-window', '--wait', workspace, '--goto', join(workspace, FIRST_FILE)];
  const child = spawn(code, args, { env, stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  say('\nVS Code is open in a window of its own, apart from your settings and extensions.\n');
  return {
    ended,
    stop: () => endProcessesOn(data),
  };
}

/** Resolves when the person, or who started us, wants an end. A second Ctrl-C ends us at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** What the arguments ask for, or undefined where they were only to be explained. */
function readWishes(args: readonly string[]): Wishes | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        desktop: { type: 'boolean' },
        browser: { type: 'boolean' },
        port: { type: 'string' },
        build: { type: 'boolean', default: true },
        help: { type: 'boolean' },
      },
      allowNegative: true,
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    if (values.desktop && values.browser) throw new Error('Choose one of --desktop and --browser.');
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Error(`--port ${values.port} is not a port: give a number from 1 to 65535.`);
    const found = desktopProgram();
    if (values.desktop && !found) {
      throw new Error(
        'No desktop VS Code can be opened here: install it so that `code` is on the PATH, or leave --desktop away.',
      );
    }
    const inBrowser = values.browser || values.port !== undefined;
    return { desktop: inBrowser ? undefined : found, port, build: values.build };
  } catch (error) {
    say(
      `${colors.red(error instanceof Error ? error.message : String(error))}\nnpm start -- --help tells the options.`,
    );
    process.exitCode = WRONG_USE;
    return undefined;
  }
}
