import { ownSection } from '../catalogue/unit-type.ts';
import type { Diagnostic, Location } from '../diagnostic.ts';
import { unitPlace } from '../findings/places.ts';
import { judged } from '../findings/run.ts';
import { nodeAt } from '../syntax/node-at.ts';
import type { Node } from '../syntax/tree.ts';
import { systemdLines } from '../text/line-index.ts';
import { parseUnitName, templateOf } from '../values/unit-name.ts';
import { type EffectiveUnit, filesOf, unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import type { Claim, Comparison, Remark } from './comparison-types.ts';

/**
 * Compares systemd's messages about a unit with our findings: line by line where a message names one, and by severity for those
 * about the unit as a whole. Undefined for a file that is part of no one unit.
 */
export function compareWithSystemd(
  snapshot: Snapshot,
  file: UnitFile,
  remarks: readonly Remark[],
): Comparison | undefined {
  const unit = unitOf(snapshot, file);
  if (!unit) return undefined;
  const files = filesOf(unit);
  const claims = files.flatMap((one) => judged(snapshot, one)).filter(isClaim);
  const sorted = sortRemarks(remarks, unit, files);
  const open = new Set(claims);
  const agreed: { remarks: number[]; claims: readonly Diagnostic[] }[] = [];
  const left = new Set<Sorted>();

  const claimsAt = claimsByNode(claims, files);
  for (const group of byLine(sorted)) {
    const said = claimsAt(group[0]!);
    for (const claim of said) open.delete(claim);
    if (said.length > 0) agreed.push({ remarks: group.map(({ index }) => index), claims: said });
    else for (const one of group) left.add(one);
  }
  const places = sorted.map(({ place }) => place ?? null);
  const unclaimed = queues([...open].filter(({ scope }) => scope !== 'line'));
  for (const one of [...left, ...sorted.filter(({ kind }) => kind === 'unit')]) {
    const claim = unclaimed.get(answerTo(one.remark))?.next().value;
    if (!claim) {
      if (one.kind === 'unit') left.add(one);
      continue;
    }
    open.delete(claim);
    agreed.push({ remarks: [one.index], claims: [claim] });
    places[one.index] = { file: claim.file, range: claim.range };
    left.delete(one);
  }
  // If systemd stops reading a file without naming a line, it reports only that the unit is refused.
  const consequences = sorted.filter(({ kind }) => kind === 'consequence');
  const unexplained = [...open].filter(({ effect }) => effect === 'refuse');
  if (consequences.length > 0 && unexplained.length > 0 && !agreed.some(({ claims: all }) => all.some(isRefusal))) {
    for (const claim of unexplained) open.delete(claim);
    agreed.push({ remarks: consequences.map(({ index }) => index), claims: unexplained });
  }
  return {
    unit: unit.name.full,
    version: snapshot.settings.version,
    refused: { bySystemd: consequences.length > 0, here: claims.some(isRefusal) },
    places,
    agreed: agreed.map((one) => ({ remarks: one.remarks, claims: one.claims.map(toClaim) })),
    onlySystemd: Array.from(left, ({ index }) => index),
    // A finding with the effect `fail` does not claim that systemd reports it now, so it is not listed as ours alone.
    onlyHere: [...open].filter(({ effect }) => effect !== 'fail').map(toClaim),
    elsewhere: sorted.filter(({ kind }) => kind === 'elsewhere').map(({ index }) => index),
  };
}

/** A remark and what it is about: a line, the unit, that it is not loaded, or something else. */
interface Sorted {
  readonly remark: Remark;
  readonly index: number;
  readonly kind: 'line' | 'unit' | 'consequence' | 'elsewhere';
  readonly file: UnitFile | undefined;
  readonly node: Node | undefined;
  readonly place: Location | undefined;
}

function sortRemarks(remarks: readonly Remark[], unit: EffectiveUnit, files: readonly UnitFile[]): readonly Sorted[] {
  const finders = new Map(files.map((file) => [file.path, { file, nodeOfLine: lineFinder(file) }]));
  const header = unitPlace(unit, ownSection(unit.type));
  return remarks.map((remark, index) => sort(remark, index, unit.name.full, header, (path) => finders.get(path)));
}

interface Finder {
  readonly file: UnitFile;
  readonly nodeOfLine: (line: number | undefined) => Node | undefined;
}

function sort(
  remark: Remark,
  index: number,
  unit: string,
  header: ReturnType<typeof unitPlace>,
  finderOf: (path: string) => Finder | undefined,
): Sorted {
  const nowhere = { remark, index, file: undefined, node: undefined, place: undefined };
  if (remark.path !== undefined) {
    const { file, nodeOfLine } = finderOf(remark.path) ?? {};
    const node = nodeOfLine?.(remark.line);
    if (!file || !node) return { ...nowhere, kind: 'elsewhere' };
    return { remark, index, kind: 'line', file, node, place: { file: file.path, range: node.content } };
  }
  if (remark.unit === undefined || !isSameUnit(remark.unit, unit)) return { ...nowhere, kind: 'elsewhere' };
  if (CONSEQUENCES.test(remark.text)) return { ...nowhere, kind: 'consequence' };
  if (OF_THE_MACHINE.test(remark.text)) return { ...nowhere, kind: 'elsewhere' };
  return { ...nowhere, kind: 'unit', place: header && { file: header.file.path, range: header.range } };
}

/** systemd names the last line of a continued assignment, and the line after the last where the file ends in one. */
function lineFinder({ text, tree }: UnitFile): Finder['nodeOfLine'] {
  const { starts } = systemdLines(text);
  const last = tree.nodes.findLast(({ kind }) => kind !== 'blank');
  return (line) => {
    const start = starts[Math.min(line ?? 1, starts.length) - 1];
    const node = start === undefined ? undefined : nodeAt(tree, start);
    if (node?.kind !== 'blank' || line === undefined || line <= starts.length) return node;
    return last ?? node;
  };
}

/** Remarks about one line together, in their order. */
function byLine(sorted: readonly Sorted[]): readonly (readonly Sorted[])[] {
  const groups = new Map<Node, Sorted[]>();
  for (const one of sorted) {
    if (!one.node) continue;
    const group = groups.get(one.node);
    if (group) group.push(one);
    else groups.set(one.node, [one]);
  }
  return [...groups.values()];
}

/** Makes a function that gives the findings at the node that a remark is about. */
function claimsByNode(
  claims: readonly Diagnostic[],
  files: readonly UnitFile[],
): (at: Sorted) => readonly Diagnostic[] {
  const trees = new Map(files.map(({ path, tree }) => [path, tree]));
  const byNode = new Map<string, Diagnostic[]>();
  for (const claim of claims) {
    const tree = trees.get(claim.file);
    const node = tree && nodeAt(tree, claim.range.from);
    if (!node || claim.range.from >= Math.max(node.range.to, 1)) continue;
    const place = `${node.range.from} ${claim.file}`;
    const others = byNode.get(place);
    if (others) others.push(claim);
    else byNode.set(place, [claim]);
  }
  return ({ file, node }) => (node && byNode.get(`${node.range.from} ${file?.path}`)) ?? [];
}

/** What a finding about a unit as a whole claims of it, and a remark says: that something else is not loaded, that it is refused, or neither. */
type Answer = (typeof ANSWERS)[number];

const ANSWERS = ['not loaded', 'refused', 'neither'] as const;

/** The findings in their order, by what they claim. */
function queues(claims: readonly Diagnostic[]): ReadonlyMap<Answer, Iterator<Diagnostic, undefined>> {
  const those = (answer: Answer) => claims.filter((claim) => claimOf(claim) === answer).values();
  return new Map(ANSWERS.map((answer) => [answer, those(answer)]));
}

function claimOf({ effect }: Diagnostic): Answer {
  if (effect === 'fail') return 'not loaded';
  return effect === 'refuse' ? 'refused' : 'neither';
}

function answerTo({ severity, text }: Remark): Answer {
  if (NOT_LOADED.test(text)) return 'not loaded';
  const refuses = severity === undefined ? /Refusing\.|not loading/.test(text) : severity === 'error';
  return refuses ? 'refused' : 'neither';
}

function isClaim({ effect, scope }: Diagnostic): boolean {
  return (
    effect === 'refuse' || effect === 'ignore' || effect === 'note' || (effect === 'fail' && scope === 'workspace')
  );
}

function isRefusal({ effect }: Diagnostic): boolean {
  return effect === 'refuse';
}

/** A template is checked through an instance that is made up for it. */
function isSameUnit(named: string, full: string): boolean {
  const name = parseUnitName(named);
  return named === full || (name?.instance !== undefined && templateOf(name) === full);
}

function toClaim({ code, effect, message, file, range }: Diagnostic): Claim {
  return { code, effect, message, place: { file, range } };
}

/** What only says that the unit is not loaded, for a reason that stands elsewhere (src/core/manager.c, load-fragment.c). */
const CONSEQUENCES =
  /^(?:Unit configuration has fatal error|Unit \S+ (?:has a bad unit file setting|failed to load properly))/;

/** What is missing on the machine that the check runs on (src/analyze/analyze-verify-util.c). */
const OF_THE_MACHINE = /^(?:Failed to create \S+\/start: |Command .* is not executable: |Command 'man )/;

/** The service that a socket starts is not there. */
const NOT_LOADED = /not loaded, socket cannot be started/;
