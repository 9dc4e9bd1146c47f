import { lineReader } from '../manager/line-reader.ts';
import { type Outcome, ok, type Ran } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { ansibleEnvironment, configCommand, inventoryCommand, playbookCommand } from './commands.ts';
import { type FleetEvent, readEvent } from './events.ts';
import { hostsIn } from './inventory.ts';
import type { Workshop } from './workshop.ts';

/** Where Ansible is run, and on what. */
export interface FleetRun {
  readonly workshop: Pick<Workshop, 'folder' | 'cancel' | 'cancelFile'>;
  readonly inventory: string;
  /** The machines, where it is not all of them. */
  readonly hosts: readonly string[] | undefined;
  /** The person's folder: Ansible takes its configuration from there. */
  readonly cwd: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: FleetEvent) => void) | undefined;
}

/** The machines of an inventory, as Ansible itself reads it. */
export async function listHosts(
  run: Target['run'],
  inventory: string,
  cwd: string | undefined,
): Promise<Outcome<readonly string[]>> {
  const listed = await run(inventoryCommand(inventory), { cwd, timeout: 120_000, limit: LARGEST });
  if (listed.kind !== 'ok') return listed;
  const hosts = hostsIn(new TextDecoder().decode(listed.value.stdout));
  return hosts === undefined || listed.value.code !== 0 ? { kind: 'exit', ran: listed.value } : ok(hosts);
}

/**
 * Runs the playbook, as a check or for real, and gives what happened on each machine. A failure on a machine is
 * not a failure of the run. A check is cancelled at once; a real run puts everything back first.
 */
export async function runFleet(
  run: Target['run'],
  fleet: FleetRun,
  check: boolean,
): Promise<Outcome<readonly FleetEvent[]>> {
  const { workshop, inventory, hosts, cwd, signal } = fleet;
  const events: FleetEvent[] = [];
  const take = (line: string) => {
    const event = readEvent(line);
    if (event === undefined) return;
    events.push(event);
    fleet.onEvent?.(event);
  };
  if (!check) signal?.addEventListener('abort', () => void workshop.cancel(), { once: true });
  const asked = await run(configCommand(), { cwd });
  const config =
    asked.kind === 'ok' && asked.value.code === 0 ? new TextDecoder().decode(asked.value.stdout) : undefined;
  const ran = await run(playbookCommand(workshop.folder, inventory, hosts, check), {
    cwd,
    env: ansibleEnvironment(workshop.folder, config),
    timeout: 0,
    // A check changes nothing. A real run whose editor is gone is cancelled as the person would cancel it.
    ...(!check && { orphaned: { touch: workshop.cancelFile, grace: TO_PUT_BACK } }),
    limit: LARGEST,
    onOutput: lineReader(take),
    ...(check && { signal }),
  });
  if (ran.kind !== 'ok') return ran;
  return events.some(({ event }) => event === 'host') ? ok(events) : nothingHappened(events, ran.value);
}

/** Milliseconds that a run without an editor has to put everything back on its machines. */
const TO_PUT_BACK = 10 * 60_000;

const LARGEST = 64 * 1024 * 1024;

function nothingHappened(events: readonly FleetEvent[], ran: Ran): Outcome<readonly FleetEvent[]> {
  return events.some(({ event }) => event === 'no-hosts') ? ok([]) : { kind: 'exit', ran };
}
