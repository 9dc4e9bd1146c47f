import { connect } from 'node:net';
import { homedir } from 'node:os';
import { undoForDead } from './deploy/undo-for-dead.ts';
import { localOperations } from './manager/operations.ts';
import { serve } from './manager/privileged/serve.ts';
import { createHosts } from './manager/ssh/hosts.ts';
import type { Target } from './manager/target.ts';
import { containerOf, containerTarget } from './manager/targets/container.ts';
import { systemTarget } from './manager/targets/system.ts';
import { userTarget } from './manager/targets/user.ts';

/**
 * The helper: a process of its own that outlives the editor by as long as it takes to put things back. pkexec or sudo start
 * it as root to do what the editor may not; without them it only guards. It talks over its standard streams, or in a
 * terminal over the socket that it is given, and shows there what it does.
 */
async function main(path: string | undefined): Promise<void> {
  if (path === undefined) return serve(process.stdin, process.stdout, { say: () => {}, undo });
  const socket = connect(path);
  socket.on('error', (error) => console.error(error.message));
  console.log(
    'This terminal does as root what the editor was allowed to do, and shows it here. Closing it ends that.\n',
  );
  await serve(socket, socket, { say: (line) => console.log(line), undo });
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
