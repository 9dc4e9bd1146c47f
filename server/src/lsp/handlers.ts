import type {
  CodeActionParams,
  CompletionItem,
  CompletionParams,
  Connection,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { completions } from '../core/features/completion.ts';
import { folds } from '../core/features/folding.ts';
import { highlights } from '../core/features/highlights.ts';
import { directiveMarkdown, hover } from '../core/features/hover.ts';
import { lenses } from '../core/features/lenses.ts';
import { links } from '../core/features/links.ts';
import { parameterHelp } from '../core/features/parameter-help.ts';
import { definition, references } from '../core/features/references.ts';
import { selectionsAt } from '../core/features/selection.ts';
import { symbols } from '../core/features/symbols.ts';
import { unitSymbols } from '../core/features/unit-symbols.ts';
import { valueTokens } from '../core/features/value-tokens.ts';
import { offsetAt } from '../core/text/line-index.ts';
import { render } from '../core/text/message.ts';
import { SUGGEST_AGAIN } from '../protocol/commands.ts';
import { codeActions } from './code-actions.ts';
import type { Guard } from './guard.ts';
import { at, of, type Scene } from './scene.ts';
import { toSemanticTokens } from './semantic-tokens.ts';
import {
  toCompletionItem,
  toFold,
  toHover,
  toLens,
  toLink,
  toLocation,
  toParameter,
  toRange,
  toSelection,
  toSymbol,
  toWorkspaceSymbol,
} from './to-lsp.ts';
import { worldOf } from './world.ts';

/** One line for each feature of LSP: the request, and the pure function that answers it. */
export function registerHandlers(connection: Connection, guard: Guard, scene: Scene): void {
  connection.onHover(
    guard('hover', null, (params: TextDocumentPositionParams) =>
      at(scene, params, null, (snapshot, file, offset) => {
        const found = hover(snapshot, file, offset, worldOf(snapshot, scene.runtime));
        return found ? toHover(file.lines, found, scene.presentation().language) : null;
      }),
    ),
  );
  connection.onCompletion(
    guard('completion', [], (params: CompletionParams) =>
      at(scene, params, [], (snapshot, file, offset) =>
        completions(snapshot, file, offset, worldOf(snapshot, scene.runtime), {
          choices: scene.presentation().snippets && !scene.presentation().commands.has(SUGGEST_AGAIN),
        }).map((one) => toCompletionItem(file.lines, one, scene.presentation())),
      ),
    ),
  );
  connection.onCompletionResolve((item) => documented(item, scene));
  connection.onSignatureHelp(
    guard('parameter help', null, (params: TextDocumentPositionParams) =>
      at(scene, params, null, (snapshot, file, offset) => {
        const found = parameterHelp(snapshot, file, offset);
        if (!found) return null;
        const parameters = found.parts.map((part) => toParameter(part, scene.presentation().language));
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
        lenses(file).flatMap((lens) => toLens(file.lines, lens, textDocument.uri, scene.presentation())),
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
  connection.onDocumentHighlight(
    guard('highlights', [], (params: TextDocumentPositionParams) =>
      at(scene, params, [], (snapshot, file, offset) =>
        highlights(snapshot, file, offset).map((range) => ({ range: toRange(file.lines, range) })),
      ),
    ),
  );
  connection.onDocumentLinks(
    guard('links', [], ({ textDocument }: { textDocument: TextDocumentIdentifier }) =>
      of(scene, textDocument, [], (snapshot, file) =>
        links(snapshot, file, worldOf(snapshot, scene.runtime)).map((one) => toLink(file.lines, one)),
      ),
    ),
  );
  connection.onSelectionRanges(
    guard('selection', null, ({ textDocument, positions }: SelectionRangeParams) =>
      of(scene, textDocument, null as SelectionRange[] | null, (snapshot, file) =>
        positions.map((position) =>
          toSelection(file.lines, selectionsAt(snapshot, file, offsetAt(file.lines, position))),
        ),
      ),
    ),
  );
  connection.onWorkspaceSymbol(
    guard('unit search', [], ({ query }: WorkspaceSymbolParams) =>
      unitSymbols(scene.snapshot(), query, scene.folders()).map(toWorkspaceSymbol),
    ),
  );
  connection.languages.semanticTokens.onRange(
    guard('tokens', NO_TOKENS, ({ textDocument, range }: SemanticTokensRangeParams) =>
      of(scene, textDocument, NO_TOKENS, (snapshot, file) => {
        const stretch = { from: offsetAt(file.lines, range.start), to: offsetAt(file.lines, range.end) };
        return toSemanticTokens(file.lines, valueTokens(snapshot, file, stretch));
      }),
    ),
  );
  connection.languages.semanticTokens.on(
    guard('tokens', NO_TOKENS, ({ textDocument }: SemanticTokensParams) =>
      of(scene, textDocument, NO_TOKENS, (snapshot, file) =>
        toSemanticTokens(file.lines, valueTokens(snapshot, file, { from: 0, to: file.text.length })),
      ),
    ),
  );
}

const NO_TOKENS: SemanticTokens = { data: [] };

function documented(item: CompletionItem, scene: Scene): CompletionItem {
  const { section, key } = (item.data ?? {}) as { section?: string; key?: string };
  const found = section && key ? directiveMarkdown(section, key, scene.snapshot().settings.version) : undefined;
  if (!found) return item;
  return { ...item, documentation: { kind: 'markdown', value: render(found, scene.presentation().language) } };
}
