/**
 * Run inside a throw-away machine: deploys plans to the user manager, one after another, with the guards that the extension has, and
 * something that goes wrong. The argument is a file with `FaultsRun` as JSON; each line that is printed is a report, or what recovery
 * came to.
 */
import { chmodSync, closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { prepareDeployment } from '../../src/deploy/deployment.ts';
import { createGuards } from '../../src/deploy/guards.ts';
import { recover } from '../../src/deploy/recovery.ts';
import { runPlan } from '../../src/deploy/run-plan.ts';
import { asPlanned } from '../../src/deploy/source.ts';
import type { Step } from '../../src/deploy/step.ts';
import { privilegedOperations } from '../../src/manager/privileged/client.ts';
import { openHelper } from '../../src/manager/privileged/open-helper.ts';
import { userTarget } from '../../src/manager/targets/user.ts';

export interface FaultsRun {
  /** The folder for records, and the helper. */
  readonly records: string;
  readonly helper: string;
  /** The folder for units. */
  readonly units: string;
  /** Whether to put back first what earlier runs have left, as the extension does when it starts. */
  readonly recovers?: boolean;
  readonly plans: readonly Plan[];
  /** What goes wrong at the nth step of a name, counted over all plans; every step that follows finds it so. */
  readonly fault?: { readonly step: string; readonly nth: number; readonly does: Fault; readonly file?: string };
  /** Whether what went wrong is over after the first deployment. */
  readonly repairs?: boolean;
  /** How often to go through the plans. */
  readonly times?: number;
}

/** What is printed of a deployment. */
export interface Deployed {
  readonly result: string;
  /** Each step with its path and how it came out. */
  readonly steps: readonly string[];
  readonly putBack: readonly string[];
}

export type Fault = 'fill-disk' | 'read-only' | 'edit' | 'broken-order-and-kill';

const given = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FaultsRun;
const { units, plans, fault, times = 1 } = given;
const target = userTarget();
let toHelper: (line: string) => void = () => {};
const watcher = privilegedOperations(async () => {
  const opened = await openHelper([process.execPath, given.helper]);
  if (opened.kind === 'ok') toHelper = opened.value.send;
  return opened;
}, true);
const guards = createGuards(given.records, () => watcher);

if (given.recovers) {
  for (const left of (await guards.leftBehind()).records) {
    console.log(JSON.stringify(await recover(left, target, guards.for)));
  }
}
let left = fault?.nth ?? 0;
let open: number | undefined;
for (let round = 0; round < times; round++) {
  for (const plan of plans) {
    await deploy(plan);
    if (given.repairs) chmodSync(units, 0o755);
  }
  // Not before everything has been used once.
  if (round === 2) open = openDescriptors();
}
if (open !== undefined) {
  console.log(JSON.stringify({ descriptors: openDescriptors() - open, children: children() }));
}
watcher.dispose();

async function deploy(plan: Plan): Promise<void> {
  const prepared = await prepareDeployment(target, plan, asPlanned);
  if (prepared.kind !== 'ok') throw new Error(JSON.stringify(prepared));
  const { result, steps, putBack } = await runPlan(prepared.value, {
    start: true,
    guard: guards.for(target, plan.start),
    onStep: (name) => {
      if (name === fault?.step && --left === 0) happen(fault.does, fault.file ?? '');
    },
  });
  const told: Deployed = { result, steps: steps.map(stepText), putBack: putBack.map(stepText) };
  console.log(JSON.stringify(told));
}

function stepText({ name, path, outcome }: Step): string {
  const how = outcome.kind === 'refused' ? outcome.why : outcome.kind === 'file' ? outcome.code : outcome.kind;
  return [name, path?.replace(`${units}/`, ''), how].filter(Boolean).join(' ');
}

function happen(does: Fault, file: string): void {
  if (does === 'fill-disk') fillDisk();
  if (does === 'read-only') chmodSync(units, 0o555);
  if (does === 'edit') writeFileSync(join(units, file), '# theirs\n');
  if (does !== 'broken-order-and-kill') return;
  for (const line of ['', '{"id":99,"do":"wri', 'null']) toHelper(line);
  // The lines are in the pipe a moment later.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5);
}

function fillDisk(): void {
  const filler = openSync(join(units, 'filler'), 'w');
  try {
    for (;;) writeSync(filler, new Uint8Array(4096));
  } catch {
    closeSync(filler);
  }
}

/** Programs that this process has started and that are still there, but for the helper. */
function children(): number {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).length - 1;
}

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}
