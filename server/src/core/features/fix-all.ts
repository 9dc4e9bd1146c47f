import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../findings/run.ts';
import { append } from '../text/append.ts';
import { composeEdits } from '../text/compose.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { firstIndex } from '../text/first-index.ts';
import { say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { withText } from '../workspace/with-text.ts';
import { preferredFix } from './fixes.ts';

/**
 * The edits that apply every safe fix of a file at once (LSP codeAction, source.fixAll); none where there is nothing to fix.
 * Fixes that would touch each other are applied one after the other, each to what the other left, and so are those that
 * appear only after another fix, for example behind the line at which systemd stops reading the file.
 *
 * @param isWanted Says of what is found whether it is to be fixed.
 */
export function fixAll(
  snapshot: Snapshot,
  file: UnitFile,
  isWanted: (diagnostic: Diagnostic) => boolean = () => true,
): readonly TextEdit[] {
  const sets: TextEdit[][] = [];
  let now: { snapshot: Snapshot; file: UnitFile } = { snapshot, file };
  while (sets.length < MOST_ROUNDS) {
    const edits = round(now.snapshot, now.file, isWanted);
    const next = edits.length > 0 && withText(now.snapshot, now.file, applyEdits(now.file.text, edits));
    if (!next) break;
    sets.push(edits);
    now = next;
  }
  return composeEdits(file.text.length, sets);
}

/** How it is offered where a person chooses among the actions for a file. */
export const FIX_ALL_TITLE = say`Apply all safe fixes`;

/** More than any file needs; it stops two fixes that undo each other. */
const MOST_ROUNDS = 100;

/** The edits of as many safe fixes as can be applied together. */
function round(snapshot: Snapshot, file: UnitFile, isWanted: (diagnostic: Diagnostic) => boolean): TextEdit[] {
  const taken: TextEdit[] = [];
  const places = new Places();
  for (const diagnostic of diagnose(snapshot, file)) {
    const fix = isWanted(diagnostic) ? preferredFix(diagnostic) : undefined;
    const edits = fix && editsWithin(fix, file);
    if (!edits || edits.some(({ range }) => places.touch(range))) continue;
    for (const edit of edits) {
      taken.push(edit);
      places.add(edit.range);
    }
  }
  return taken;
}

/** The edits of a fix to the file; undefined if it changes another file, which was not asked for. */
function editsWithin(fix: Fix, file: UnitFile): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const change of fix.changes) {
    if (change.kind !== 'edit' || change.file !== file.path) return undefined;
    append(edits, change.edits);
  }
  return edits;
}

/** Ranges of which none overlaps another, in order. */
class Places {
  readonly #ranges: Range[] = [];

  add(range: Range): void {
    this.#ranges.splice(this.#firstEndingAt(range.from), 0, range);
  }

  /** Whether a range overlaps one of these or is next to one. */
  touch(range: Range): boolean {
    const next = this.#ranges[this.#firstEndingAt(range.from)];
    return next !== undefined && next.from <= range.to;
  }

  /** The index of the first range that ends at an offset or behind it. */
  #firstEndingAt(offset: number): number {
    return firstIndex(this.#ranges.length, (index) => this.#ranges[index]!.to >= offset);
  }
}
