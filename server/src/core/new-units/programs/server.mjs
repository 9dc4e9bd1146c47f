#!/usr/bin/node
// Serves HTTP on the listening socket that systemd hands over (Accept=no), and exits when nobody has been connected for a while.
import { createServer } from 'node:http';
import process from 'node:process';

const SD_LISTEN_FDS_START = 3;
const MOST_BODY = 1_048_576; // bytes
const IDLE_SECONDS = Number(process.env.EXIT_IDLE_SECONDS ?? 60);

/**
 * The descriptors that were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no child takes them
 * for its own.
 */
function listenDescriptors() {
  const { LISTEN_PID: pid, LISTEN_FDS: count } = process.env;
  delete process.env.LISTEN_PID;
  delete process.env.LISTEN_FDS;
  delete process.env.LISTEN_FDNAMES;
  if (Number(pid) !== process.pid || !/^\d+$/.test(count ?? '')) return [];
  return Array.from({ length: Number(count) }, (_, index) => SD_LISTEN_FDS_START + index);
}

const descriptors = listenDescriptors();
if (descriptors.length !== 1) {
  console.error('Expected one socket from systemd, got %d. Start the socket unit instead.', descriptors.length);
  process.exit(1);
}

const server = createServer((request, response) => {
  let length = 0;
  request.on('data', (chunk) => {
    length += chunk.length;
    if (length > MOST_BODY) request.destroy();
  });
  request.on('end', () => {
    const text = `Hello from Node.js.\nRequest: ${request.method} ${request.url} HTTP/${request.httpVersion}\nBody: ${length} bytes\n`;
    response.writeHead(200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      Connection: 'close',
    });
    response.end(text);
  });
});

// The socket stays open in systemd, which starts this program again for the next connection.
const exitWhenIdle = () => setTimeout(() => server.close(), IDLE_SECONDS * 1000);
let idle = exitWhenIdle();
let connections = 0;
server.on('connection', (connection) => {
  connections++;
  clearTimeout(idle);
  connection.on('close', () => {
    connections--;
    if (connections === 0) idle = exitWhenIdle();
  });
});
server.setTimeout(30_000);
server.listen({ fd: descriptors[0] });
