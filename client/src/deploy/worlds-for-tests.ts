import { fileOf, type MachineInMemory, machineInMemory, type Picture } from '../manager/targets/in-memory/target.ts';
import { type Deployment, prepareDeployment } from './deployment.ts';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { isGood, type Step } from './step.ts';

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
  ['an old version listens', () => withOld('start')],
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

function withOld(...commands: readonly 'start'[]): MachineInMemory {
  const machine = machineInMemory({
    files: { [`${UNITS}/a.socket`]: OLD, [`${UNITS}/a@.service`]: `${SERVICE}# old\n` },
  });
  for (const verb of commands) machine.systemd.run(['systemctl', verb, '--', 'a.socket']);
  return machine;
}

/** PLAN held against a machine, whose operations are counted from there on. */
export async function prepared(machine: MachineInMemory): Promise<Deployment> {
  const made = await prepareDeployment(machine.target, PLAN, async () => undefined);
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  machine.break();
  return made.value;
}

/** What is not as it was: paths and units. */
export function differences(before: Picture, after: Picture): string[] {
  const [was, is] = [before, after].map(({ files, units }) => new Map(Object.entries({ ...files, ...units })));
  const names = [...new Set([...was!.keys(), ...is!.keys()])];
  return names.filter((name) => was!.get(name) !== is!.get(name));
}

/** Of what is not as it was, what no step admits: for a file or folder its own, for a unit any, since it hangs on its files. */
export function concealed(before: Picture, after: Picture, putBack: readonly Step[]): string[] {
  const failed = putBack.filter(({ outcome }) => !isGood(outcome));
  return differences(before, after).filter((name) => {
    return name.startsWith('/') ? !failed.some(({ path }) => path?.startsWith(name)) : failed.length === 0;
  });
}
