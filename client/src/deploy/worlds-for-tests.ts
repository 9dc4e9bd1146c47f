import { expect } from 'vitest';
import { ok } from '../manager/outcome.ts';
import {
  type Fault,
  fileOf,
  type MachineInMemory,
  machineInMemory,
  type Picture,
} from '../manager/targets/in-memory/target.ts';
import { type Deployment, prepareDeployment } from './deployment.ts';
import { type Guard, readInterrupted, writeInterrupted } from './guard.ts';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { putBack, type Undo } from './put-back.ts';
import { asPlanned } from './source.ts';
import { isGood, isSettled, type Step } from './step.ts';

/** The folder for units of the machines here, whichever their manager. */
export const UNITS = '/home/me/.config/systemd/user';
const OLD = '[Socket]\nListenStream=9001\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';
export const NEW = OLD.replace('9001', '9002');
export const SERVICE = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';
export const DROP_IN = '[Unit]\nDescription=x\n';

/** A pair, and a drop-in whose folder is missing. */
export const PLAN = planOf({
  listeners: [],
  files: [
    plannedFile('a.socket', NEW),
    plannedFile('a@.service', SERVICE),
    plannedFile('a.socket.d/10.conf', DROP_IN, 'a.socket'),
  ],
});

/** Machines before PLAN is deployed to them. */
export const WORLDS: readonly (readonly [string, () => MachineInMemory])[] = [
  ['nothing is there', () => machineInMemory()],
  ['an old version listens', withOldVersion],
  ['an old version is stopped', () => withOld()],
  [
    'the old version is a link, and a file that others may not read',
    () =>
      machineInMemory({
        files: {
          '/srv/a.socket': OLD,
          [`${UNITS}/a.socket`]: { kind: 'link', to: '/srv/a.socket' },
          [`${UNITS}/a@.service`]: fileOf('[Service]\n', 0o600),
        },
      }),
  ],
  [
    'the manager is the system’s and asks for a password',
    () =>
      machineInMemory({
        manager: 'system',
        elevation: 'sudo',
        directory: UNITS,
        files: { [`${UNITS}/a.socket`]: OLD, [`${UNITS}/a.socket.d/20.conf`]: DROP_IN },
      }),
  ],
];

export function withOldVersion(): MachineInMemory {
  return withOld('start');
}

function withOld(...commands: readonly 'start'[]): MachineInMemory {
  const machine = machineInMemory({
    files: { [`${UNITS}/a.socket`]: OLD, [`${UNITS}/a@.service`]: `${SERVICE}# old\n` },
  });
  for (const verb of commands) machine.systemd.run(['systemctl', verb, '--', 'a.socket']);
  return machine;
}

/** PLAN held against a machine. */
export async function prepared(machine: MachineInMemory): Promise<Deployment> {
  const made = await prepareDeployment(machine.target, PLAN, asPlanned);
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  return made.value;
}

export type Faults = readonly (Fault | readonly Fault[])[];

/** Something that was done to a machine, and what came of it. */
export interface Ran {
  readonly machine: MachineInMemory;
  readonly before: Picture;
  readonly report: { readonly result: 'done' | 'failed' | 'cancelled'; readonly putBack: readonly Step[] };
  readonly guard: RecordingGuard;
  /** How many operations it took, with those that put back. */
  readonly count: number;
}

/** What went wrong left no trace: files with bytes, modes, owners and times, folders, and what the manager makes of its units. */
export function expectAllBack({ machine, before, report, guard }: Ran, label: string): void {
  expect(differences(before, machine.picture()), label).toEqual([]);
  expect(unsuccessful(report.putBack), label).toEqual([]);
  expect([guard.released, guard.record], label).toEqual([true, '']);
}

/** Nothing is different that is not told, and what is left to do stays on record, from which it is done when nothing fails any more. */
export async function expectBackLater({ machine, before, report, guard }: Ran, label: string): Promise<void> {
  const failed = unsuccessful(report.putBack);
  // A unit hangs on its files: any step that failed may be why it differs.
  const concealed = differences(before, machine.picture()).filter((name) =>
    name.startsWith('/') ? !failed.some(({ path }) => path?.startsWith(name)) : failed.length === 0,
  );
  expect(concealed, label).toEqual([]);
  expect(guard.released, label).toBe(true);
  expect(guard.record === '', label).toBe(failed.every(({ outcome }) => isSettled(outcome)));

  machine.break();
  machine.files.full = false;
  const left = readInterrupted(guard.record);
  const later = left === undefined ? [] : await putBack(machine.target, left.undo);
  expect(unsuccessful(later), label).toEqual([]);
  expect(differences(before, machine.picture()), label).toEqual([]);
}

export function unsuccessful(steps: readonly Step[]): Step[] {
  return steps.filter(({ outcome }) => !isGood(outcome));
}

/** What is not as it was: paths and units. */
export function differences(before: Picture, after: Picture): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}

/** A guard that keeps the last record it was told. */
export interface RecordingGuard extends Guard {
  readonly record: string;
  readonly released: boolean;
}

export function recordingGuard(): RecordingGuard {
  let [told, released]: [Undo | undefined, boolean] = [undefined, false];
  return {
    hold: async () => ok(undefined),
    update: async (undo) => {
      told = { ...undo, kept: [...undo.kept], folders: [...undo.folders] };
      return ok(undefined);
    },
    release: async (left) => {
      told = left;
      released = true;
      return ok(undefined);
    },
    get record() {
      return told === undefined ? '' : writeInterrupted({ run: '1', target: 'user', undo: told });
    },
    get released() {
      return released;
    },
  };
}
