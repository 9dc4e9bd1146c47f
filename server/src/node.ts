import * as fs from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeDisk } from './disk/disk.ts';
import { installedVersion, machineLoadPath } from './disk/machine.ts';
import { startServer } from './lsp/start-server.ts';

/** The language server for Node: over stdio with `--stdio`, over IPC with `--node-ipc`, for any editor. */

// V8 puts objects of kinds that have lived long among the old ones at once. Here that is what belongs to the text of one key press, and
// once dead it keeps everything that it refers to, trees of thousands of nodes, through all the quick collections.
setFlagsFromString('--no-allocation-site-pretenuring');

// Nobody hears an answer any more. Ending here, before the connection knows, is what keeps each later message from being an exception.
process.stdout.once('error', () => process.exit(1));

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
