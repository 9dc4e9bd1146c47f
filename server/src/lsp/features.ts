import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  type ClientCapabilities,
  CodeActionRequest,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  ImplementationRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  type SemanticTokens,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  SignatureHelpRequest,
  TypeHierarchyPrepareRequest,
  TypeHierarchySubtypesRequest,
  TypeHierarchySupertypesRequest,
  WillRenameFilesRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { incomingCalls, outgoingCalls } from '../core/features/call-hierarchy.ts';
import { completions } from '../core/features/completion.ts';
import { folds } from '../core/features/folding.ts';
import { format, formatTyped, formatWithin } from '../core/features/format.ts';
import { highlights } from '../core/features/highlights.ts';
import { directiveMarkdown, hover } from '../core/features/hover.ts';
import { implementation } from '../core/features/implementation.ts';
import { inlayHints } from '../core/features/inlay-hints.ts';
import { lenses } from '../core/features/lenses.ts';
import { links } from '../core/features/links.ts';
import { parameterHelp } from '../core/features/parameter-help.ts';
import { definition, references } from '../core/features/references.ts';
import { securityLens } from '../core/features/security.ts';
import { selectionsAt } from '../core/features/selection.ts';
import { symbols } from '../core/features/symbols.ts';
import { subtypes, supertypes } from '../core/features/type-hierarchy.ts';
import { unitItemAt } from '../core/features/unit-item.ts';
import { unitSymbols } from '../core/features/unit-symbols.ts';
import { valueTokens } from '../core/features/value-tokens.ts';
import { lineRange } from '../core/text/line-index.ts';
import type { World } from '../core/values/grammar.ts';
import { SUGGEST_AGAIN } from '../protocol/commands.ts';
import { QUADLET_TYPES, UNIT_TYPES } from '../protocol/unit-paths.ts';
import { CODE_ACTION_KINDS, codeActions } from './code-actions.ts';
import { type Asked, aboutFile, aboutItem, aboutPlace, aboutWorkspace, type Feature } from './feature.ts';
import { prepareRename, renameAt, willRename } from './rename.ts';
import { LEGEND, toSemanticTokens } from './semantic-tokens.ts';
import { list, nullable, object, POSITION, RANGE, string, uri } from './shape.ts';
import {
  toCompletionItem,
  toDocumentation,
  toFlatSymbols,
  toFold,
  toHierarchyItem,
  toHover,
  toIncomingCall,
  toInlayHint,
  toLens,
  toLink,
  toLocation,
  toLocationLink,
  toOutgoingCall,
  toRange,
  toRelatedUnit,
  toSelection,
  toSignatureHelp,
  toSymbol,
  toTextEdit,
  toWorkspaceSymbol,
} from './to-lsp.ts';
import { worldOf as machineWorld } from './world.ts';

const NO_TOKENS: SemanticTokens = { data: [] };

const COMPLETION_PROVIDER = {
  triggerCharacters: ['[', '=', '%', ':', '@', '~', '/', '-', ' ', '+', '!', '|', '$', '{', ','],
  resolveProvider: true,
};

/** A client that asks for visible ranges is not sent the tokens of thousands of lines at each key press. */
const tokensProvider = ({ textDocument }: ClientCapabilities): Partial<ServerCapabilities> => ({
  semanticTokensProvider: { legend: LEGEND, range: true, full: !textDocument?.semanticTokens?.requests?.range },
});

/** Fixes are code actions, and a client without these takes commands alone. */
const actionsProvider = ({ textDocument }: ClientCapabilities): Partial<ServerCapabilities> =>
  textDocument?.codeAction?.codeActionLiteralSupport
    ? { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } }
    : {};

const renameProvider = ({ textDocument }: ClientCapabilities): Partial<ServerCapabilities> => ({
  renameProvider: textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
});

const UNITS = `**/*.{${UNIT_TYPES.join(',')}}`;

/** A client tells of the files whose names are those of units, the sources of such files, and what Quadlet makes units of. */
const FILES_OF_UNITS: Partial<ServerCapabilities> = {
  workspace: {
    fileOperations: {
      willRename: {
        filters: [UNITS, `${UNITS}.*`, `**/*.{${QUADLET_TYPES.join(',')}}`].map((glob) => ({
          pattern: { glob, matches: 'file' },
        })),
      },
    },
  },
};

/** Every request of LSP that the server answers: what it announces for it, the answer where there is none, and the pure function. */
export const FEATURES: readonly Feature[] = [
  aboutPlace(HoverRequest.type, { hoverProvider: true }, null, (asked) => {
    const found = hover(asked.snapshot, asked.file, asked.offset, worldOf(asked));
    return found ? toHover(asked.file.lines, found, asked.presentation) : null;
  }),
  aboutPlace(CompletionRequest.type, { completionProvider: COMPLETION_PROVIDER }, [], (asked) => {
    const { snapshot, file, offset, presentation } = asked;
    const choices = presentation.completion.snippets && !presentation.commands.has(SUGGEST_AGAIN);
    const found = completions(snapshot, file, offset, worldOf(asked), { choices });
    const items = found.map((one) => toCompletionItem(file.lines, one, presentation));
    // An editor that is told that this was all would filter it behind the next slash, where other things are to be offered.
    const leadsOn = found.some(
      ({ kind, insert }) => kind !== 'directive' && kind !== 'skeleton' && insert.includes('/'),
    );
    return leadsOn ? { isIncomplete: true, items } : items;
  }),
  aboutWorkspace(CompletionResolveRequest.type, {}, { label: '' }, documented, { label: string }),
  aboutPlace(
    SignatureHelpRequest.type,
    { signatureHelpProvider: { triggerCharacters: ['=', ':', ' '] } },
    null,
    ({ snapshot, file, offset, presentation }) => {
      const found = parameterHelp(snapshot, file, offset);
      return found ? toSignatureHelp(found, presentation) : null;
    },
  ),
  aboutFile(
    CodeActionRequest.type,
    actionsProvider,
    [],
    ({ snapshot, file, presentation, scene }, params) =>
      codeActions(snapshot, file, params, presentation, scene.folders()),
    { range: RANGE, context: object({ only: nullable(list(string)) }) },
  ),
  aboutFile(CodeLensRequest.type, { codeLensProvider: {} }, [], ({ snapshot, file, presentation }, { textDocument }) =>
    [...lenses(snapshot, file), ...securityLens(snapshot, file)].flatMap((lens) =>
      toLens(file.lines, lens, textDocument.uri, presentation),
    ),
  ),
  aboutFile(
    DocumentSymbolRequest.type,
    { documentSymbolProvider: true },
    [],
    ({ file, presentation }, { textDocument: { uri } }) =>
      presentation.nestedSymbols
        ? symbols(file).map((one) => toSymbol(file.lines, one))
        : symbols(file).flatMap((one) => toFlatSymbols(file.lines, one, uri)),
  ),
  aboutFile(FoldingRangeRequest.type, { foldingRangeProvider: true }, [], ({ file, presentation }) =>
    folds(file)
      .slice(0, presentation.foldLimit)
      .map((one) => toFold(file.lines, one)),
  ),
  aboutPlace(DefinitionRequest.type, { definitionProvider: true }, [], ({ snapshot, file, offset, presentation }) => {
    const found = definition(snapshot, file, offset);
    return presentation.definitionLinks
      ? found.map((one) => toLocationLink(snapshot, file.lines, one))
      : found.map(({ target }) => toLocation(snapshot, target));
  }),
  aboutPlace(
    ImplementationRequest.type,
    { implementationProvider: true },
    [],
    ({ snapshot, file, offset, presentation }) => {
      const found = implementation(snapshot, file, offset);
      return presentation.implementationLinks
        ? found.map((one) => toLocationLink(snapshot, file.lines, one))
        : found.map(({ target }) => toLocation(snapshot, target));
    },
  ),
  aboutPlace(CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, null, ({ snapshot, file, offset }) => {
    const found = unitItemAt(snapshot, file, offset);
    return found ? [toHierarchyItem(found)] : null;
  }),
  aboutItem(CallHierarchyIncomingCallsRequest.type, null, ({ snapshot, file }, name) =>
    incomingCalls(snapshot, file, name).map(toIncomingCall),
  ),
  aboutItem(CallHierarchyOutgoingCallsRequest.type, null, ({ snapshot, file }, name) =>
    outgoingCalls(snapshot, file, name).map((one) => toOutgoingCall(file.lines, one)),
  ),
  aboutPlace(TypeHierarchyPrepareRequest.type, { typeHierarchyProvider: true }, null, ({ snapshot, file, offset }) => {
    const found = unitItemAt(snapshot, file, offset);
    return found ? [toHierarchyItem(found)] : null;
  }),
  aboutItem(TypeHierarchySupertypesRequest.type, null, ({ snapshot, file }, name) =>
    supertypes(snapshot, file, name).map(toRelatedUnit),
  ),
  aboutItem(TypeHierarchySubtypesRequest.type, null, ({ snapshot, file }, name) =>
    subtypes(snapshot, file, name).map(toRelatedUnit),
  ),
  aboutPlace(ReferencesRequest.type, { referencesProvider: true }, [], ({ snapshot, file, offset }) =>
    references(snapshot, file, offset).map((one) => toLocation(snapshot, one)),
  ),
  aboutPlace(PrepareRenameRequest.type, {}, null, prepareRename),
  aboutPlace(RenameRequest.type, renameProvider, null, (asked, { newName }) => renameAt(asked, newName), {
    newName: string,
  }),
  aboutWorkspace(WillRenameFilesRequest.type, FILES_OF_UNITS, null, (asked, { files }) => willRename(asked, files), {
    files: list(object({ oldUri: uri, newUri: uri })),
  }),
  aboutPlace(DocumentHighlightRequest.type, { documentHighlightProvider: true }, [], ({ snapshot, file, offset }) =>
    highlights(snapshot, file, offset).map((range) => ({ range: toRange(file.lines, range) })),
  ),
  aboutFile(DocumentLinkRequest.type, { documentLinkProvider: {} }, [], (asked) =>
    links(asked.snapshot, asked.file, worldOf(asked)).map((one) => toLink(asked.file.lines, one, asked.presentation)),
  ),
  aboutFile(
    InlayHintRequest.type,
    { inlayHintProvider: true },
    [],
    (asked, { range }) => {
      const { snapshot, file, offsetAt, scene, presentation } = asked;
      const stretch = { from: offsetAt(range.start), to: offsetAt(range.end) };
      const found = inlayHints(snapshot, file, stretch, scene.hints?.() ?? 'off', worldOf(asked));
      return found.map((one) => toInlayHint(file.lines, one, presentation));
    },
    { range: RANGE },
  ),
  aboutFile(
    SelectionRangeRequest.type,
    { selectionRangeProvider: true },
    null,
    (asked, { positions }) =>
      positions.map((position) =>
        toSelection(asked.file.lines, selectionsAt(asked.snapshot, asked.file, asked.offsetAt(position))),
      ),
    { positions: list(POSITION) },
  ),
  aboutWorkspace(
    WorkspaceSymbolRequest.type,
    { workspaceSymbolProvider: true },
    [],
    ({ snapshot, scene }, { query }) =>
      unitSymbols(snapshot, query, scene.folders()).map((one) => toWorkspaceSymbol(snapshot, one)),
    { query: string },
  ),
  aboutFile(
    DocumentFormattingRequest.type,
    { documentFormattingProvider: true },
    [],
    ({ file }, { options }) => format(file, options).map((one) => toTextEdit(file.lines, one)),
    { options: object({}) },
  ),
  aboutFile(
    DocumentRangeFormattingRequest.type,
    { documentRangeFormattingProvider: true },
    [],
    ({ file, offsetAt }, { range, options }) => {
      const stretch = { from: lineRange(file.lines, offsetAt(range.start)).from, to: offsetAt(range.end) };
      return formatWithin(file, stretch, options).map((one) => toTextEdit(file.lines, one));
    },
    { range: RANGE, options: object({}) },
  ),
  aboutFile(
    DocumentOnTypeFormattingRequest.type,
    // Nothing is taken away behind a cursor in its line, so that only the end of a line is waited for.
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
    [],
    ({ file, offsetAt }, { position, options }) => {
      if (position.line < 1) return [];
      const line = lineRange(file.lines, offsetAt({ line: position.line - 1, character: 0 }));
      return formatTyped(file, line, options).map((one) => toTextEdit(file.lines, one));
    },
    { position: POSITION, options: object({}) },
  ),
  aboutFile(
    SemanticTokensRangeRequest.type,
    {},
    NO_TOKENS,
    ({ snapshot, file, offsetAt }, { range }) => {
      const stretch = { from: offsetAt(range.start), to: offsetAt(range.end) };
      return toSemanticTokens(file.lines, valueTokens(snapshot, file, stretch));
    },
    { range: RANGE },
  ),
  aboutFile(SemanticTokensRequest.type, tokensProvider, NO_TOKENS, ({ snapshot, file }) =>
    toSemanticTokens(file.lines, valueTokens(snapshot, file, { from: 0, to: file.text.length })),
  ),
];

function worldOf({ snapshot, scene }: Asked): World {
  return machineWorld(snapshot, scene.runtime);
}

/** The documentation of a directive is read when its entry is looked at. */
function documented({ snapshot, presentation }: Asked, item: CompletionItem): CompletionItem {
  const { section, key } = (item.data ?? {}) as { section?: unknown; key?: unknown };
  const found =
    typeof section === 'string' && typeof key === 'string'
      ? directiveMarkdown(section, key, snapshot.settings.version)
      : undefined;
  if (!found) return item;
  return { ...item, documentation: toDocumentation(found, presentation.language, presentation.markdown.completion) };
}
