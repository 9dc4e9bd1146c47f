import { parse } from '../syntax/parse.ts';
import type { UnitTree } from '../syntax/tree.ts';
import { editorLines, type LineIndex } from '../text/line-index.ts';
import { type Analysis, analyse, type ValueMemo } from './analyse.ts';
import type { EffectiveUnit } from './effective-unit.ts';
import { isLookAlike } from './look-alike.ts';
import type { Settings } from './settings.ts';
import { classifyPath, type UnitPath } from './unit-path.ts';
import { classifyUntitled } from './untitled.ts';

/** One file that the host knows, unchanging. What is computed from it is computed when first asked for, and once. */
export interface UnitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: UnitPath;
  /** Where the file is a symbolic link, the absolute path it leads to. */
  readonly link: string | undefined;
  readonly tree: UnitTree;
  readonly lines: LineIndex;
  /** A file that masks its unit: empty, or a link to /dev/null. */
  readonly masked: boolean;
  /** The file judged line by line. */
  analysis(settings: Settings): Analysis;
  /** What the file came to with its drop-ins, by unit name, for as long as none of them changes. */
  readonly merged: Map<string, { readonly settings: Settings; readonly unit: EffectiveUnit }>;
  /** Lets go of all that was computed, for whoever goes through many files and looks at each but once. */
  release(): void;
  /** What the last analysis left for the next state of the file. */
  judged(): Judged | undefined;
}

/** The values that were read for an analysis, and what it was made for. */
export interface Judged {
  readonly settings: Settings;
  readonly memo: ValueMemo;
  readonly entries: number;
}

/**
 * Makes a unit file of a path and its text; undefined for what is no unit file, going by its path or, where that says it is one, its text.
 *
 * @param before The same file's last state, whose values need not be read again.
 */
export function unitFile(path: string, text: string, link?: string, before?: UnitFile): UnitFile | undefined {
  const kind = classifyPath(path) ?? classifyUntitled(path, text);
  if (!kind || isLookAlike(text)) return undefined;
  // Only what can be used again is kept of the last state, not the state itself, or every one would hold on to the one before.
  return new LazyUnitFile(path, text, kind, link, before?.kind.type === kind.type ? before.judged() : undefined);
}

/**
 * A class, so that all files share one set of getters. Where each object is given its own, V8 gives it a hidden class of its own as well,
 * which outlives it together with the tree until the next full collection: at each key press in a large file.
 */
class LazyUnitFile implements UnitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: UnitPath;
  readonly link: string | undefined;
  readonly merged: UnitFile['merged'] = new Map();
  #tree: UnitTree | undefined;
  #lines: LineIndex | undefined;
  #analysis: Analysis | undefined;
  #judged: Judged | undefined;

  constructor(path: string, text: string, kind: UnitPath, link: string | undefined, carried: Judged | undefined) {
    this.path = path;
    this.text = text;
    this.kind = kind;
    this.link = link;
    this.#judged = carried;
  }

  get masked(): boolean {
    return this.link === '/dev/null' || this.text === '';
  }

  get tree(): UnitTree {
    this.#tree ??= parse(this.text);
    return this.#tree;
  }

  get lines(): LineIndex {
    this.#lines ??= editorLines(this.text);
    return this.#lines;
  }

  analysis(settings: Settings): Analysis {
    if (!this.#analysis || this.#judged?.settings !== settings) {
      const memo = this.#judged?.settings === settings && !isStale(this.#judged) ? this.#judged.memo : new Map();
      this.#analysis = analyse(this, settings, memo);
      this.#judged = { settings, memo, entries: this.#analysis.entries.length };
    }
    return this.#analysis;
  }

  release(): void {
    this.#tree = undefined;
    this.#lines = undefined;
    this.#analysis = undefined;
    this.#judged = undefined;
    this.merged.clear();
  }

  judged(): Judged | undefined {
    return this.#judged;
  }
}

/** Whether most of what a memo holds is no longer in the file, so that it is better to begin anew than to grow for ever. */
function isStale({ memo, entries }: Judged): boolean {
  let size = 0;
  for (const values of memo.values()) size += values.size;
  return size > 2 * entries + 1000;
}
