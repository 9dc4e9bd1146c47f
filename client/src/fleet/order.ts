import type { ManagerKind, Plan } from '../../../server/src/protocol/plan.ts';
import { destinationIn } from '../deploy/destination.ts';
import type { ReadyFile } from '../deploy/source.ts';
import { type Outcome, ok } from '../manager/outcome.ts';
import { isTemplate, isUnitName } from '../manager/unit-name.ts';

/** What every machine of a fleet gets: a plan, made ready for a playbook. */
export interface Order {
  readonly unit: string;
  /** The unit to start; undefined where it is a template, which cannot be started by itself. */
  readonly start: string | undefined;
  readonly manager: ManagerKind;
  readonly files: readonly OrderedFile[];
  /** The units that none of the files is, but that are to be there: a drop-in alone makes no unit. */
  readonly expected: readonly string[];
}

export interface OrderedFile {
  /** Below the playbook's folder; a plain name, whatever the file is called. */
  readonly source: string;
  readonly bytes: Uint8Array;
  /** The folder that it goes into; undefined for the manager's own folder of units. */
  readonly folder: string | undefined;
  /** Below that folder: `foo.socket`, `foo.socket.d/x.conf`. */
  readonly name: string;
  readonly mode: number;
  /** A unit's own file, which systemd can be asked to verify. */
  readonly fragment: boolean;
}

/** A program that is copied along. */
export interface Program {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executed: boolean;
}

/**
 * Makes the order of a plan whose files have been read. Ansible's modules put the variables of the environment into paths
 * (`$HOME`, `${X}`) and nothing keeps them from it, so paths with a dollar sign are refused.
 */
export function orderOf(plan: Plan, ready: readonly ReadyFile[], programs: readonly Program[] = []): Outcome<Order> {
  const files: OrderedFile[] = [];
  for (const { destination, bytes, mode } of ready) {
    const checked = destinationIn('', destination);
    if (checked.kind !== 'ok') return checked;
    files.push({ source: '', bytes, folder: undefined, name: destination, mode, fragment: isUnitName(destination) });
  }
  for (const { path, bytes, executed } of programs) {
    if (!/^\/[^\0]*[^/\0]$/.test(path) || path.split('/').includes('..')) {
      return { kind: 'refused', what: path, why: 'leaves-directory' };
    }
    const slash = path.lastIndexOf('/');
    const [folder, name] = [path.slice(0, slash) || '/', path.slice(slash + 1)];
    files.push({ source: '', bytes, folder, name, mode: executed ? 0o755 : 0o644, fragment: false });
  }
  const expanded = files.find(({ folder, name }) => `${folder}${name}`.includes('$'));
  if (expanded !== undefined) return { kind: 'refused', what: expanded.name, why: 'ansible-expands' };
  const made = new Set(ready.filter(({ destination }) => isUnitName(destination)).map(({ unit }) => unit));
  const units = new Set([plan.start, ...plan.packaged.map(({ unit }) => unit)]);
  return ok({
    unit: plan.unit,
    start: isTemplate(plan.start) ? undefined : plan.start,
    manager: plan.manager,
    files: files.map((file, index) => ({ ...file, source: `files/${index + 1}` })),
    expected: [...units].filter((unit) => !made.has(unit)),
  });
}
