import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../findings/run.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A fix that can be offered for a range of a file, and its diagnostic. */
export interface OfferedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** Whether it may be applied without asking. */
  readonly preferred: boolean;
}

/** The fixes for what is wrong in or at a stretch of a file (LSP textDocument/codeAction, quick fixes). */
export function fixesAt(snapshot: Snapshot, file: UnitFile, range: Range): readonly OfferedFix[] {
  return diagnosticsAt(snapshot, file, range).flatMap((diagnostic) => {
    const preferred = preferredFix(diagnostic);
    return diagnostic.fixes.map((fix) => ({ diagnostic, fix, preferred: fix === preferred }));
  });
}

/** What is wrong in or at a stretch of a file. */
export function diagnosticsAt(snapshot: Snapshot, file: UnitFile, { from, to }: Range): readonly Diagnostic[] {
  return diagnose(snapshot, file).filter(({ range }) => range.from <= to && from <= range.to);
}

/** The first safe fix: where there are several, each rule names the best one first. */
export function preferredFix(diagnostic: Diagnostic): Fix | undefined {
  return diagnostic.fixes.find((fix) => fix.safety === 'safe');
}
