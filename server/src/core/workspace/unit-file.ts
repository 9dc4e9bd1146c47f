import { parse } from '../syntax/parse.ts';
import { reparse } from '../syntax/reparse.ts';
import type { UnitTree } from '../syntax/tree.ts';
import { editorLines, type LineIndex } from '../text/line-index.ts';
import { keptText } from './edited-text.ts';
import { hasSectionOf, isLookAlike } from './look-alike.ts';
import { key, Memory, type Shelf } from './memory.ts';
import { reading } from './reading-error.ts';
import { classifyPath, isMisnamed, type UnitPath } from './unit-path.ts';
import { classifyUntitled } from './untitled.ts';

/** One immutable file of the host. Its tree and lines are computed lazily and memoized. */
export interface UnitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: UnitPath;
  /** Where the file is a symbolic link, the absolute path it leads to. */
  readonly link: string | undefined;
  /** @throws ReadingError where parsing fails by a fault of ours. */
  readonly tree: UnitTree;
  readonly lines: LineIndex;
  /** A file that masks its unit: empty, or a link to /dev/null. */
  readonly masked: boolean;
  /** What was computed from it. */
  readonly memory: Memory;
}

/** What a unit file is made of besides its path and text. */
export interface UnitFileParts {
  /** Where the file is a symbolic link, the absolute path it leads to. */
  readonly link?: string | undefined;
  /** The same file's last state, whose carried values are used again. */
  readonly before?: UnitFile | undefined;
  /** As {@link classifyPath} takes them. */
  readonly suffixes?: readonly string[] | undefined;
  /** Bounds what is remembered of all files together. */
  readonly shelf?: Shelf;
}

/** Makes a unit file of a path and its text; undefined for what is no unit file, going by its path or, where that says it is one, its text. */
export function unitFile(path: string, text: string, parts: UnitFileParts = {}): UnitFile | undefined {
  const { link, before, shelf, suffixes } = parts;
  const kind = classifyPath(path, suffixes) ?? classifyUntitled(path, text);
  if (!kind || isLookAlike(text)) return undefined;
  if (isMisnamed(kind) && !hasSectionOf(kind.type, text)) return undefined;
  // Only the carried values of the last state are kept, not the state itself, which would keep all earlier ones in memory.
  const memory = before?.kind.type === kind.type ? before.memory.next(text.length) : new Memory(shelf, text.length);
  return new LazyUnitFile(path, text, kind, link, memory);
}

const TREE = key<UnitTree>('tree');
/** Carried to the next state of the file, which reads only the changed lines again. */
const LAST_TREE = key<UnitTree>('last tree', { carried: true });
const LINES = key<LineIndex>('lines');

/**
 * A class, so that all files share one set of getters. Where each object is given its own, V8 gives it a hidden class of its own as well,
 * which outlives it together with the tree until the next full collection: at each key press in a large file.
 */
class LazyUnitFile implements UnitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: UnitPath;
  readonly link: string | undefined;
  readonly memory: Memory;

  constructor(path: string, text: string, kind: UnitPath, link: string | undefined, memory: Memory) {
    this.path = path;
    this.text = text;
    this.kind = kind;
    this.link = link;
    this.memory = memory;
  }

  get masked(): boolean {
    return this.link === '/dev/null' || this.text === '';
  }

  get tree(): UnitTree {
    const known = this.memory.get(TREE);
    if (known) return known;
    const last = this.memory.get(LAST_TREE);
    const tree = reading(this.path, () => {
      const text = keptText(this.path, this.text);
      return last ? reparse(last, text) : parse(text);
    });
    this.memory.set(LAST_TREE, tree);
    return this.memory.set(TREE, tree);
  }

  get lines(): LineIndex {
    return this.memory.get(LINES) ?? this.memory.set(LINES, editorLines(this.text));
  }
}
