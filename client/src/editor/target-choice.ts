import { type Disposable, type Event, EventEmitter, type Memento } from 'vscode';
import type { Settings } from '../../../server/src/protocol/settings.ts';
import type { Reach } from '../manager/detect.ts';
import type { Failure } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import type { Machine } from './platform.ts';

/** The chosen target. Targets are probed lazily. */
export interface TargetChoice extends Disposable {
  /** The chosen target; where none was chosen, the first that can be reached: user manager, system manager, dry run. */
  current(): Promise<Chosen>;
  /** The last result of `current`, without probing. */
  readonly known: Chosen | undefined;
  /** Every target with whether it can be reached, probed again. */
  all(): Promise<readonly Chosen[]>;
  /** What units are for by a choice that was made, kept with it so that nothing is probed; undefined where none was made. */
  readonly aim: Aim | undefined;
  /** Keeps the choice for this workspace. */
  choose(chosen: Chosen): Promise<void>;
  /** Forgets what was found out about reachability. */
  forget(): void;
  readonly onChange: Event<void>;
}

/** The kind of manager that units are for, and its systemd version where it was ever heard. */
export type Aim = NonNullable<Settings['target']>;

export interface Chosen {
  readonly target: Target;
  readonly reach: Reach;
}

/** The target that was chosen, where it is a manager that can be asked about units; a dry run has none. */
export function managed({ target, reach }: Chosen): Target | undefined {
  return reach.kind === 'reachable' && target.kind !== 'dry-run' ? target : undefined;
}

/** Why a target cannot be asked about units; undefined where it can. */
export function unmanaged({ target, reach }: Chosen): Failure | undefined {
  if (reach.kind === 'unreachable') return { kind: 'unavailable', reason: reach.reason, detail: '' };
  return target.kind === 'dry-run' ? { kind: 'unavailable', reason: 'dry-run', detail: '' } : undefined;
}

const KEY = 'systemd.target';
const AIM = 'systemd.target.aim';

interface KeptAim {
  readonly id: string;
  readonly aim: Aim | undefined;
}

export function createTargetChoice(machine: Machine, memory: Memento): TargetChoice {
  const changed = new EventEmitter<void>();
  let current: Promise<Chosen> | undefined;
  let known: Chosen | undefined;
  /** How often something was chosen. */
  let choices = 0;

  const look = async (target: Target): Promise<Chosen> => ({ target, reach: await machine.detect(target) });
  /** A remote machine is probed only if it was chosen. */
  const farAway = () => machine.hosts.byId(memory.get(KEY, ''));
  const find = async (): Promise<Chosen> => {
    const targets = await machine.targets();
    const kept = farAway() ?? targets.find((target) => target.id === memory.get<string>(KEY));
    if (kept !== undefined) return look(kept);
    let first: Chosen | undefined;
    for (const target of targets) {
      const chosen = await look(target);
      if (chosen.reach.kind === 'reachable') return chosen;
      first ??= chosen;
    }
    // The reason shown is that of the preferred target.
    return first!;
  };

  /** A version that was heard once is kept while the target cannot be asked. */
  const keepAim = async ({ target, reach }: Chosen): Promise<void> => {
    const before = memory.get<KeptAim>(AIM);
    const heard = reach.kind === 'reachable' ? Number.parseInt(reach.version, 10) : Number.NaN;
    const version = heard > 0 ? heard : before?.id === target.id ? before.aim?.version : undefined;
    // Units that are run by hand are for no manager.
    const aim = target.kind === 'dry-run' ? undefined : { manager: target.manager, version };
    await memory.update(AIM, { id: target.id, aim } satisfies KeptAim);
  };

  return {
    get known() {
      return known;
    },
    get aim() {
      const kept = memory.get<KeptAim>(AIM);
      return kept?.id === memory.get(KEY) ? kept?.aim : undefined;
    },
    current: () => {
      const before = choices;
      current ??= find().then(async (chosen) => {
        // While it was asked, the person may have chosen another.
        if (choices !== before) return chosen;
        known = chosen;
        if (chosen.target.id === memory.get(KEY)) await keepAim(chosen);
        changed.fire();
        return chosen;
      });
      return current;
    },
    all: async () => {
      const far = farAway();
      return Promise.all([...(await machine.targets()), ...(far === undefined ? [] : [far])].map(look));
    },
    choose: async (chosen) => {
      choices += 1;
      // It counts at once, before it is written: the next command may come at once too.
      const kept = memory.update(KEY, chosen.target.id);
      const aimKept = keepAim(chosen);
      current = undefined;
      known = undefined;
      changed.fire();
      await Promise.all([kept, aimKept]);
    },
    forget: () => {
      current = undefined;
    },
    onChange: changed.event,
    dispose: () => {
      changed.dispose();
      machine.dispose();
    },
  };
}
