import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { WalkProgress } from './walk-progress.ts';
import type { Shown } from './workspace-report.ts';

/** Who is told what is found in which files, and what is still to be told. */
export interface Listener {
  readonly shown: Shown;
  /** The files to judge, or judge again. */
  readonly queue: Set<string>;
  /** The files that are to have diagnostics. */
  readonly files: ReadonlySet<string>;
  /** The files of which the client wants to hear that nothing has changed: those that it named. */
  readonly confirms: Set<string>;
  readonly tell: (reports: readonly WorkspaceDocumentDiagnosticReport[]) => void;
  readonly progress: WalkProgress | undefined;
  /** Files may have come or gone since `files` was taken. */
  mustSurvey: boolean;
  isWalking: boolean;
  /** Takes over which files are to have diagnostics now. Those that are new are judged, or all of them, and those that are gone. */
  survey(files: ReadonlySet<string>, all: boolean): void;
  /** It is told nothing any more. */
  readonly end: () => void;
}

export function createListener(
  shown: Shown,
  tell: Listener['tell'],
  progress?: WalkProgress,
  ended?: () => void,
): Listener {
  const queue = new Set<string>();
  let known: ReadonlySet<string> = new Set();
  return {
    shown,
    queue,
    get files() {
      return known;
    },
    confirms: new Set([...shown].flatMap(([path, id]) => (id === '' ? [] : [path]))),
    tell,
    progress,
    mustSurvey: true,
    isWalking: false,
    survey(files, all) {
      this.mustSurvey = false;
      for (const path of files) if (all || !known.has(path)) queue.add(path);
      for (const path of shown.keys()) if (all || !files.has(path)) queue.add(path);
      known = files;
    },
    end() {
      progress?.end();
      queue.clear();
      ended?.();
    },
  };
}
