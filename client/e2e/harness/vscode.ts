import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Page } from 'playwright-core';
import { codeServer, codeServerProgram } from '../../tools/code-server.ts';
import {
  codeServerArguments,
  codeServerVariables,
  editorAddress,
  makeDataFolder,
  servingArguments,
  startCodeServer,
  withoutForeignVariables,
} from '../../tools/code-server-process.ts';
import { mustRun } from '../../tools/program.ts';
import { startBrowser } from './browser.ts';
import { PATIENCE_MS } from './insist.ts';
import { TESTER } from './machine.ts';
import type { Manager } from './manager.ts';
import { workbench } from './page.ts';
import { serveExtension } from './web-host.ts';

/** A VS Code in Chromium with the extension installed and a folder open. */
export interface VsCode {
  readonly page: Page;
  /** The folder that is open, a copy; as this machine sees it, and the same as VS Code sees it. */
  readonly workspace: string;
  /** What code-server said. */
  log(): string;
  stop(): Promise<void>;
}

export interface VsCodeOptions {
  /** The packaged extension. */
  readonly vsix: string;
  /** The folder to copy and open, or the texts of the files to open a folder with, by name. */
  readonly workspace: string | Readonly<Record<string, string>>;
  /** Where VS Code runs, and as whom: a manager, for one. Otherwise on this machine, where it sees neither home nor manager. */
  readonly on?: Pick<Manager, 'machine' | 'account'>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the extension in the browser, in a web worker, instead of on the machine. */
  readonly webHost?: boolean;
  /** The display language, `zh-cn` for one. What VS Code itself says stays English, because its language pack is not at hand. */
  readonly language?: string;
  /** Lets extensions bring up their walkthroughs; otherwise a person has told VS Code that they are not to. */
  readonly offersWalkthrough?: boolean;
  /** Opens the folder in Restricted Mode, until somebody trusts it; otherwise it is trusted. */
  readonly restricted?: boolean;
  /** The files of another extension, package.json among them, that is installed as well. */
  readonly other?: Readonly<Record<string, string>>;
}

/** Where a machine must show the code-server of this one: start a manager with `folders: await codeServerFolders()`. */
export async function codeServerFolders(): Promise<Record<string, string>> {
  return { [await codeServer()]: INSIDE };
}

const INSIDE = '/opt/code-server';
const VIEWPORT = { width: 1280, height: 800 };

/** Starts VS Code and gives it when its workbench is there. */
export async function startVsCode(options: VsCodeOptions): Promise<VsCode> {
  const { on } = options;
  // A short path, because the path of a Unix socket below it may not be longer than 107 bytes.
  const home = mkdtempSync(join(on?.machine.folder ?? tmpdir(), 'vsc-'));
  const workspace = makeWorkspace(home, options.workspace);
  const data = join(home, 'data');
  cpSync(options.vsix, join(home, 'extension.vsix'));
  mkdirSync(join(data, 'home'), { recursive: true });
  makeDataFolder(data, {
    'editor.hover.delay': 100,
    // As on the desktop, where files are saved when somebody saves them.
    'files.autoSave': 'off',
    // Drawn as text that tests can read.
    'terminal.integrated.gpuAcceleration': 'off',
    'security.workspace.trust.enabled': options.restricted ?? false,
    ...options.settings,
  });
  setWalkthroughs(data, options.offersWalkthrough ?? false);
  if (options.language) addLanguage(data, options.language);
  if (on?.account === 'tester') giveToTester(home);

  const program = codeServerProgram(on ? INSIDE : await codeServer());
  const variables = { ...codeServerVariables(data), ...options.env };
  const command = (args: readonly string[]) => {
    const argv = [...program, ...codeServerArguments(data), ...args];
    return on ? on.machine.command(argv, { as: on.account, env: variables, cwd: home }) : argv;
  };
  const env = on ? process.env : { ...strangersVariables(join(data, 'home')), ...variables };

  await mustRun(command(['--install-extension', join(home, 'extension.vsix')]), { env });
  if (options.other) {
    await mustRun(command(['--install-extension', await packageOf(join(home, 'other'), options.other)]), { env });
  }
  const served = options.webHost ? await serveExtension(takeInstalled(data)) : undefined;
  const locale = options.language ? ['--locale', options.language] : [];
  const server = await startCodeServer(command([...servingArguments(0), ...locale]), env);
  const browser = await startBrowser(on?.machine).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const stop = async () => {
    await browser.close();
    await server.stop();
    await served?.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const page = await browser.newPage({
      viewport: VIEWPORT,
      permissions: ['clipboard-read', 'clipboard-write'],
      // VS Code moves the focus when an animation ends, which would take it from what a test has opened meanwhile.
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(PATIENCE_MS);
    await served?.loadInto(page);
    await page.goto(editorAddress(server.port, workspace), { waitUntil: 'commit', timeout: 60_000 });
    await workbench(page);
    return { page, workspace, log: server.log, stop };
  } catch (error) {
    await stop();
    throw new Error(`VS Code did not come up. code-server said:\n${server.log()}`, { cause: error });
  }
}

/** What is set for the machine that has the files counts there, not what the person has set where the browser is. */
function setWalkthroughs(data: string, offered: boolean): void {
  mkdirSync(join(data, 'user/Machine'), { recursive: true });
  const settings = { 'workbench.welcomePage.walkthroughs.openOnInstall': offered };
  writeFileSync(join(data, 'user/Machine/settings.json'), JSON.stringify(settings));
}

/** Makes VS Code take a language for one that it has, with a language pack that translates nothing. */
function addLanguage(data: string, language: string): void {
  const translations = join(data, 'no-translations.json');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'nobody.no-translations' }, version: '1.0.0' }];
  const pack = { hash: 'none', extensions, translations: { vscode: translations }, label: language };
  writeFileSync(join(data, 'user/languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** Takes the one extension that is installed away from code-server, unpacked, and gives its folder. */
function takeInstalled(data: string): string {
  const unpacked = join(data, 'unpacked');
  renameSync(join(data, 'extensions'), unpacked);
  mkdirSync(join(data, 'extensions'));
  const folder = readdirSync(unpacked).find((name) => existsSync(join(unpacked, name, 'package.json')));
  if (folder === undefined) throw new Error('The extension was not installed.');
  return join(unpacked, folder);
}

/** Packages an extension of these files. */
async function packageOf(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const packagePath = `${folder}.vsix`;
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}

/** The variables of somebody who has nothing here: no home that tests could change, and no user manager either. */
function strangersVariables(home: string): NodeJS.ProcessEnv {
  const { XDG_CONFIG_HOME, DBUS_SESSION_BUS_ADDRESS, ...others } = withoutForeignVariables(process.env);
  return { ...others, HOME: home, XDG_RUNTIME_DIR: home };
}

function makeWorkspace(home: string, from: VsCodeOptions['workspace']): string {
  const workspace = join(home, typeof from === 'string' ? basename(from) : 'units');
  if (typeof from === 'string') {
    cpSync(from, workspace, { recursive: true });
    return workspace;
  }
  for (const [name, text] of Object.entries(from)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  return workspace;
}

function giveToTester(path: string): void {
  chownSync(path, TESTER, TESTER);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), TESTER, TESTER);
  }
}
