import { connect } from 'node:net';
import { serve } from './targets/privileged/serve.ts';

/**
 * The helper that pkexec or sudo starts as root. Through pkexec it talks over its standard streams; in a terminal it calls
 * back to the socket that it is given, and shows on the terminal what it does.
 */
async function main(path: string | undefined): Promise<void> {
  if (path === undefined) return serve(process.stdin, process.stdout, () => {});
  const socket = connect(path);
  socket.on('error', (error) => console.error(error.message));
  console.log(
    'This terminal does as root what the editor was allowed to do, and shows it here. Closing it ends that.\n',
  );
  await serve(socket, socket, (line) => console.log(line));
}

void main(process.argv[2]);
