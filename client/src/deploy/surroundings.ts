import type { Entry, Target } from '../manager/target.ts';
import { isTemplate, isUnitName } from '../manager/unit-name.ts';
import { readStates } from '../manager/unit-state.ts';
import { type Deployed, fateOf } from './deployed.ts';
import { changes, type Deployment } from './deployment.ts';
import type { Removal } from './undeploy.ts';

/** What a deployment meets on the target besides the files that it writes. */
export interface Surroundings {
  /** Packaged units that are overridden, by the path of the file that overrides them. */
  readonly packaged: ReadonlyMap<string, PackagedUnit>;
  /** Units that an administrator has masked, which writing them undoes. */
  readonly masked: readonly string[];
  /** Files that somebody else has changed since they were deployed from here, and that would be replaced. */
  readonly changedSince: readonly string[];
  /** Drop-ins in force that are not part of the deployment. */
  readonly dropIns: readonly string[];
}

export interface PackagedUnit {
  readonly path: string;
  readonly entry: Entry;
}

/** A file of the workspace that would override a packaged unit as a whole, where a drop-in can say the same. */
export interface Copy {
  /** The URI of the file in the workspace. */
  readonly source: string;
  /** The packaged unit. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What is left of a unit on the target once a deployment is taken away. */
export interface Remains {
  /** The packaged units that are in force again. */
  readonly packaged: readonly string[];
  /** Drop-ins that were not deployed from here. They stay, and apply to the packaged unit. */
  readonly dropIns: readonly string[];
}

export const NO_SURROUNDINGS: Surroundings = { packaged: new Map(), masked: [], changedSince: [], dropIns: [] };

/**
 * Looks at what the target has of the units of a deployment. What cannot be read counts as not there: the deployment itself looks
 * again, and tells why.
 *
 * @param previous The record of the last deployment of the same unit, if there is one.
 */
export async function surroundingsOf(deployment: Deployment, previous: Deployed | undefined): Promise<Surroundings> {
  const { target, items, plan } = deployment;
  const files = changes(deployment).filter(({ kind }) => kind === 'unit');
  const packaged = new Map<string, PackagedUnit>();
  for (const { path, unit } of files) {
    const there = path.endsWith(`/${unit}`) ? await packagedUnit(target, unit) : undefined;
    if (there !== undefined) packaged.set(path, there);
  }
  const recorded = new Map(previous?.files.map((file) => [file.path, file]));
  const ours = new Set(items.map(({ path }) => path));
  return {
    packaged,
    masked: files.flatMap(({ installed, unit }) => (isMask(installed) ? [unit] : [])),
    changedSince: changes(deployment).flatMap(({ path, installed }) => {
      const file = recorded.get(path);
      return file !== undefined && fateOf(file, installed) === 'changed' ? [path] : [];
    }),
    dropIns: await dropInsBesides(target, [plan.start, ...files.map(({ unit }) => unit)], ours),
  };
}

/**
 * The copies of packaged units in a deployment. One that is installed already is none of these: it overrides the packaged unit, drop-in or
 * not. Neither is one of a unit that is masked.
 */
export function copiesIn(deployment: Deployment, { packaged }: Surroundings): readonly Copy[] {
  return deployment.items.flatMap(({ source, path, installed }) => {
    const unit = packaged.get(path);
    if (installed.kind !== 'absent' || unit?.entry.kind !== 'file') return [];
    return [{ source, path: unit.path, bytes: unit.entry.bytes }];
  });
}

/** Looks at what will be left on the target, in the same way. */
export async function remainsOf(target: Target, { deployed, ours }: Removal): Promise<Remains> {
  const packaged: string[] = [];
  for (const { file } of ours) {
    const unit = file.path.slice(file.path.lastIndexOf('/') + 1);
    const there = file.before.kind === 'absent' && isUnitName(unit) ? await packagedUnit(target, unit) : undefined;
    if (there !== undefined && there.path !== file.path) packaged.push(there.path);
  }
  const { unit, service, files } = deployed;
  const known = new Set(files.map(({ path }) => path));
  const dropIns = await dropInsBesides(target, service === undefined ? [unit] : [unit, service], known);
  return { packaged, dropIns };
}

/** The unit file that a package has installed, whatever overrides it. */
async function packagedUnit(target: Target, unit: string): Promise<PackagedUnit | undefined> {
  for (const folder of PACKAGED) {
    const path = `${folder}/${target.manager}/${unit}`;
    const entry = await target.read(path);
    if (entry.kind === 'ok' && entry.value.kind !== 'absent') return { path, entry: entry.value };
  }
  return undefined;
}

/** Where packages install units (systemd.unit(5)); /lib is a folder of its own on systems older than the merge with /usr. */
const PACKAGED = ['/usr/lib/systemd', '/lib/systemd'];

/** systemctl mask makes such a link. */
function isMask(entry: Entry): boolean {
  return entry.kind === 'link' && entry.to === '/dev/null';
}

/** Of a template the manager names no drop-ins, as only its instances are units. */
async function dropInsBesides(
  target: Target,
  units: readonly string[],
  ours: ReadonlySet<string>,
): Promise<readonly string[]> {
  const asked = [...new Set(units)].filter((unit) => !isTemplate(unit));
  const states = await readStates(target, asked);
  if (states.kind !== 'ok') return [];
  return [...new Set(states.value.flatMap(({ dropIns }) => dropIns))].filter((path) => !ours.has(path));
}
