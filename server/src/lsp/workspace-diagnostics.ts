import {
  type CancellationToken,
  type Connection,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { append } from '../core/text/append.ts';
import type { DiagnosticMode } from '../protocol/settings.ts';
import { RESULT_ID } from './diagnostic-result.ts';
import type { Documents } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Scene } from './scene.ts';
import { turn } from './turn.ts';
import { unawaited } from './unawaited.ts';
import { pathOf } from './uri.ts';
import { walkProgress } from './walk-progress.ts';
import { createListener, type Listener } from './workspace-listener.ts';
import { reportOn, type Shown } from './workspace-report.ts';
import { filesToDiagnose, isInWorkspace } from './workspace-scope.ts';

/** The diagnostics of the files of the workspace, open or not, as far as the settings want them. */
export interface WorkspaceDiagnostics {
  /** The folders of the workspace have been read: nothing is judged before. */
  ready(): void;
  /** Files or settings have changed; those of one open document, where only its text has. */
  changed(uri?: string): void;
  /** A document was closed. A client that pulls may still show what was found in its last text. */
  closed(uri: string): void;
}

export interface WorkspaceDiagnosticsOptions {
  /** The client asks for diagnostics; one that does not is sent them. */
  readonly pulls: boolean;
  /** The client shows progress that the server begins (LSP 3.17, window.workDoneProgress). */
  readonly showsProgress: boolean;
  readonly mode: () => DiagnosticMode;
}

/**
 * Answers workspace/diagnostic (LSP 3.17). A request that takes partial results stays open, and is sent what changes, until the client
 * cancels it or asks again: VS Code's client would otherwise ask every two seconds. Without partial results the answer has all. Clients
 * that do not pull are sent the diagnostics of files that are not open.
 *
 * The files are judged in slices of a few milliseconds, between which other messages are answered, and not while somebody types.
 */
export function registerWorkspaceDiagnostics(
  connection: Connection,
  guard: Guard,
  scene: Scene,
  documents: Documents,
  { pulls, showsProgress, mode }: WorkspaceDiagnosticsOptions,
): WorkspaceDiagnostics {
  let isReady = false;
  const waiting: (() => void)[] = [];
  let lastEdit = Number.NEGATIVE_INFINITY;
  let isGathering = false;
  let last = scene.snapshot();
  /** The client that is told of changes. */
  let listener: Listener | undefined = pulls ? undefined : createListener(new Map(), publish);
  /** Between two requests that stay open: the documents that were closed meanwhile. */
  let closed: Set<string> | undefined;

  connection.onRequest(WorkspaceDiagnosticRequest.type, (params, token) =>
    guard('workspace diagnostics', { items: [] }, (asked: WorkspaceDiagnosticParams) =>
      asked.partialResultToken === undefined ? answer(asked, token) : listen(asked, asked.partialResultToken, token),
    )(params, token),
  );

  /** Tells what is found once. */
  async function answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    if (!isReady) await new Promise<void>((done) => waiting.push(done));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const once = createListener(shownBy(params), (some) => append(items, some), progressOf(params));
    once.survey(filesNow(), true);
    await walk(once, () => !token.isCancellationRequested);
    return { items };
  }

  /** Tells what is found, and what changes from then on. */
  function listen(
    params: WorkspaceDiagnosticParams,
    partial: string | number,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    listener?.end();
    return new Promise((resolve) => {
      const shown = shownBy(params);
      for (const path of closed ?? []) shown.set(path, '');
      closed = undefined;
      const tell = (items: readonly WorkspaceDocumentDiagnosticReport[]): void =>
        unawaited(
          connection,
          connection.sendProgress(WorkspaceDiagnosticRequest.partialResult, partial, { items: [...items] }),
        );
      const next = createListener(shown, tell, progressOf(params), () => {
        if (listener === next) listener = undefined;
        closed ??= new Set();
        // What was told in parts is all (LSP 3.17, Partial Result Progress).
        resolve({ items: [] });
      });
      token.onCancellationRequested(next.end);
      listener = next;
      gather();
    });
  }

  function progressOf({ workDoneToken }: WorkspaceDiagnosticParams) {
    return walkProgress(connection, workDoneToken, showsProgress, scene.presentation);
  }

  function publish(items: readonly WorkspaceDocumentDiagnosticReport[]): void {
    for (const item of items) {
      if (item.kind !== 'full') continue;
      unawaited(connection, connection.sendDiagnostics({ uri: item.uri, diagnostics: item.items }));
    }
  }

  function filesNow(): ReadonlySet<string> {
    return filesToDiagnose(scene.snapshot(), scene.folders(), mode());
  }

  async function walk(to: Listener, goesOn: () => boolean): Promise<void> {
    to.isWalking = true;
    let done = 0;
    while (to.queue.size > 0 && goesOn()) {
      const pause = lastEdit + PAUSE_MS - performance.now();
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      else done += slice(to);
      if (to.queue.size > 0) to.progress?.at(done, done + to.queue.size);
      await turn();
    }
    to.progress?.end();
    to.isWalking = false;
  }

  /** @returns how many files were judged. */
  function slice(to: Listener): number {
    const end = performance.now() + SLICE_MS;
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    let done = 0;
    for (const path of to.queue) {
      to.queue.delete(path);
      done++;
      const open = [...documents.at(path)].at(-1);
      // The publisher tells what is found in open documents.
      if (!pulls && open) continue;
      const report = reportOn(scene, path, {
        open,
        isWanted: to.files.has(path),
        shown: to.shown,
        log: (text) => connection.console.error(text),
      });
      const isSaid = report?.kind === 'unchanged' && !to.confirms.delete(path);
      if (report && !isSaid) reports.push(report);
      if (performance.now() >= end) break;
    }
    if (reports.length > 0) to.tell(reports);
    return done;
  }

  /** Finds out what has changed, once for all changes in a while, and has it told. */
  function gather(): void {
    if (isGathering || !isReady) return;
    isGathering = true;
    setTimeout(() => {
      isGathering = false;
      const to = listener;
      if (!to) return;
      const now = scene.snapshot();
      const outdated = now.memory.takeOutdated(RESULT_ID);
      const isOther = now.settings !== last.settings || now.isSurveyed !== last.isSurveyed;
      last = now;
      for (const path of outdated) if (to.files.has(path)) to.queue.add(path);
      if (to.mustSurvey || isOther) to.survey(filesNow(), isOther);
      if (!to.isWalking) void walk(to, () => to === listener);
    }, PAUSE_MS);
  }

  return {
    ready() {
      isReady = true;
      if (listener) listener.mustSurvey = true;
      for (const done of waiting.splice(0)) done();
      gather();
    },
    changed(uri) {
      const path = uri === undefined ? undefined : pathOf(uri);
      if (path !== undefined) lastEdit = performance.now();
      const isNew = path === undefined || (isInWorkspace(path, scene.folders()) && !listener?.files.has(path));
      if (listener && isNew) listener.mustSurvey = true;
      gather();
    },
    closed(uri) {
      const path = pathOf(uri);
      if (!listener) closed?.add(path);
      else {
        if (pulls) listener.shown.set(path, '');
        else listener.shown.delete(path);
        listener.queue.add(path);
      }
    },
  };
}

/** What a client says it shows. */
function shownBy({ previousResultIds }: WorkspaceDiagnosticParams): Shown {
  const shown: Shown = new Map();
  for (const { uri, value } of previousResultIds ?? []) if (value !== '') shown.set(pathOf(uri), value);
  return shown;
}

/** How long files are judged at a stretch: a key press waits no longer. */
const SLICE_MS = 4;

/** After the last edit, long enough for the documents that are open to go first. */
const PAUSE_MS = 200;
