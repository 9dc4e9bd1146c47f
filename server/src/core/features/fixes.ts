import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../rules/run.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A way out that can be offered for a stretch of a file, and the diagnostic that it answers. */
export interface OfferedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** The fixes for what is wrong in or at a stretch of a file (LSP textDocument/codeAction, quick fixes). */
export function fixesAt(snapshot: Snapshot, file: UnitFile, range: Range): readonly OfferedFix[] {
  return diagnose(snapshot, file)
    .filter((diagnostic) => diagnostic.range.from <= range.to && range.from <= diagnostic.range.to)
    .flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
}
