import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Explanation } from '../../src/explain/evidence.ts';
import { explain } from '../../src/explain/explain.ts';
import { gatherEvidence, type Subject } from '../../src/explain/gather.ts';
import { english } from '../../src/l10n.ts';
import type { Failure } from '../../src/manager/outcome.ts';
import { createHosts, type Hosts } from '../../src/manager/ssh/hosts.ts';
import type { Target } from '../../src/manager/target.ts';
import { SUBJECT } from './activation.ts';
import type { Machine } from './machine.ts';
import type { Manager } from './manager.ts';
import { type SshServer, startSshServer } from './ssh-server.ts';
import { startUserManager } from './user-manager.ts';

/** A machine with both managers, reached through its own sshd with the client that people have. */
export interface Remote {
  readonly manager: Manager;
  readonly machine: Machine;
  readonly server: SshServer;
  readonly hosts: Hosts;
  /** The system's manager as root, the user's as tester. */
  readonly system: Target;
  readonly user: Target;
  /** Forgets hosts and connections, as a fresh extension host begins; their targets are others from then on. */
  connect(): void;
  /** How often somebody has logged in. */
  logIns(): number;
  stop(): Promise<void>;
}

/** Starts a machine and its sshd, and lets `ssh` be the client that knows it until it is stopped. */
export async function startRemote(): Promise<Remote> {
  const path = process.env['PATH'];
  const manager = await startUserManager();
  const server = await startSshServer(manager.machine).catch(async (error: unknown) => {
    await manager.stop();
    throw error;
  });
  process.env['PATH'] = server.path;
  const connected = () => {
    const hosts = createHosts('/nonexistent', () => []);
    const [system] = hosts.targets(server.hosts.root) as [Target, Target];
    const [, user] = hosts.targets(server.hosts.tester) as [Target, Target];
    return { hosts, system, user };
  };
  let now = connected();
  return {
    manager,
    machine: manager.machine,
    server,
    get hosts() {
      return now.hosts;
    },
    get system() {
      return now.system;
    },
    get user() {
      return now.user;
    },
    connect: () => {
      now.hosts.dispose();
      now = connected();
    },
    logIns: () => readFileSync(join(server.folder, 'log'), 'utf8').split('Accepted publickey').length - 1,
    stop: async () => {
      now.hosts.dispose();
      await manager.stop();
      process.env['PATH'] = path;
    },
  };
}

/** What is asked on another machine. */
export function subjectOn(target: Target): Subject {
  return { ...SUBJECT, place: target.host ?? '' };
}

/** Why something did not work on another machine. */
export async function explainedFailure(
  target: Target,
  outcome: Failure | { readonly kind: 'ok' },
): Promise<Explanation> {
  if (outcome.kind === 'ok') throw new Error('It worked.');
  return explain(await gatherEvidence(target, subjectOn(target), 'look', outcome, undefined), english);
}
