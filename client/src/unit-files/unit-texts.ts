import type { UnitFiles } from '../../../server/src/protocol/requests.ts';

/** What is asked of the documents that are open. */
export interface OpenDocument {
  readonly uri: { toString(): string };
  readonly version: number;
  readonly isDirty: boolean;
}

/** The files that a unit consists of, as the server names them. */
export function documentsOf({ fragment, dropIns }: UnitFiles): readonly string[] {
  return fragment === undefined ? dropIns : [fragment, ...dropIns];
}

/**
 * The open documents among those that the server names.
 *
 * @param normal Gives a URI as the documents have theirs: the server does not escape exactly what VS Code does.
 */
export function openAmong<D extends OpenDocument>(
  uris: readonly string[],
  open: readonly D[],
  normal: (uri: string) => string,
): readonly D[] {
  const names = new Set(uris.map(normal));
  return open.filter(({ uri }) => names.has(uri.toString()));
}

/** The texts that a unit's documents had at one time. */
export interface UnitTexts {
  /** Whether an editor has other text than then, or than is on disk. */
  areChanged(): boolean;
}

/** Remembers which texts a unit's documents have, to tell later whether an answer about them is about what is there now. */
export function textsOf(
  files: UnitFiles,
  open: () => readonly OpenDocument[],
  normal: (uri: string) => string,
): UnitTexts {
  const ofUnit = () => openAmong(documentsOf(files), open(), normal);
  const before = new Map(ofUnit().map(({ uri, version }) => [uri.toString(), version]));
  return {
    // A document that was opened since begins with version 1.
    areChanged: () =>
      ofUnit().some(({ uri, version, isDirty }) => isDirty || version !== (before.get(uri.toString()) ?? 1)),
  };
}
