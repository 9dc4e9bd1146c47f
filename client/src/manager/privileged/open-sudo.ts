import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Outcome, ok } from '../outcome.ts';
import type { Channel, OpenHelper } from './client.ts';

/** A terminal that the person sees, running one program. */
export interface SeenTerminal {
  /** Settles with what is known about the end when the program has ended. */
  readonly closed: Promise<string>;
  /** Brings it before the person, with the focus in it. */
  focus(): void;
  /** Ends a program that asks for a password, as Ctrl+C does, and closes the terminal. */
  interrupt(): void;
  close(): void;
}

/** Opens a terminal on a program, given as an argument vector. */
export type OpenTerminal = (argv: readonly string[]) => SeenTerminal;

/**
 * Starts the helper through sudo in a terminal, where sudo asks and where everything can be read that the helper then does.
 * The helper calls back through a socket in a folder that is only this user's, since the terminal belongs to the person. When `signal` is
 * aborted, sudo no longer asks, and a helper that calls back all the same is turned away.
 */
export async function openWithSudo(
  helper: readonly string[],
  openTerminal: OpenTerminal,
  ...[signal, asks]: Parameters<OpenHelper>
): Promise<Outcome<Channel>> {
  const listening = await listen();
  if (listening.kind !== 'ok') return listening;
  const { folder, path, server } = listening.value;
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));

  const tidy = async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  };
  if (signal.aborted) {
    await tidy();
    return { kind: 'cancelled' };
  }
  const terminal = openTerminal(['sudo', '--', ...helper, path]);
  asks(terminal.focus);
  let stop = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
  const socket = await Promise.race([connected, terminal.closed, stopped]);
  signal.removeEventListener('abort', stop);
  if (socket === undefined) {
    terminal.interrupt();
    void connected.then((late) => late.destroy());
  }
  await tidy();
  if (socket === undefined) return { kind: 'cancelled' };
  if (typeof socket === 'string') return { kind: 'denied', detail: socket };

  socket.on('error', () => {});
  const gone = new Promise<string>((resolve) => socket.once('close', () => resolve('')));
  return ok({
    send: (line) => socket.write(`${line}\n`),
    onLine: (take) =>
      createInterface({ input: socket })
        .on('line', take)
        .on('error', () => {}),
    closed: Promise.race([gone, terminal.closed]),
    close: () => {
      socket.end();
      terminal.close();
    },
  });
}

interface Listening {
  readonly folder: string;
  readonly path: string;
  readonly server: Server;
}

/** A server at a path that only this user can reach. */
async function listen(): Promise<Outcome<Listening>> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), 'systemd-units-'));
    const path = join(folder, 'helper');
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    return ok({ folder, path, server });
  } catch (error) {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return { kind: 'file', operation: 'write', path: folder ?? tmpdir(), code };
  }
}
