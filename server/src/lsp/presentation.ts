import { type ClientCapabilities, type DiagnosticTag, MarkupKind, ResourceOperationKind } from 'vscode-languageserver';
import { ENGLISH, type Language } from '../core/text/message.ts';
import { readAbilities } from './settings.ts';

/** How results are presented to a client. Whatever it does not announce is not sent to it (LSP 3.17, ClientCapabilities). */
export interface Presentation {
  /** What messages are rendered in. */
  readonly language: Language;
  /** The commands that it runs: no other is named in lenses, fixes and completions. */
  readonly commands: ReadonlySet<string>;
  /** Where it shows Markdown; plain text elsewhere. */
  readonly markdown: Readonly<Record<'hover' | 'completion' | 'parameters', boolean>>;
  readonly completion: {
    /** It fills in snippets. */
    readonly snippets: boolean;
    /** It has kinds of completion items that are newer than those of LSP 1, or at least copes with them. */
    readonly newKinds: boolean;
  };
  readonly diagnostics: {
    /** Where the code of a diagnostic leads: to a page that the client shows itself, to one on the web, or nowhere. */
    readonly codes: 'own-page' | 'web' | undefined;
    /** It shows related places; for others they are told in the message. */
    readonly related: boolean;
    readonly tags: ReadonlySet<DiagnosticTag>;
    readonly data: boolean;
    readonly versions: boolean;
  };
  readonly actions: {
    /** It takes fixes as such. Older clients take commands only, of which the server has none. */
    readonly literals: boolean;
    readonly preferred: boolean;
  };
  readonly edits: {
    /** It takes edits as a list of changes, in which there may be operations on files. */
    readonly documentChanges: boolean;
    /** How it makes a file: by the operation of LSP, or by an edit of a file that is not there; undefined for not at all. */
    readonly createFiles: 'operation' | 'edit' | undefined;
    readonly renameFiles: boolean;
  };
  /** The outline may have levels. */
  readonly nestedSymbols: boolean;
  /** A definition may say which word leads to it. */
  readonly definitionLinks: boolean;
  /** The same of an implementation. */
  readonly implementationLinks: boolean;
  readonly linkTooltips: boolean;
  /** How many folds it wants at most. */
  readonly foldLimit: number;
}

/** Clients that announce no operations on files, and make a buffer for an edit of a file that is not there. */
const EDITS_MAKE_FILES: ReadonlySet<string | undefined> = new Set(['Eglot']);

/** How results are presented, in a language, to a client that announces these capabilities under this name (`clientInfo`). */
export function presentationFor(
  client: ClientCapabilities,
  language: Language = ENGLISH,
  clientName?: string,
): Presentation {
  const { textDocument, workspace } = client;
  const { commands, rulePages } = readAbilities(client);
  const { completionItem, completionItemKind } = textDocument?.completion ?? {};
  const signature = textDocument?.signatureHelp?.signatureInformation;
  // LSP 3.17 has them for what is pushed alone, 3.18 for what is pulled as well.
  const diagnostics = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  const edits = workspace?.workspaceEdit;
  const operations = listed(edits?.resourceOperations);
  // Only document changes hold operations, so a client that announces these takes both. Neovim leaves `documentChanges` out.
  const documentChanges = edits?.documentChanges === true || operations.length > 0;
  return {
    language,
    commands: new Set(commands),
    markdown: {
      hover: prefersMarkdown(textDocument?.hover?.contentFormat),
      completion: prefersMarkdown(completionItem?.documentationFormat),
      parameters: prefersMarkdown(signature?.documentationFormat),
    },
    completion: {
      snippets: completionItem?.snippetSupport === true,
      newKinds: completionItemKind?.valueSet !== undefined,
    },
    diagnostics: {
      codes: diagnostics.codeDescriptionSupport !== true ? undefined : rulePages ? 'own-page' : 'web',
      related: diagnostics.relatedInformation === true,
      tags: new Set(listed(diagnostics.tagSupport?.valueSet)),
      data: diagnostics.dataSupport === true,
      versions: diagnostics.versionSupport === true,
    },
    actions: {
      literals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
      preferred: textDocument?.codeAction?.isPreferredSupport === true,
    },
    edits: {
      documentChanges,
      createFiles: operations.includes(ResourceOperationKind.Create)
        ? 'operation'
        : EDITS_MAKE_FILES.has(clientName)
          ? 'edit'
          : undefined,
      renameFiles: operations.includes(ResourceOperationKind.Rename),
    },
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    implementationLinks: textDocument?.implementation?.linkSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    foldLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
  };
}

/** Formats come in the order in which the client prefers them. */
function prefersMarkdown(formats: readonly MarkupKind[] | undefined): boolean {
  const known = listed(formats).find((one) => one === MarkupKind.Markdown || one === MarkupKind.PlainText);
  return known === MarkupKind.Markdown;
}

/** A list of a client's capabilities, which may be any editor's: of what is no list there is nothing in it. */
function listed<T>(values: readonly T[] | undefined): readonly T[] {
  return Array.isArray(values) ? values : [];
}
