import { type Disposable, type Event, EventEmitter, type Memento } from 'vscode';
import type { Reach } from '../manager/detect.ts';
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
  /** Keeps the choice for this workspace. */
  choose(target: Target): Promise<void>;
  /** Forgets what was found out about reachability. */
  forget(): void;
  readonly onChange: Event<void>;
}

export interface Chosen {
  readonly target: Target;
  readonly reach: Reach;
}

const KEY = 'systemd.target';

export function createTargetChoice(machine: Machine, memory: Memento): TargetChoice {
  const changed = new EventEmitter<void>();
  let current: Promise<Chosen> | undefined;
  let known: Chosen | undefined;

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

  return {
    get known() {
      return known;
    },
    current: () => {
      current ??= find().then((chosen) => {
        known = chosen;
        changed.fire();
        return chosen;
      });
      return current;
    },
    all: async () => {
      const far = farAway();
      return Promise.all([...(await machine.targets()), ...(far === undefined ? [] : [far])].map(look));
    },
    choose: async (target) => {
      await memory.update(KEY, target.id);
      current = undefined;
      known = undefined;
      changed.fire();
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
