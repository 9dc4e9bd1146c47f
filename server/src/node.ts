import * as fs from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeDisk } from './disk/disk.ts';
import { installedVersion, machineLoadPath } from './disk/machine.ts';
import { startServer } from './lsp/start-server.ts';

/** The language server for Node: over stdio with `--stdio`, over IPC with `--node-ipc`, for any editor. */
const disk = nodeDisk(fs);
const user = account();

startServer(createConnection(ProposedFeatures.all), {
  disk,
  loadPath: (manager) =>
    machineLoadPath(disk, manager, { home: homedir(), runtimeDirectory: process.env['XDG_RUNTIME_DIR'] }),
  installedVersion: () => installedVersion(disk),
  home: homedir(),
  ...user,
});

/** Who runs the server; a user id that no account has is no reason to fail. */
function account(): { user: string | undefined; uid: number | undefined } {
  try {
    const { username, uid } = userInfo();
    return { user: username, uid };
  } catch {
    return { user: undefined, uid: process.getuid?.() };
  }
}
