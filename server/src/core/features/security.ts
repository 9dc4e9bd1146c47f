import { itemPlace, type Place } from '../findings/places.ts';
import { assess, formatExposure, type Result, type SecurityReport } from '../security/assess.ts';
import { SECTION } from '../security/assignments.ts';
import { type Message, say } from '../text/message.ts';
import { type EffectiveUnit, items, unitOf } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { harmlessLines } from './hardening.ts';
import type { Lens } from './lenses.ts';

/** How exposed a service is, thing by thing, the ones that add most first. */
export interface ServiceSecurity {
  readonly unit: string;
  /** As systemd shows it: `9.6`. */
  readonly exposure: string;
  readonly level: SecurityReport['level'];
  readonly rows: readonly SecurityRow[];
  /** Lines that the service would not notice: see {@link harmlessLines}. */
  readonly harmless: readonly string[];
}

export interface SecurityRow {
  readonly name: string;
  /** The name of systemd-analyze's JSON. */
  readonly field: string;
  readonly keepsFrom: Message;
  /** `open` where it could be better, `closed` where it could not, and otherwise it does not matter to the service. */
  readonly state: 'open' | 'closed' | 'irrelevant';
  readonly weight: number;
  /** What it adds to the exposure, as systemd shows it. */
  readonly exposure: string;
  /** The assignments that decide, as they stand. */
  readonly written: readonly { readonly text: string; readonly place: Place }[];
  /** The line to write; undefined where it is closed, or where no line fits every service. */
  readonly line: string | undefined;
}

/** How exposed the service of a file is, its drop-ins counted; undefined for other units, and for services that would not be loaded. */
export function serviceSecurity(snapshot: Snapshot, file: UnitFile): ServiceSecurity | undefined {
  const unit = unitOf(snapshot, file);
  return unit && securityOf(snapshot, unit);
}

/** The same of a unit. */
export function securityOf(snapshot: Snapshot, unit: EffectiveUnit): ServiceSecurity | undefined {
  if (!isAssessed(unit)) return undefined;
  const { exposure, level, results } = reportOn(snapshot, unit);
  const sorted = results.toSorted((a, b) => b.exposure - a.exposure || b.assessment.weight - a.assessment.weight);
  return {
    unit: unit.name.full,
    exposure: formatExposure(exposure),
    level,
    rows: sorted.map((result) => rowOf(unit, result)),
    harmless: harmlessLines(snapshot, unit),
  };
}

/** The exposure above the section of a service. */
export function securityLens(snapshot: Snapshot, file: UnitFile): readonly Lens[] {
  const header = file.tree.sections.find((section) => section.header && section.name === SECTION)?.header;
  if (!header || file.kind.kind !== 'fragment' || file.kind.untitled) return [];
  const unit = unitOf(snapshot, file);
  if (!unit || !isAssessed(unit)) return [];
  const { exposure, level } = reportOn(snapshot, unit);
  return [
    { range: header.nameRange, action: 'showSecurity', title: say`Security: ${formatExposure(exposure)} ${level}` },
  ];
}

const REPORT = key<SecurityReport>('security of a service', { small: true });

function reportOn(snapshot: Snapshot, unit: EffectiveUnit): SecurityReport {
  const place = `${unit.fragment?.path} ${unit.name.full}`;
  return cachedAt(snapshot, REPORT, place, () => assess(unit, snapshot.settings));
}

function isAssessed(unit: EffectiveUnit): boolean {
  return unit.type === 'service' && unit.fragment !== undefined && !unit.masked && !unit.refused;
}

function rowOf(unit: EffectiveUnit, { assessment, badness, exposure }: Result): SecurityRow {
  const { name, field, keepsFrom, weight, keys, line } = assessment;
  const entries = new Set(keys.flatMap((one) => items(unit, SECTION, one)));
  const places = new Map(
    [...entries].map((item) => [
      item.entry,
      { text: `${item.entry.node.key}=${item.entry.node.value}`, place: itemPlace(item) },
    ]),
  );
  const state = badness === undefined ? 'irrelevant' : badness === 0 ? 'closed' : 'open';
  return {
    name,
    field,
    keepsFrom,
    state,
    weight,
    exposure: formatExposure(exposure),
    written: [...places.values()],
    line: state === 'open' ? line : undefined,
  };
}
