import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { planOf } from '../../src/deploy/plan-for-tests.ts';
import { type Order, orderOf, type Program } from '../../src/fleet/order.ts';
import { type HostResult, resultsOf } from '../../src/fleet/results.ts';
import { type FleetRun, runFleet } from '../../src/fleet/run-fleet.ts';
import { openWorkshop } from '../../src/fleet/workshop.ts';
import { localOperations } from '../../src/manager/operations.ts';
import type { Account } from './machine.ts';
import type { Manager } from './manager.ts';
import { type SshServer, startSshServer } from './ssh-server.ts';
import { startUserManager } from './user-manager.ts';

/** Two machines, `web1` and `web2`, with both managers each, and the Ansible that this machine has, over their own sshd. */
export interface TestFleet {
  /** For inventories and what else a test writes. */
  readonly folder: string;
  readonly managers: readonly [Manager, Manager];
  readonly servers: readonly [SshServer, SshServer];
  /** Writes an inventory of both machines, with more lines, and gives its path. */
  inventory(name: string, account: Account, more?: string): string;
  /** Deploys, or checks, as the extension does. */
  run(
    order: Order,
    inventory: string,
    check: boolean,
    more?: Pick<FleetRun, 'signal' | 'onEvent'> & { readonly hosts?: readonly string[] },
  ): Promise<readonly HostResult[]>;
  /** Stops `a.socket` and removes all units. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFleet(): Promise<TestFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  const managers = await Promise.all([startUserManager(), startUserManager()]);
  const servers = await Promise.all([
    startSshServer(managers[0].machine, 'web1'),
    startSshServer(managers[1].machine, 'web2'),
  ]);
  // What Ansible would keep in the home of whoever runs the tests.
  process.env['ANSIBLE_HOME'] = join(folder, 'home');
  process.env['ANSIBLE_PIPELINING'] = '1';
  return {
    folder,
    managers,
    servers,
    inventory: (name, account, more = '') => {
      const lines = servers.map(
        (server, index) =>
          `web${index + 1} ansible_host=${server.hosts[account]} ansible_ssh_executable=${server.folder}/bin/ssh`,
      );
      const file = join(folder, name);
      writeFileSync(file, ['[web]', ...lines, more, ''].join('\n'));
      return file;
    },
    run: async (order, inventory, check, { hosts, ...more } = {}) => {
      const workshop = await openWorkshop(order);
      try {
        const ran = await runFleet(localOperations.run, { workshop, inventory, hosts, cwd: folder, ...more }, check);
        if (ran.kind !== 'ok') throw new Error(JSON.stringify(ran));
        return resultsOf(ran.value);
      } finally {
        await workshop.dispose();
      }
    },
    clear: async () => {
      for (const { machine } of managers) {
        await machine.run(['systemctl', 'stop', 'a.socket']);
        await machine.run(['sh', '-c', 'cd /etc/systemd/system && find . -mindepth 1 -delete']);
        await machine.run(['sh', '-c', 'rm -rf /home/tester/.config/systemd/user/*']);
        await machine.run(['systemctl', 'daemon-reload']);
      }
    },
    stop: async () => {
      await Promise.all(managers.map((manager) => manager.stop()));
      rmSync(folder, { recursive: true, force: true });
      delete process.env['ANSIBLE_HOME'];
      delete process.env['ANSIBLE_PIPELINING'];
    },
  };
}

export const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
const TEMPLATE = `[Service]\nStandardInput=socket\nExecStart=-/bin/sh -c "read line; echo $$line"\n`;

/** The plan for `a.socket` with its template. */
export function socketPlan(socket = SOCKET): Plan {
  return planOf({
    manager: 'system',
    files: [plannedFile('a@.service', TEMPLATE), plannedFile('a.socket', socket)],
  });
}

export function plannedFile(name: string, text: string): Plan['files'][number] {
  return { source: `file:///workspace/${name}`, destination: name, text, mode: 0o644, unit: name };
}

export function ordered(wanted: Plan, programs: readonly Program[] = []): Order {
  const ready = wanted.files.map((file) => ({ ...file, bytes: new TextEncoder().encode(file.text) }));
  const order = orderOf(wanted, ready, programs);
  if (order.kind !== 'ok') throw new Error(JSON.stringify(order));
  return order.value;
}

export function outcomes(results: readonly HostResult[]): Record<string, string> {
  return Object.fromEntries(results.map(({ host, outcome }) => [host, outcome]));
}
