import * as fs from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { visible } from './core/text/visible.ts';
import { nodeDisk } from './disk/disk.ts';
import { installedVersion, machineLoadPath } from './disk/machine.ts';
import { fromNative } from './disk/native-path.ts';
import { textsFor } from './disk/texts.ts';
import { createFraming } from './lsp/framing.ts';
import { startServer, type Transport } from './lsp/start-server.ts';
import { readShipped } from './shipped.ts';

/** The language server for Node: over stdio with `--stdio`, over IPC with `--node-ipc`, for any editor. */

// V8 puts objects of kinds that have lived long among the old ones at once. Here that is what belongs to the text of one key press, and
// once dead it keeps everything that it refers to, trees of thousands of nodes, through all the quick collections.
setFlagsFromString('--no-allocation-site-pretenuring');

// Nobody hears an answer any more. Ending here, before the connection knows, is what keeps each later message from being an exception.
process.stdout.once('error', () => process.exit(1));

const isWindows = process.platform === 'win32';
const disk = nodeDisk(fs, isWindows);
const home = fromNative(homedir(), isWindows);
const user = account();

const server = startServer(
  transportFor(process.argv.slice(2)),
  (reader, writer) => createConnection(ProposedFeatures.all, reader, writer),
  {
    disk,
    loadPath: (manager) => machineLoadPath(disk, manager, { home, runtimeDirectory: process.env['XDG_RUNTIME_DIR'] }),
    installedVersion: () => installedVersion(disk),
    home,
    ...user,
    texts: (locale) => textsFor(locale, 'l10n', readShipped(fs)),
  },
);

/** Who runs the server; a user id that no account has is no reason to fail. */
function account(): { user: string | undefined; uid: number | undefined } {
  try {
    const { username, uid } = userInfo();
    return { user: username, uid };
  } catch {
    return { user: undefined, uid: process.getuid?.() };
  }
}

/** Where the client is, as the arguments say that all language servers know (vscode-languageclient, TransportKind). */
function transportFor(words: readonly string[]): Transport {
  for (const [index, word] of words.entries()) {
    const [name, value = words[index + 1]] = word.split('=', 2);
    if (name === '--node-ipc') return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
    if (name === '--stdio') return stdio();
    if (name === '--socket') return pair(createServerSocketTransport(Number(value)));
    if (name === '--pipe' && value !== undefined) return pair(createServerPipeTransport(value));
  }
  return end(2, 'Say how the client is reached: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.');
}

function pair([reader, writer]: [MessageReader, MessageWriter]): Transport {
  return { reader, writer };
}

/** Messages over standard input and output. Where the input is none, nothing that comes later can be read: the server says so and ends. */
function stdio(): Transport {
  const { stdin, stdout } = process;
  const follow = createFraming();
  stdin.on('data', (bytes: Uint8Array) => {
    const wrong = follow(bytes);
    if (wrong) end(1, `${wrong} Standard input must have messages of the Language Server Protocol; the server ends.`);
  });
  // The client is gone. It is expected after `shutdown` alone (LSP 3.17, exit).
  for (const event of ['end', 'close', 'error']) stdin.once(event, () => process.exit(server.isShutDown() ? 0 : 1));
  return { reader: new StreamMessageReader(stdin), writer: new StreamMessageWriter(stdout) };
}

function end(status: number, sentence: string): never {
  fs.writeSync(2, `${visible(sentence)}\n`);
  process.exit(status);
}
