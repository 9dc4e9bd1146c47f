import type { TextDocumentIdentifier, TextDocumentPositionParams } from 'vscode-languageserver';
import { offsetAt } from '../core/text/line-index.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import type { FeatureName, HintMode } from '../protocol/settings.ts';
import type { Presentation } from './presentation.ts';
import type { Runtime } from './runtime.ts';
import { pathOf } from './uri.ts';

/** What a handler sees: the current snapshot and the machine. */
export interface Scene {
  readonly snapshot: () => Snapshot;
  readonly runtime: Runtime;
  /** The workspace's folders, absolute. */
  readonly folders: () => readonly string[];
  readonly presentation: Presentation;
  /** How many inlay hints the person wants; none where it is missing. */
  readonly hints?: () => HintMode;
  /** Whether the person has a feature from another server; no feature where it is missing. */
  readonly isOff?: (feature: FeatureName) => boolean;
  /**
   * The renamings of files, as `from\nto`, in the last edit that was given: a client tells of them before it makes them, as of those that the
   * person asks for.
   */
  readonly givenRenames?: Set<string>;
  /** Asks the person, and gives the index of their choice; undefined where they made none. Missing where the client cannot ask. */
  readonly ask?: ((question: string, choices: readonly string[]) => Promise<number | undefined>) | undefined;
  /** Tells the person that something was not done. */
  readonly warn?: (text: string) => void;
}

/** Asks about a document; what is no unit file gets `none`. */
export function of<R>(
  scene: Scene,
  document: TextDocumentIdentifier,
  none: R,
  answer: (snapshot: Snapshot, file: UnitFile) => R,
): R {
  const snapshot = scene.snapshot();
  const file = snapshot.file(pathOf(document.uri));
  return file ? answer(snapshot, file) : none;
}

/** Asks about a place in a document. */
export function at<R>(
  scene: Scene,
  { textDocument, position }: TextDocumentPositionParams,
  none: R,
  answer: (snapshot: Snapshot, file: UnitFile, offset: number) => R,
): R {
  return of(scene, textDocument, none, (snapshot, file) => answer(snapshot, file, offsetAt(file.lines, position)));
}
