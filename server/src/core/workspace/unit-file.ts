import { parse } from '../syntax/parse.ts';
import type { UnitTree } from '../syntax/tree.ts';
import { isUtf8Clean } from '../text/bytes.ts';
import { editorLines, type LineIndex } from '../text/line-index.ts';
import { type Analysis, analyse } from './analyse.ts';
import type { Settings } from './settings.ts';
import { classifyPath, type UnitPath } from './unit-path.ts';

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
}

/** Makes a unit file of a path and its text; undefined for a path that is no unit file. */
export function unitFile(path: string, text: string, link?: string): UnitFile | undefined {
  const kind = classifyPath(path);
  if (!kind) return undefined;
  let tree: UnitTree | undefined;
  let lines: LineIndex | undefined;
  let judged: { readonly settings: Settings; readonly analysis: Analysis } | undefined;
  const file: UnitFile = {
    path,
    text,
    kind,
    link,
    masked: link === '/dev/null' || text === '',
    get tree() {
      tree ??= parse(text);
      return tree;
    },
    get lines() {
      lines ??= editorLines(text);
      return lines;
    },
    analysis(settings) {
      if (judged?.settings !== settings) judged = { settings, analysis: analyse(file, settings) };
      return judged.analysis;
    },
  };
  return file;
}

/** Whether every byte of the file can be read as text. */
export function isClean(file: UnitFile): boolean {
  return isUtf8Clean(file.text);
}
