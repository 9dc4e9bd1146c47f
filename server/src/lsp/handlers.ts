import type {
  CodeActionParams,
  CompletionItem,
  CompletionParams,
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { plan } from '../core/activation/plan.ts';
import { completions } from '../core/features/completion.ts';
import { effectiveText } from '../core/features/effective-text.ts';
import { folds } from '../core/features/folding.ts';
import { directiveMarkdown, hover } from '../core/features/hover.ts';
import { type Lens, lenses } from '../core/features/lenses.ts';
import { parameterHelp } from '../core/features/parameter-help.ts';
import { definition, references } from '../core/features/references.ts';
import { socketSummaries } from '../core/features/socket-summaries.ts';
import { symbols } from '../core/features/symbols.ts';
import { pageText } from '../core/rules/page.ts';
import { offsetAt, positionAt } from '../core/text/line-index.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import {
  COMMANDS,
  EFFECTIVE_UNIT_METHOD,
  type EffectiveUnitParams,
  type EffectiveUnitResult,
  PLAN_METHOD,
  type PlanParams,
  type PlanResult,
  RULE_PAGE_METHOD,
  type RulePageParams,
  type RulePageResult,
  SOCKETS_METHOD,
  type SocketsResult,
} from '../protocol/requests.ts';
import { codeActions } from './code-actions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Guard } from './guard.ts';
import type { Runtime } from './runtime.ts';
import {
  type Presentation,
  toCompletionItem,
  toFold,
  toHover,
  toLocation,
  toParameter,
  toRange,
  toSymbol,
} from './to-lsp.ts';
import { pathOf, uriOf } from './uri.ts';
import { worldOf } from './world.ts';

/** What a handler sees: the present snapshot and the machine. */
export interface Scene {
  readonly snapshot: () => Snapshot;
  readonly runtime: Runtime;
  /** The workspace's folders, absolute. */
  readonly folders: () => readonly string[];
  readonly presentation: () => Presentation;
}

/** One line for each feature: the request, and the pure function that answers it. */
export function registerHandlers(connection: Connection, guard: Guard, scene: Scene): void {
  connection.languages.diagnostics.on(
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      'diagnostics',
      { kind: 'full', items: [] },
      ({ textDocument }) => ({
        kind: 'full',
        items: diagnosticsOf(scene.snapshot(), textDocument.uri, scene.presentation()),
      }),
    ),
  );
  connection.onHover(
    guard('hover', null, (params: TextDocumentPositionParams) =>
      at(scene, params, null, (snapshot, file, offset) => {
        const found = hover(snapshot, file, offset, worldOf(snapshot, scene.runtime));
        return found ? toHover(file.lines, found) : null;
      }),
    ),
  );
  connection.onCompletion(
    guard('completion', [], (params: CompletionParams) =>
      at(scene, params, [], (snapshot, file, offset) =>
        completions(snapshot, file, offset, worldOf(snapshot, scene.runtime), {
          choices: scene.presentation().snippets && !scene.presentation().suggestsAgain,
        }).map((one) => toCompletionItem(file.lines, one, scene.presentation())),
      ),
    ),
  );
  connection.onCompletionResolve((item) => documented(item, scene.snapshot().settings.version));
  connection.onSignatureHelp(
    guard('parameter help', null, (params: TextDocumentPositionParams) =>
      at(scene, params, null, (snapshot, file, offset) => {
        const found = parameterHelp(snapshot, file, offset);
        if (!found) return null;
        const parameters = found.parts.map(toParameter);
        return { activeSignature: 0, activeParameter: found.active, signatures: [{ label: found.label, parameters }] };
      }),
    ),
  );
  connection.onCodeAction(
    guard('fixes', [], (params: CodeActionParams) =>
      of(scene, params.textDocument, [], (snapshot, file) => codeActions(snapshot, file, params, scene.presentation())),
    ),
  );
  connection.onCodeLens(
    guard('lenses', [], ({ textDocument }: { textDocument: TextDocumentIdentifier }) =>
      of(scene, textDocument, [], (_snapshot, file) =>
        lenses(file).map(({ range, action }) => ({
          range: toRange(file.lines, range),
          command: { title: LENS_TITLES[action], command: COMMANDS[action], arguments: [textDocument.uri] },
        })),
      ),
    ),
  );
  connection.onDocumentSymbol(
    guard('outline', [], ({ textDocument }: { textDocument: TextDocumentIdentifier }) =>
      of(scene, textDocument, [], (_snapshot, file) => symbols(file).map((one) => toSymbol(file.lines, one))),
    ),
  );
  connection.onFoldingRanges(
    guard('folding', [], ({ textDocument }: { textDocument: TextDocumentIdentifier }) =>
      of(scene, textDocument, [], (_snapshot, file) => folds(file).map((one) => toFold(file.lines, one))),
    ),
  );
  connection.onDefinition(
    guard('definition', [], (params: TextDocumentPositionParams) =>
      at(scene, params, [], (snapshot, file, offset) =>
        definition(snapshot, file, offset).map((one) => toLocation(snapshot, one)),
      ),
    ),
  );
  connection.onReferences(
    guard('references', [], (params: TextDocumentPositionParams) =>
      at(scene, params, [], (snapshot, file, offset) =>
        references(snapshot, file, offset).map((one) => toLocation(snapshot, one)),
      ),
    ),
  );
  connection.onRequest(
    PLAN_METHOD,
    guard('plan', null as PlanResult, ({ uri, manager }: PlanParams) =>
      of(scene, { uri }, null as PlanResult, (snapshot, file) => {
        const made = plan(snapshot, file, manager, scene.folders());
        return made ? withUris(made) : null;
      }),
    ),
  );
  connection.onRequest(
    RULE_PAGE_METHOD,
    guard('rule page', null as RulePageResult, ({ code }: RulePageParams) => pageText(code) ?? null),
  );
  connection.onRequest(
    SOCKETS_METHOD,
    guard('sockets', [] as SocketsResult, () =>
      socketSummaries(scene.snapshot(), scene.folders()).map(({ file, serviceFile, ...rest }) => ({
        ...rest,
        uri: uriOf(file),
        serviceUri: serviceFile && uriOf(serviceFile),
      })),
    ),
  );
  connection.onRequest(
    EFFECTIVE_UNIT_METHOD,
    guard('effective unit', null as EffectiveUnitResult | null, ({ uri }: EffectiveUnitParams) =>
      of(scene, { uri }, null as EffectiveUnitResult | null, (snapshot, file) => {
        const merged = effectiveText(snapshot, file);
        if (!merged) return null;
        const lines = merged.lines.map(({ text, origin }) => ({
          text,
          uri: origin && uriOf(origin.file.path),
          line: origin && positionAt(origin.file.lines, origin.offset).line,
        }));
        return { unit: merged.unit, lines };
      }),
    ),
  );
}

/** For editors whose client has no words of its own for the commands. */
const LENS_TITLES: Readonly<Record<Lens['action'], string>> = {
  activate: 'Activate Socket',
  request: 'Send Test Request',
  deploy: 'Deploy Unit',
  stop: 'Stop',
  journal: 'Journal',
  effectiveUnit: 'Effective Unit',
};

function of<R>(
  scene: Scene,
  document: TextDocumentIdentifier,
  none: R,
  answer: (snapshot: Snapshot, file: UnitFile) => R,
): R {
  const snapshot = scene.snapshot();
  const file = snapshot.file(pathOf(document.uri));
  return file ? answer(snapshot, file) : none;
}

function at<R>(
  scene: Scene,
  { textDocument, position }: TextDocumentPositionParams,
  none: R,
  answer: (snapshot: Snapshot, file: UnitFile, offset: number) => R,
): R {
  return of(scene, textDocument, none, (snapshot, file) => answer(snapshot, file, offsetAt(file.lines, position)));
}

function documented(item: CompletionItem, version: number): CompletionItem {
  const { section, key } = (item.data ?? {}) as { section?: string; key?: string };
  const value = section && key ? directiveMarkdown(section, key, version) : undefined;
  return value ? { ...item, documentation: { kind: 'markdown', value } } : item;
}

function withUris(made: NonNullable<ReturnType<typeof plan>>): NonNullable<PlanResult> {
  return {
    ...made,
    files: made.files.map((file) => ({ ...file, source: uriOf(file.source) })),
    handlers: made.handlers.map((handler) => ({ ...handler, file: uriOf(handler.file) })),
    blockers: made.blockers.map((blocker) => ({ ...blocker, file: blocker.file && uriOf(blocker.file) })),
  };
}
