#!/usr/bin/node
// Answers datagrams at the socket that systemd hands over, and exits when none has come for a while.
import { createSocket } from 'node:dgram';
import process from 'node:process';

const SD_LISTEN_FDS_START = 3;
const IDLE_SECONDS = Number(process.env.EXIT_IDLE_SECONDS ?? 60);
// The family of the address in the socket unit. A port alone is IPv6, which serves IPv4 as well.
const FAMILY = 'udp4';

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

const server = createSocket(FAMILY);
// The socket stays open in systemd, which starts this program again for the next datagram.
const exitWhenIdle = () => setTimeout(() => server.close(), IDLE_SECONDS * 1000);
let idle = exitWhenIdle();
server.on('message', (data, client) => {
  clearTimeout(idle);
  idle = exitWhenIdle();
  server.send(`Hello from Node.js.\nDatagram: ${data.length} bytes\n`, client.port, client.address, (error) => {
    if (error) console.error('no answer: %s', error.message);
  });
});
server.bind({ fd: descriptors[0] });
