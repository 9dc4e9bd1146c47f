import { type EffectiveUnit, setting } from '../workspace/effective-unit.ts';
import { folderOf } from '../workspace/paths.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

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

/** A service that takes the listening sockets over. */
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
export const CONNECTION_HANDLER = `#!/usr/bin/python3
"""Answers one HTTP request on standard input with a report of what was asked."""
import sys

connection_in, connection_out = sys.stdin.buffer, sys.stdout.buffer

request_line = connection_in.readline().decode("latin-1").rstrip("\\r\\n")
headers = []
length = 0
for line in iter(connection_in.readline, b""):
    header = line.decode("latin-1").rstrip("\\r\\n")
    if not header:
        break
    headers.append(header)
    name, _, value = header.partition(":")
    if name.lower() == "content-length" and value.strip().isdigit():
        length = int(value)
    if name.lower() == "expect":
        connection_out.write(b"HTTP/1.1 100 Continue\\r\\n\\r\\n")
        connection_out.flush()
body = connection_in.read(length).decode("utf-8", "replace")

print("served:", request_line, file=sys.stderr)
report = "\\n".join(["Request: " + request_line, "Headers:", *("  " + h for h in headers), "Body:", body, ""])
answer = report.encode()
connection_out.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/plain; charset=utf-8\\r\\nConnection: close\\r\\n")
connection_out.write(b"Content-Length: %d\\r\\n\\r\\n" % len(answer) + answer)
connection_out.flush()
`;

/** Python that serves HTTP on the socket that systemd passes as file descriptor 3. */
export const LISTENING_SERVER = `#!/usr/bin/python3
"""Serves HTTP on the socket that systemd passes as file descriptor 3, with a report of each request."""
import http.server
import socket


class Report(http.server.BaseHTTPRequestHandler):
    def report(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        answer = f"Request: {self.requestline}\\nHeaders:\\n{self.headers}Body:\\n{body}\\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = report

    def address_string(self):
        # A Unix socket has no address to show.
        return str(self.client_address[0]) if self.client_address else "-"


server = http.server.ThreadingHTTPServer(("", 0), Report, bind_and_activate=False)
server.socket.close()
server.socket = socket.socket(fileno=3)
server.serve_forever()
`;

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
