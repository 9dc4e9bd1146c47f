import { hostname, userInfo } from 'node:os';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateOn } from './extension.ts';
import type { Platform } from './platform.ts';
import { detect } from './targets/detect.ts';
import { dryRunTarget } from './targets/dry-run.ts';
import { localSystemTarget } from './targets/local-system.ts';
import { userTarget } from './targets/user.ts';

/** The desktop's and a remote machine's extension host: programs can be run on the machine that has the files. */
const platform: Platform = {
  createClient: async (context, options) => {
    const module = context.asAbsolutePath('dist/server.cjs');
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    return new LanguageClient('systemd', 'systemd', { run, debug }, options);
  },
  machine: {
    targets: async () => [userTarget(), await localSystemTarget(), dryRunTarget()],
    detect,
    account: () => {
      const { username, uid, homedir: home } = userInfo();
      const runtimeDirectory = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${uid}`;
      return { home, user: username, uid, runtimeDirectory, hostname: hostname() };
    },
    disposables: [],
  },
};

export function activate(context: ExtensionContext): void {
  activateOn(context, platform);
}
