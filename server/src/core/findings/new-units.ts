import { type EffectiveUnit, setting } from '../workspace/effective-unit.ts';
import { folderOf } from '../workspace/paths.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import connectionHandler from './connection_handler.py';
import listeningServer from './listening_server.py';

/** The folder that a new unit beside this file's unit belongs in: for a drop-in the one that holds its `.d` folder. */
export function unitFolder(file: UnitFile): string {
  const folder = folderOf(file.path);
  return file.kind.kind === 'drop-in' ? folderOf(folder) : folder;
}

/** A service whose instances each serve one connection, on standard input and output. */
export function connectionService(socket: EffectiveUnit, command: string): string {
  return `[Unit]
Description=${describe(socket)}, one connection

[Service]
# The connection is standard input and output; what is written to standard error goes to the journal.
StandardInput=socket
StandardError=journal
# With "-" a handler that fails leaves no failed unit behind.
ExecStart=-${command}
`;
}

/** A service that accepts connections from the listening sockets itself. */
export function listeningService(socket: EffectiveUnit, command: string): string {
  return `[Unit]
Description=${describe(socket)}, the server
Requires=${socket.name.full}
After=${socket.name.full}

[Service]
# The listening sockets are file descriptors 3 and up.
ExecStart=${command}
`;
}

/** Python that reads one HTTP request from standard input and answers with a report of it. */
export const CONNECTION_HANDLER: string = connectionHandler;

/** Python that serves HTTP on the socket that systemd passes as file descriptor 3. */
export const LISTENING_SERVER: string = listeningServer;

/** A path as one argument of an Exec line; undefined where systemd could not read it back, or would find no file there. */
export function asArgument(path: string): string | undefined {
  const onMachine = machinePath(path);
  if (onMachine === undefined || /["'\\\n\r]/.test(onMachine)) return undefined;
  const plain = onMachine.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /[\s;]/.test(plain) ? `"${plain}"` : plain;
}

/** The path that a file has on its machine. Documents that are not on a disk have a path that begins with their scheme. */
function machinePath(path: string): string | undefined {
  const [, scheme, rest] = /^\/([a-z][a-z0-9+.-]+):\/[^/]*(\/.*)$/i.exec(path) ?? [];
  return scheme === undefined ? path : scheme === 'vscode-remote' ? rest : undefined;
}

function describe(socket: EffectiveUnit): string {
  return setting(socket, 'Unit', 'Description')?.entry.node.value || socket.name.prefix;
}
