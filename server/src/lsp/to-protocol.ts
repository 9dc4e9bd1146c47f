import type { Blocker as CoreBlocker, Plan as CorePlan } from '../core/activation/plan-types.ts';
import type {
  Claim as CoreClaim,
  Comparison as CoreComparison,
  Remark as CoreRemark,
} from '../core/features/comparison-types.ts';
import type { NewDropIn as CoreNewDropIn } from '../core/features/drop-in.ts';
import type { DropInOfCopy as CoreDropInOfCopy } from '../core/features/drop-in-of-copy.ts';
import type { EffectiveText, Origin } from '../core/features/effective-text.ts';
import type { PortMap as CorePortMap } from '../core/features/port-map.ts';
import type { ServiceSecurity as CoreSecurity } from '../core/features/security.ts';
import type { SocketSummary as CoreSocketSummary } from '../core/features/socket-summaries.ts';
import type { UnitFiles as CoreUnitFiles } from '../core/features/unit-files.ts';
import type { Converted as CoreConverted } from '../core/new-units/inetd-service.ts';
import type { NewFiles as CoreNewFiles, NewService as CoreNewService } from '../core/new-units/new-service.ts';
import type { NewFile as CoreNewFile } from '../core/new-units/program.ts';
import { type Language, render } from '../core/text/message.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { Claim, Comparison, Remark } from '../protocol/comparison.ts';
import type { Location } from '../protocol/lsp.ts';
import type { ConvertedEntry, NewFile, NewFiles, NewService } from '../protocol/new-service.ts';
import type { Blocker, Plan } from '../protocol/plan.ts';
import type { PortMap } from '../protocol/ports.ts';
import type { DropInOfCopy, EffectiveUnit, NewDropIn, SocketSummary, UnitFiles } from '../protocol/requests.ts';
import type { ServiceSecurity } from '../protocol/security.ts';
import { toLocation, toRange } from './to-lsp.ts';
import { pathOf, uriOf } from './uri.ts';

/** Turns core's paths, offsets and messages into the plain data of protocol/: URIs, lines and text. */

export function toPlan(snapshot: Snapshot, plan: CorePlan, language: Language): Plan {
  return {
    ...plan,
    files: plan.files.map((file) => ({ ...file, source: uriOf(file.source) })),
    handlers: plan.handlers.map((handler) => ({ ...handler, file: uriOf(handler.file) })),
    blockers: plan.blockers.map((blocker) => toBlocker(snapshot, blocker, language)),
    listeners: toListeners(plan.listeners, language),
    dryRun: toDryRun(plan.dryRun, language),
  };
}

function toListeners(listeners: CorePlan['listeners'], language: Language): Plan['listeners'] {
  return listeners.map((listener) => ({ ...listener, description: render(listener.description, language) }));
}

function toDryRun(run: CorePlan['dryRun'], language: Language): Plan['dryRun'] {
  if (run.kind !== 'command') return run;
  const { loopback } = run;
  return { ...run, loopback: loopback && { ...loopback, listeners: toListeners(loopback.listeners, language) } };
}

function toBlocker(snapshot: Snapshot, { message, remedy, place, ...rest }: CoreBlocker, language: Language): Blocker {
  return {
    ...rest,
    message: render(message, language),
    ...(remedy && { remedy: render(remedy, language) }),
    location: toLocation(snapshot, place),
  };
}

export function toSocketSummary(summary: CoreSocketSummary, language: Language): SocketSummary {
  const { file, serviceFile, ...rest } = summary;
  const listeners = rest.listeners.map((one) => ({ ...one, description: render(one.description, language) }));
  return { ...rest, listeners, uri: uriOf(file), serviceUri: serviceFile && uriOf(serviceFile) };
}

export function toEffectiveUnit({ unit, lines }: EffectiveText): EffectiveUnit {
  return {
    unit,
    lines: lines.map(({ text, directive, origin, replaced }) => ({
      text,
      directive,
      origin: origin && toOrigin(origin),
      replaced: replaced && { how: replaced.how, by: replaced.by && toOrigin(replaced.by) },
    })),
  };
}

export function toPortMap({ rows, free }: CorePortMap, language: Language): PortMap {
  return {
    rows: rows.map(({ place, serviceFile, description, ...row }) => ({
      ...row,
      location: { uri: uriOf(place.file.path), range: toRange(place.file.lines, place.range) },
      description: render(description, language),
      serviceUri: serviceFile && uriOf(serviceFile),
    })),
    free,
  };
}

export function toServiceSecurity(found: CoreSecurity, language: Language): ServiceSecurity {
  return {
    ...found,
    rows: found.rows.map(({ field, keepsFrom, written, ...row }) => ({
      ...row,
      keepsFrom: render(keepsFrom, language),
      written: written.map(({ text, place }) => ({
        text,
        location: { uri: uriOf(place.file.path), range: toRange(place.file.lines, place.range) },
      })),
    })),
  };
}

function toOrigin({ file, range }: Origin): Location {
  return { uri: uriOf(file.path), range: toRange(file.lines, range) };
}

export function toNewDropIn({ unit, path, text, edits }: CoreNewDropIn): NewDropIn {
  return { unit, uri: uriOf(path), text, exists: edits !== undefined };
}

export function toDropInOfCopy({ path, ...rest }: CoreDropInOfCopy): DropInOfCopy {
  return { ...rest, uri: uriOf(path) };
}

export function toUnitFiles({ fragment, dropIns, folders, ...rest }: CoreUnitFiles): UnitFiles {
  return {
    ...rest,
    fragment: fragment && uriOf(fragment),
    dropIns: dropIns.map(uriOf),
    folders: folders.map(uriOf),
  };
}

export function fromRemark({ uri, ...rest }: Remark): CoreRemark {
  return { ...rest, path: uri === undefined ? undefined : pathOf(uri) };
}

export function toComparison(snapshot: Snapshot, compared: CoreComparison, language: Language): Comparison {
  const toClaim = ({ code, effect, message, place }: CoreClaim): Claim => ({
    code,
    effect,
    message: render(message, language),
    location: toLocation(snapshot, place),
  });
  return {
    ...compared,
    places: compared.places.map((place) => place && toLocation(snapshot, place)),
    agreed: compared.agreed.map(({ remarks, claims }) => ({ remarks, claims: claims.map(toClaim) })),
    onlyHere: compared.onlyHere.map(toClaim),
  };
}

export function fromNewService({ folder, owner, program, ...rest }: NewService): CoreNewService {
  return {
    ...rest,
    folder: folderPath(folder),
    owner: owner ?? undefined,
    program: program.kind === 'proxy' ? { ...program, backend: program.backend ?? undefined } : program,
  };
}

export function toNewFiles({ files, build }: CoreNewFiles, language: Language): NewFiles {
  return { files: files.map((file) => toNewFile(file, language)), build: build ?? null };
}

function toNewFile({ path, text }: CoreNewFile, language: Language): NewFile {
  return { uri: uriOf(path), text: render(text, language) };
}

/** The path of a folder, without a slash at its end. */
export function folderPath(folder: string): string {
  const path = pathOf(folder);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

export function toConvertedEntry(entry: CoreConverted, language: Language): ConvertedEntry {
  if (entry.kind === 'not') return { ...entry, because: render(entry.because, language) };
  return { ...entry, files: entry.files.map((file) => toNewFile(file, language)) };
}
