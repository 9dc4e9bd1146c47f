import type { FileChange } from '../diagnostic.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { directivesIn, dropInFor } from './drop-in.ts';
import { rewritesAt } from './rewrites.ts';

/** A change that is offered where nothing is wrong. */
export interface Refactoring {
  readonly title: Message;
  /** As LSP names them: `extract` takes something to another place, `rewrite` says the same in other words. */
  readonly kind: 'extract' | 'rewrite';
  readonly changes: readonly FileChange<string | Message>[];
  /** A file to be opened then. */
  readonly open?: string;
}

/**
 * What can be done with a stretch of a file (LSP textDocument/codeAction, refactorings).
 *
 * @param folders The folders of the workspace, where files may be created.
 */
export function refactoringsAt(
  snapshot: Snapshot,
  file: UnitFile,
  range: Range,
  folders: readonly string[],
): readonly Refactoring[] {
  const rewrites = rewritesAt(file, range, snapshot.settings).map(({ title, edits }) => ({
    title,
    kind: 'rewrite' as const,
    changes: [{ kind: 'edit' as const, file: file.path, edits }],
  }));
  return [...rewrites, ...overrides(snapshot, file, range, folders)];
}

/** The directives of the stretch in a drop-in of the unit. */
function overrides(snapshot: Snapshot, file: UnitFile, range: Range, folders: readonly string[]): Refactoring[] {
  const directives = directivesIn(snapshot, file, range);
  const [only, ...more] = directives;
  const made = only && dropInFor(snapshot, file, directives, folders);
  if (!made || made.path === file.path) return [];
  const { path, text, edits } = made;
  return [
    {
      title:
        more.length === 0
          ? say`Override ${only.key}= in a drop-in`
          : say`Override ${directives.length} directives in a drop-in`,
      kind: 'extract',
      changes: [edits ? { kind: 'edit', file: path, edits } : { kind: 'create', file: path, text }],
      open: path,
    },
  ];
}
