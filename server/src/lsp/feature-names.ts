import type { FeatureName } from '../protocol/settings.ts';

/**
 * The feature that a request of LSP is of, by which it can be left to another server: the name of the request, without what prepares,
 * resolves or narrows it. Undefined for a request of no such feature.
 */
export function featureOf(method: string): FeatureName | undefined {
  return FEATURE_OF.get(method);
}

/** The requests of each feature. Diagnostics are told by handlers of their own. */
export const METHODS_OF: Readonly<Record<Exclude<FeatureName, 'diagnostics'>, readonly string[]>> = {
  callHierarchy: ['textDocument/prepareCallHierarchy', 'callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'],
  codeAction: ['textDocument/codeAction'],
  codeLens: ['textDocument/codeLens'],
  completion: ['textDocument/completion', 'completionItem/resolve'],
  definition: ['textDocument/definition'],
  documentHighlight: ['textDocument/documentHighlight'],
  documentLink: ['textDocument/documentLink'],
  documentSymbol: ['textDocument/documentSymbol'],
  foldingRange: ['textDocument/foldingRange'],
  formatting: ['textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/onTypeFormatting'],
  hover: ['textDocument/hover'],
  implementation: ['textDocument/implementation'],
  inlayHint: ['textDocument/inlayHint'],
  references: ['textDocument/references'],
  rename: ['textDocument/prepareRename', 'textDocument/rename', 'workspace/willRenameFiles'],
  selectionRange: ['textDocument/selectionRange'],
  semanticTokens: ['textDocument/semanticTokens/full', 'textDocument/semanticTokens/range'],
  signatureHelp: ['textDocument/signatureHelp'],
  typeHierarchy: ['textDocument/prepareTypeHierarchy', 'typeHierarchy/supertypes', 'typeHierarchy/subtypes'],
  workspaceSymbol: ['workspace/symbol'],
};

const FEATURE_OF: ReadonlyMap<string, FeatureName> = new Map(
  Object.entries(METHODS_OF).flatMap(([name, methods]) =>
    methods.map((method): [string, FeatureName] => [method, name as FeatureName]),
  ),
);
