import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type ExtensionContext, ThemeIcon, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { createDeploymentBook } from './deploy/deployment-book.ts';
import { createGuards } from './deploy/guards.ts';
import { CLIENT, type Machine } from './editor/platform.ts';
import { configuredHosts } from './editor/settings.ts';
import { activateOn } from './extension.ts';
import { openWorkshop, saveOrder } from './fleet/workshop.ts';
import { detect } from './manager/detect.ts';
import { localOperations } from './manager/operations.ts';
import { privilegedOperations } from './manager/privileged/client.ts';
import { openHelper } from './manager/privileged/open-helper.ts';
import type { SeenTerminal } from './manager/privileged/open-sudo.ts';
import { createHosts } from './manager/ssh/hosts.ts';
import type { Target } from './manager/target.ts';
import { containerTarget, listContainers } from './manager/targets/container.ts';
import { dryRunTarget } from './manager/targets/dry-run.ts';
import { type LocalSystem, localSystem } from './manager/targets/local-system.ts';
import { userTarget } from './manager/targets/user.ts';

/** The desktop's and a remote machine's extension host: programs can be run on the machine that has the files. */
export function activate(context: ExtensionContext): void {
  activateOn(context, {
    createClient: async (_, options) => {
      const module = context.asAbsolutePath('dist/server.cjs');
      const run = { module, transport: TransportKind.ipc };
      const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
      return new LanguageClient(CLIENT, 'systemd', { run, debug }, options);
    },
    machine: thisMachine(context),
  });
}

function thisMachine(context: ExtensionContext): Machine {
  let system: LocalSystem | undefined;
  // ssh goes by the account's home, whatever HOME says.
  const hosts = createHosts(userInfo().homedir, configuredHosts);
  const helper = [process.execPath, context.asAbsolutePath('dist/helper.cjs')];
  const watcher = privilegedOperations(() => openHelper(helper), true);
  const guards = createGuards(join(context.globalStorageUri.fsPath, 'interrupted'), (target) =>
    target.id === 'system' && system?.helper !== undefined ? system.helper : watcher,
  );
  return {
    hosts,
    guards,
    book: createDeploymentBook(join(context.globalStorageUri.fsPath, 'deployed')),
    targets: async () => {
      // sudo and pkexec keep no variables, so an Electron has to be told by env that it is to be a Node.
      const asRoot = process.versions['electron'] === undefined ? helper : ['env', 'ELECTRON_RUN_AS_NODE=1', ...helper];
      system ??= await localSystem(asRoot, openTerminal);
      const containers = await listContainers(localOperations.run);
      return [userTarget(), system.target, dryRunTarget(), ...containers.map(containerHere)];
    },
    run: localOperations.run,
    fleet: { open: openWorkshop, save: saveOrder },
    detect,
    runtimeDirectory: () => process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${userInfo().uid}`,
    dispose: () => {
      hosts.dispose();
      watcher.dispose();
      system?.dispose();
    },
  };
}

function containerHere(name: string): Target {
  return containerTarget(name, localOperations.run, process.getuid?.() === 0);
}

/** How long, in milliseconds, an interrupted program has to end before its terminal is closed. */
const INTERRUPTED = 300;

/** A terminal on one program, without a shell around it. */
function openTerminal([shellPath = '', ...shellArgs]: readonly string[]): SeenTerminal {
  const terminal = window.createTerminal({
    name: 'systemd (sudo)',
    iconPath: new ThemeIcon('shield'),
    shellPath,
    shellArgs,
    isTransient: true,
  });
  terminal.show();
  const closed = new Promise<string>((resolve) => {
    const listener = window.onDidCloseTerminal((other) => {
      if (other !== terminal) return;
      listener.dispose();
      resolve(`sudo: ${terminal.exitStatus?.code ?? ''}`);
    });
  });
  const close = () => terminal.dispose();
  return {
    closed,
    focus: () => terminal.show(),
    interrupt: () => {
      // Ctrl+C: the kernel sends the signal, whichever user the program in the terminal runs as.
      terminal.sendText('\u0003', false);
      setTimeout(close, INTERRUPTED);
    },
    close,
  };
}
