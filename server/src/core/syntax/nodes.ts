import type { Range } from '../text/range.ts';
import { type Logical, movedLine, sourceOffset, sourceRange } from './logical.ts';
import type { Assignment, Blank, Comment, Header, Node, Overlong, Stray, Unread } from './tree.ts';

// The nodes of a tree. They hold offsets and make ranges on demand: most ranges are never asked for, and a key press in a file of
// thousands of lines makes all nodes behind it anew.

/** A node with a method that gives the same node in a text in which it stands `by` characters further on. */
export type TreeNode = Node & { moved(by: number): TreeNode };

/** Where a node stands: it begins at `from`, its text ends at `end`, and the next node begins at `next`. */
export interface Place {
  readonly from: number;
  readonly end: number;
  readonly next: number;
}

/** A logical line, where it stands, and the comments inside it. */
export interface PlacedLine extends Place {
  readonly line: Logical;
  readonly innerComments: readonly Range[];
}

class Placed {
  readonly from: number;
  readonly end: number;
  readonly next: number;

  constructor({ from, end, next }: Place) {
    this.from = from;
    this.end = end;
    this.next = next;
  }

  get range(): Range {
    return { from: this.from, to: this.next };
  }

  get content(): Range {
    return { from: this.from, to: this.end };
  }
}

class PlacedWithLine extends Placed {
  readonly line: Logical;
  readonly innerComments: readonly Range[];

  constructor(placed: PlacedLine) {
    super(placed);
    this.line = placed.line;
    this.innerComments = placed.innerComments;
  }
}

/** A node of which only the place is known. */
export class BareNode<K extends (Blank | Comment | Overlong | Unread)['kind']> extends Placed {
  readonly kind: K;

  constructor(kind: K, place: Place) {
    super(place);
    this.kind = kind;
  }

  moved(by: number): BareNode<K> {
    return new BareNode(this.kind, movedPlace(this, by));
  }
}

export class StrayNode extends PlacedWithLine implements Stray {
  readonly kind = 'stray';

  moved(by: number): StrayNode {
    return new StrayNode(movedWithLine(this, by));
  }
}

export class HeaderNode extends PlacedWithLine implements Header {
  readonly kind = 'header';
  readonly name: string;
  readonly closed: boolean;
  readonly #nameAt: number;

  /** @param nameAt Where the name begins in the line. */
  constructor(placed: PlacedLine, name: string, nameAt: number, closed: boolean) {
    super(placed);
    this.name = name;
    this.closed = closed;
    this.#nameAt = nameAt;
  }

  get nameRange(): Range {
    return sourceRange(this.line, this.#nameAt, this.#nameAt + this.name.length);
  }

  moved(by: number): HeaderNode {
    return new HeaderNode(movedWithLine(this, by), this.name, this.#nameAt, this.closed);
  }
}

/** Where the parts of an assignment begin in its line. */
export interface AssignmentPlaces {
  readonly keyAt: number;
  readonly equalsAt: number;
  readonly valueAt: number;
}

export class AssignmentNode extends PlacedWithLine implements Assignment {
  readonly kind = 'assignment';
  readonly key: string;
  readonly value: string;
  readonly keyAt: number;
  readonly equalsAt: number;
  readonly valueAt: number;

  constructor(placed: PlacedLine, key: string, value: string, at: AssignmentPlaces) {
    super(placed);
    this.key = key;
    this.value = value;
    this.keyAt = at.keyAt;
    this.equalsAt = at.equalsAt;
    this.valueAt = at.valueAt;
  }

  get keyRange(): Range {
    return sourceRange(this.line, this.keyAt, this.keyAt + this.key.length);
  }

  get valueRange(): Range {
    if (this.value !== '') return sourceRange(this.line, this.valueAt, this.valueAt + this.value.length);
    const at = sourceOffset(this.line, this.equalsAt) + 1;
    return { from: at, to: at };
  }

  moved(by: number): AssignmentNode {
    return new AssignmentNode(movedWithLine(this, by), this.key, this.value, this);
  }
}

function movedPlace({ from, end, next }: Place, by: number): Place {
  return { from: from + by, end: end + by, next: next + by };
}

function movedWithLine(placed: PlacedLine, by: number): PlacedLine {
  const { innerComments, line } = placed;
  return {
    from: placed.from + by,
    end: placed.end + by,
    next: placed.next + by,
    line: movedLine(line, by),
    innerComments:
      innerComments.length === 0
        ? innerComments
        : innerComments.map(({ from, to }) => ({ from: from + by, to: to + by })),
  };
}
