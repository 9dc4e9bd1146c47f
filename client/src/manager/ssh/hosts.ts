import { type Outcome, ok, outputText, succeeded } from '../outcome.ts';
import { runProgram } from '../process.ts';
import type { Target } from '../target.ts';
import { readSshTargetId, sshTarget } from '../targets/ssh.ts';
import { configHosts } from './config-hosts.ts';
import { type Connection, createConnection } from './connection.ts';
import { isHost } from './host.ts';
import { createMultiplexing } from './multiplexing.ts';

/** The machines that the person's ssh can reach. No connection is made before a machine is asked for by name. */
export interface Hosts {
  /** The names there are to choose from: those of the setting, then those of the ssh configuration. */
  names(): Promise<readonly HostName[]>;
  /** The managers of a host: the system's and the user's. */
  targets(host: string): readonly Target[];
  /** The target of that id, where it is one of a host. */
  byId(id: string): Target | undefined;
  /** The command that logs in where the person can answer what ssh asks. */
  logInCommand(host: string): Promise<readonly string[]>;
  /** The address that ssh connects to, as the configuration has it. */
  address(host: string): Promise<Outcome<string>>;
  dispose(): void;
}

export interface HostName {
  readonly name: string;
  readonly from: 'setting' | 'ssh-config';
}

export function createHosts(home: string, configured: () => readonly string[]): Hosts {
  const multiplexing = createMultiplexing();
  const connections = new Map<string, Connection>();
  const connectionTo = (host: string) => {
    const connection = connections.get(host) ?? createConnection(host, multiplexing);
    connections.set(host, connection);
    return connection;
  };
  return {
    names: async () => {
      const named = configured();
      const others = (await configHosts(home)).filter((name) => !named.includes(name));
      return [
        ...named.map((name) => ({ name, from: 'setting' as const })),
        ...others.map((name) => ({ name, from: 'ssh-config' as const })),
      ];
    },
    targets: (host) => [sshTarget(connectionTo(host), 'system'), sshTarget(connectionTo(host), 'user')],
    byId: (id) => {
      const read = readSshTargetId(id);
      return read === undefined ? undefined : sshTarget(connectionTo(read.host), read.manager);
    },
    logInCommand: (host) => connectionTo(host).logIn(),
    address: async (host) => {
      if (!isHost(host)) return { kind: 'refused', what: host, why: 'bad-host' };
      const shown = succeeded(await runProgram(['ssh', '-G', '--', host]));
      return shown.kind === 'ok' ? ok(/^hostname (\S+)$/m.exec(outputText(shown.value))?.[1] ?? host) : shown;
    },
    dispose: multiplexing.dispose,
  };
}
