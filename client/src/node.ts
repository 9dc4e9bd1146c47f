import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { type ExtensionContext, ThemeIcon, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateOn } from './extension.ts';
import { openWorkshop, saveOrder } from './fleet/workshop.ts';
import type { Machine } from './platform.ts';
import { configuredHosts } from './settings.ts';
import { containerTarget, listContainers } from './targets/container.ts';
import { createDeploymentBook } from './targets/deployment-book.ts';
import { detect } from './targets/detect.ts';
import { dryRunTarget } from './targets/dry-run.ts';
import { createGuards } from './targets/guards.ts';
import { type LocalSystem, localSystem } from './targets/local-system.ts';
import { localOperations } from './targets/operations.ts';
import { privilegedOperations } from './targets/privileged/client.ts';
import { openHelper } from './targets/privileged/open-helper.ts';
import type { SeenTerminal } from './targets/privileged/open-sudo.ts';
import { createHosts } from './targets/ssh/hosts.ts';
import type { Target } from './targets/target.ts';
import { userTarget } from './targets/user.ts';

/** The desktop's and a remote machine's extension host: programs can be run on the machine that has the files. */
export function activate(context: ExtensionContext): void {
  activateOn(context, {
    createClient: async (_, options) => {
      const module = context.asAbsolutePath('dist/server.cjs');
      const run = { module, transport: TransportKind.ipc };
      const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
      return new LanguageClient('systemd', 'systemd', { run, debug }, options);
    },
    machine: thisMachine(context),
  });
}

function thisMachine(context: ExtensionContext): Machine {
  let system: LocalSystem | undefined;
  // ssh goes by the account's home, whatever HOME says.
  const hosts = createHosts(userInfo().homedir, configuredHosts);
  const helper = [process.execPath, context.asAbsolutePath('dist/helper.cjs')];
  const watcher = privilegedOperations(() => openHelper(helper));
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
    account: () => {
      const { username, uid, homedir: home } = userInfo();
      const runtimeDirectory = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${uid}`;
      return { home, user: username, uid, runtimeDirectory, hostname: hostname() };
    },
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
  return { closed, close: () => terminal.dispose() };
}
