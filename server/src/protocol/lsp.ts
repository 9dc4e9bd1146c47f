/** LSP's own terms, as far as the requests beyond it need them (LSP 3.17, Basic JSON Structures). */

/** The address of a document or folder, as LSP's DocumentUri: `file:///w/demo.socket`. */
export type Uri = string;

/** Zero-based; `character` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to but not including `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: Uri;
  readonly range: Range;
}

/** The parameters of a request about a document. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: Uri };
}

/** The parameters of a request about a position in a document. */
export interface PositionParams extends DocumentParams {
  readonly position: Position;
}
