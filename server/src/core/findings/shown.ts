import type { Diagnostic } from '../diagnostic.ts';
import { firstIndex } from '../text/first-index.ts';
import { filesOf, unitOf } from '../workspace/effective-unit.ts';
import { type Key, key } from '../workspace/memory.ts';
import type { Policy } from '../workspace/policy.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { INTERNAL_ERROR } from './internal-error.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';
import { isShared, placeOfUnit } from './unit-findings.ts';

/** The code of what is found about a comment that keeps nothing from being shown. Each such comment is taken for one until it is used. */
export const UNUSED_SUPPRESSION = 'unused-suppression';

/** What is wrong with suppressions themselves cannot be suppressed. */
export const ABOUT_SUPPRESSIONS: ReadonlySet<string> = new Set([UNUSED_SUPPRESSION, 'bad-suppression']);

/**
 * What people are shown of the findings of a file: without what comments in the unit's files suppress, and with the severities that the
 * project or person has chosen. A fault of ours is always shown.
 *
 * @param found All findings of the file, in its order.
 * @param judged Gives all findings of another file of the unit.
 */
export function shown(
  snapshot: Snapshot,
  file: UnitFile,
  found: readonly Diagnostic[],
  judged: (file: UnitFile) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const wanted = withoutSuppressed(snapshot, file, found, judged);
  const policy = snapshot.settings.policyOf?.(file.path);
  return policy ? wanted.flatMap((one) => underPolicy(policy, one)) : wanted;
}

function withoutSuppressed(
  snapshot: Snapshot,
  file: UnitFile,
  found: readonly Diagnostic[],
  judged: (file: UnitFile) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const own = suppressionsOf(file).found;
  const ofUnit = suppressedInUnit(snapshot, file);
  if (own.length === 0 && ofUnit.size === 0) return found;
  const everywhere = new Set(ofUnit);
  for (const one of own) if (one.reach !== 'ignore') for (const code of codesOf(one)) everywhere.add(code);
  const lines = byCode(own.filter(({ reach }) => reach === 'ignore'));
  const used = new Set<string>();
  const kept = found.filter(({ code, range }) => {
    if (code === INTERNAL_ERROR || ABOUT_SUPPRESSIONS.has(code)) return true;
    const line = coverAt(lines.get(code), range.from);
    if (line) used.add(placeOf(line, code));
    if (everywhere.has(code)) used.add(code);
    return !line && !everywhere.has(code);
  });
  // While other files are still to be read, what would be found is not known.
  if (!snapshot.isSurveyed(file.path)) return kept.filter(({ code }) => code !== UNUSED_SUPPRESSION);
  const inUnit = own.some(({ reach }) => reach === 'ignore-unit') ? foundInUnit(snapshot, file, judged) : NOTHING;
  const unused = new Set<number>();
  for (const one of own) {
    for (const { code, range } of one.codes) {
      const isUsed = used.has(placeOf(one, code)) || (one.reach === 'ignore-unit' && inUnit.has(code));
      if (!isUsed) unused.add(range.from);
    }
  }
  return kept.filter(({ code, range }) => code !== UNUSED_SUPPRESSION || unused.has(range.from));
}

/** Under which name it is noted that a suppression keeps a code from being shown. */
function placeOf({ reach, covers }: Suppression, code: string): string {
  return reach === 'ignore' ? `${covers?.from} ${code}` : code;
}

/** The codes that a file of the unit suppresses in all of them. Looked for once for a unit, which may have thousands of drop-ins. */
function suppressedInUnit(snapshot: Snapshot, file: UnitFile): ReadonlySet<string> {
  return ofUnit(snapshot, file, SUPPRESSED, (one) =>
    suppressionsOf(one)
      .found.filter(({ reach }) => reach === 'ignore-unit')
      .flatMap(codesOf),
  );
}

/** The codes of all that is found in the files of the unit. */
function foundInUnit(
  snapshot: Snapshot,
  file: UnitFile,
  judged: (file: UnitFile) => readonly Diagnostic[],
): ReadonlySet<string> {
  return ofUnit(snapshot, file, FOUND, (one) => judged(one).map(({ code }) => code));
}

function ofUnit(
  snapshot: Snapshot,
  file: UnitFile,
  key: Key<ReadonlySet<string>>,
  codes: (file: UnitFile) => readonly string[],
): ReadonlySet<string> {
  // A drop-in for many units speaks for itself alone.
  if (isShared(file)) return NOTHING;
  try {
    const unit = unitOf(snapshot, file);
    // Most units have one file, about which nothing is to be looked for elsewhere.
    if (!unit || filesOf(unit).every(({ path }) => path === file.path)) return NOTHING;
    return cachedAt(snapshot, key, placeOfUnit(unit, file), () => {
      const found = new Set(filesOf(unit).flatMap((one) => codes(snapshot.file(one.path) ?? one)));
      return found.size === 0 ? NOTHING : found;
    });
  } catch {
    // A fault of ours, which is among the findings of the file. It suppresses none of them.
    return NOTHING;
  }
}

const SUPPRESSED = key<ReadonlySet<string>>('codes that a unit suppresses', { small: true });
const FOUND = key<ReadonlySet<string>>('codes that are found in a unit', { small: true });
const NOTHING: ReadonlySet<string> = new Set();

function codesOf({ codes }: Suppression): readonly string[] {
  return codes.map(({ code }) => code);
}

function byCode(suppressions: readonly Suppression[]): ReadonlyMap<string, readonly Suppression[]> {
  const found = new Map<string, Suppression[]>();
  for (const one of suppressions) {
    for (const code of one.covers ? codesOf(one) : []) {
      const some = found.get(code);
      if (some) some.push(one);
      else found.set(code, [one]);
    }
  }
  return found;
}

/** The one that covers a place, of those that stand in the order of what they cover. */
function coverAt(some: readonly Suppression[] | undefined, at: number): Suppression | undefined {
  if (!some) return undefined;
  const next = some[firstIndex(some.length, (index) => some[index]!.covers!.to > at)];
  return next && next.covers!.from <= at ? next : undefined;
}

/** @returns the finding with the severity that was chosen for it; nothing where it is turned off. */
function underPolicy({ preset, rules }: Policy, found: Diagnostic): readonly Diagnostic[] {
  if (found.code === INTERNAL_ERROR) return [found];
  const chosen = rules.get(found.code) ?? 'default';
  if (chosen === 'off') return [];
  if (chosen !== 'default') return [{ ...found, severity: chosen }];
  switch (preset) {
    case 'systemd':
      return found.effect === 'fail' || found.effect === 'advice' ? [] : [found];
    case 'strict':
      return found.severity === 'error' ? [found] : [{ ...found, severity: 'warning' }];
    default:
      return [found];
  }
}
