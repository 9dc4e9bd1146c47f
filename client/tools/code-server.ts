import { cp, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.ts';
import { findProgram, mustRun, runProgram } from './program.ts';
import { say, step } from './progress.ts';

/** This code-server carries VS Code 1.139.1 and asks for Node 24. */
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
/** Counted up whenever what is set up here changes, so that an older set-up is not taken for it. */
const REVISION = 1;

/**
 * Gives the folder of a VS Code for the browser, whole in itself: Node, code-server, and the modules of both. Where the cache has
 * none it is set up first, from the npm registry. It is no dependency of the package, because its own install script gives up
 * where a compiler or a library's headers are missing.
 */
export async function codeServer(): Promise<string> {
  if (process.platform === 'win32') {
    throw new Error('VS Code for the browser does not run on Windows: install VS Code, so that `code` is on the PATH.');
  }
  return cached(`code-server-${CODE_SERVER}-${process.platform}-${process.arch}-${REVISION}`, setUp);
}

/** The start of every code-server command line; `folder` is where the set-up is seen by who runs it. */
export function codeServerProgram(folder: string): string[] {
  return [join(folder, 'node'), join(folder, 'node_modules/code-server/out/node/entry.js')];
}

async function setUp(folder: string): Promise<void> {
  say(`Setting up VS Code for the browser, once: code-server ${CODE_SERVER}, about 800 MB, in ${dirname(folder)}`);
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const nodePackage = `${prefix}-${process.platform}-${process.arch}`;
  const nodeFolder = join(folder, 'node_modules', nodePackage);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await symlink(join('node_modules', nodePackage, 'bin/node'), join(folder, 'node'));
  await step('  code-server and Node', () =>
    npm(folder, ['install', '--ignore-scripts', `code-server@${CODE_SERVER}`, `${nodePackage}@${NODE}`]),
  );
  // `npm ci` would refuse: the shrinkwrap that VS Code is published with does not match its package.json.
  await step('  the modules of VS Code', () => npm(vscode, ['install', '--ignore-scripts', '--omit=dev']));
  await step('  its native modules', () => compileNativeModules(nodeFolder, vscode));
}

/** What can be done without is done without: only the log has to work, and for that there is a stand-in. */
async function compileNativeModules(nodeFolder: string, vscode: string): Promise<void> {
  if (['make', 'g++', 'python3'].every((program) => findProgram(program))) {
    const rebuilt = npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
      npm_config_nodedir: nodeFolder,
      PATH: join(nodeFolder, 'bin') + delimiter + process.env['PATH'],
    });
    await rebuilt.catch(() => {});
  }
  const spdlog = join(vscode, 'node_modules/@vscode/spdlog');
  const works = await runProgram([join(nodeFolder, 'bin/node'), '-e', `require(${JSON.stringify(spdlog)})`]);
  if (works.code === 0) return;
  say('  (no compiler for its log module: using the stand-in)');
  await cp(fileURLToPath(new URL('./spdlog-shim.cjs', import.meta.url)), join(spdlog, 'index.js'));
}

async function npm(cwd: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<void> {
  const program = findProgram('npm');
  if (!program) throw new Error('npm is not on the PATH: install Node together with npm.');
  const env = { ...outsideThisPackage(process.env), ...extra };
  await mustRun([program, ...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
}

/**
 * What npm tells the scripts that it runs is about this package, and must not reach an install in another folder; but for where
 * packages come from and are kept, which is the person's own.
 */
function outsideThisPackage(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inside = /^(npm_(config|package|lifecycle)_.*|INIT_CWD|NODE_ENV)$/;
  const own = /^npm_config_(registry|cache|cafile|strict_ssl|proxy|https_proxy|noproxy|userconfig|globalconfig)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => own.test(name) || !inside.test(name)));
}
