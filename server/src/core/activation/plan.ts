import { diagnose } from '../findings/run.ts';
import type { World } from '../values/grammar.ts';
import { parseUnitName, templateOf, withType } from '../values/unit-name.ts';
import { type EffectiveUnit, filesOf, loadUnit, setting, unitOf } from '../workspace/effective-unit.ts';
import { isInstalledByPackage } from '../workspace/load-path.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import { takesSocketAsInput } from '../workspace/services.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, serviceOf, socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { commandsOf, expandAnywhere, inUnit, type UnitCommand } from './commands.ts';
import { descriptorName } from './descriptor-name.ts';
import { dryRun } from './dry-run.ts';
import { workspaceHandlers } from './handlers.ts';
import { listenersOf } from './listeners.ts';
import type { Blocker, ManagerKind, PackagedUnit, Plan, PlannedCommand, PlannedFile } from './plan-types.ts';

/**
 * Computes what must be installed and started to activate a file's unit. It changes nothing.
 *
 * Asked for a service that a socket starts, it plans for the socket: that is what a person starts. Files of the load path, and those
 * of packages, are installed already and are not part of a plan.
 *
 * @param folders The folders of the workspace, absolute; programs in them that the units run are listed as handlers.
 * @param world The machine of the server: what lies beside the units, and on what a dry run is made.
 * @returns undefined where the file is no unit, or a drop-in of no unit in particular.
 */
export function plan(
  snapshot: Snapshot,
  file: UnitFile,
  manager: ManagerKind,
  folders: readonly string[],
  world: World,
): Plan | undefined {
  const asked = unitOf(snapshot, file);
  if (!asked) return undefined;
  const start = trigger(snapshot, asked, file.path);
  const triggered = triggeredBy(snapshot, start, file.path);
  const units = [triggered, start, ...(asked === start || asked === triggered ? [] : [asked])].filter(
    (unit) => unit !== undefined,
  );
  const files = units.flatMap((unit) => plannedFiles(snapshot, unit));
  const service = triggered ?? (start.type === 'service' ? start : undefined);
  const commands = units.flatMap((unit) => commandsOf(unit, manager));
  return {
    unit: asked.name.full,
    start: start.name.full,
    manager,
    files,
    packaged: units.flatMap(packagedUnit),
    commands: commands.map(toPlanned),
    handlers: workspaceHandlers(commands, folders, new Set(files.map((planned) => planned.source)), world),
    listeners: start.type === 'socket' ? listenersOf(start, manager) : [],
    blockers: blockers(snapshot, units, files),
    accept: start.type === 'socket' && accepts(start),
    service: start.type === 'socket' ? serviceOf(start) : triggered?.name.full,
    socketAsInput: service !== undefined && takesSocketAsInput(service),
    descriptorName: descriptorName(start, ({ entry }) =>
      expandAnywhere(entry.node.value, inUnit(start, entry, manager)),
    ),
    dryRun: dryRun(start, triggered, world),
    installable: start.entries.some((entry) => entry.directive.section === 'Install'),
  };
}

/** The unit to start: the socket, path or timer that triggers a service, where the workspace has one. */
function trigger(snapshot: Snapshot, unit: EffectiveUnit, near: string): EffectiveUnit {
  if (unit.type !== 'service') return unit;
  const socket = socketsOf(snapshot, unit)[0] ?? socketOfTemplate(snapshot, unit, near);
  if (socket) return socket;
  for (const type of ['timer', 'path'] as const) {
    const found = loadUnit(snapshot, withType(unit.name, type), near);
    if (found) return found;
  }
  return unit;
}

/** The socket whose connections are served by instances of which a service is one. */
function socketOfTemplate(snapshot: Snapshot, service: EffectiveUnit, near: string): EffectiveUnit | undefined {
  if (service.name.instance === undefined) return undefined;
  const template = loadUnit(snapshot, templateOf(service.name), near);
  return template && socketsOf(snapshot, template).find(accepts);
}

/** The unit that a socket, timer or path starts, where the snapshot holds it. */
function triggeredBy(snapshot: Snapshot, unit: EffectiveUnit, near: string): EffectiveUnit | undefined {
  const from = unit.fragment?.path ?? near;
  switch (unit.type) {
    case 'socket':
      return loadUnit(snapshot, serviceOf(unit), from);
    case 'timer':
    case 'path': {
      const section = unit.type === 'timer' ? 'Timer' : 'Path';
      const named = setting(unit, section, 'Unit')?.text ?? withType(unit.name, 'service');
      return parseUnitName(named) && loadUnit(snapshot, named, from);
    }
    default:
      return undefined;
  }
}

function toPlanned({ unit, directive, text, words, ignoresFailure, at }: UnitCommand): PlannedCommand {
  return { unit: unit.name.full, directive, text, argv: words.map((word) => expandAnywhere(word, at)), ignoresFailure };
}

function plannedFiles(snapshot: Snapshot, unit: EffectiveUnit): PlannedFile[] {
  const installed = ({ path }: UnitFile): boolean =>
    isInstalledByPackage(path) ||
    snapshot.settings.loadPath.some((folder) => folderOf(path) === folder || folderOf(folderOf(path)) === folder);
  return filesOf(unit).flatMap((file) => {
    if (installed(file)) return [];
    const name = baseName(file.path);
    const destination = file.kind.kind === 'drop-in' ? `${baseName(folderOf(file.path))}/${name}` : name;
    return [{ source: file.path, destination, text: file.text, mode: 0o644, unit: unit.name.full }];
  });
}

function packagedUnit({ name, fragment, manager }: EffectiveUnit): PackagedUnit[] {
  return fragment && isInstalledByPackage(fragment.path) ? [{ unit: name.full, path: fragment.path, manager }] : [];
}

/** The findings that keep the units from working, as blockers. A missing template does not stop the plan: the socket still listens. */
function blockers(snapshot: Snapshot, units: readonly EffectiveUnit[], files: readonly PlannedFile[]): Blocker[] {
  const out: Blocker[] = [];
  const paths = new Set([...units.flatMap((unit) => unit.fragment?.path ?? []), ...files.map((file) => file.source)]);
  for (const path of paths) {
    const file = snapshot.file(path);
    if (!file) continue;
    for (const diagnostic of diagnose(snapshot, file)) {
      if (diagnostic.effect !== 'refuse' && diagnostic.effect !== 'fail') continue;
      const { code, message, range, fixes } = diagnostic;
      const stop = diagnostic.effect === 'refuse';
      out.push({ code, stop, message, remedy: fixes[0]?.title, place: { file: path, range } });
    }
  }
  return out;
}
