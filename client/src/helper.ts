import { connect, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { objectionToRecord, undoForDead } from './deploy/undo-for-dead.ts';
import { localOperations } from './manager/operations.ts';
import { invokingUser, objectionToPeer } from './manager/privileged/peer.ts';
import { type Host, serve } from './manager/privileged/serve.ts';
import { createHosts } from './manager/ssh/hosts.ts';
import type { Target } from './manager/target.ts';
import { containerOf, containerTarget } from './manager/targets/container.ts';
import { systemTarget } from './manager/targets/system.ts';
import { userTarget } from './manager/targets/user.ts';
import { escapeControls } from './views/bytes-text.ts';

/**
 * The helper: a separate process that outlives the editor until things are put back. pkexec or sudo start
 * it as root to do what the editor may not; without them it only guards runs. It talks over its standard streams, or in a
 * terminal over the socket that it is given, and shows there what it does.
 */
async function main(path: string | undefined): Promise<void> {
  // A terminal that is closed takes its streams away and says so by a signal; what is guarded is put back all the same.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const uid = invokingUser(process.env);
  const objection = uid === undefined ? undefined : await objectionToPeer(path, uid);
  if (objection !== undefined) {
    console.error(objection);
    process.exitCode = 1;
    return;
  }
  if (path === undefined)
    return serve(
      endedBySignals(process.stdin),
      process.stdout,
      hostFor(uid, () => {}),
    );
  const socket = connect(path);
  socket.on('error', (error) => console.error(error.message));
  console.log(
    'This terminal does as root what the editor was allowed to do, and shows it here. Closing it ends that.\n',
  );
  await serve(
    endedBySignals(socket),
    socket,
    hostFor(uid, (line) => console.log(escapeControls(line.replaceAll('\n', ' ')))),
  );
}

function hostFor(uid: number | undefined, say: Host['say']): Host {
  // Without the privileges of another there is nothing to agree to: this one only guards what its own user does.
  return { say, undo, objectionToRecord: uid === undefined ? () => undefined : objectionToRecord };
}

function endedBySignals<T extends NodeJS.ReadStream | Socket>(orders: T): T {
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => orders.destroy());
  return orders;
}

async function undo(record: string, path: string): Promise<void> {
  const hosts = createHosts(homedir(), () => []);
  await undoForDead(record, path, (id) => targetOf(id) ?? hosts.byId(id));
  hosts.dispose();
}

function targetOf(id: string): Target | undefined {
  const container = containerOf(id);
  if (container !== undefined) return containerTarget(container, localOperations.run, process.getuid?.() === 0);
  if (id === 'user') return userTarget();
  return id === 'system' ? systemTarget('direct', localOperations, () => true) : undefined;
}

void main(process.argv[2]);
