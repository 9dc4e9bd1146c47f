import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  InsertTextFormat,
  type Diagnostic as LspDiagnostic,
  type Hover as LspHover,
  type Location as LspLocation,
  type Range as LspRange,
  MarkupKind,
  type SelectionRange,
  type SignatureHelp,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic, FileChange, Location } from '../core/diagnostic.ts';
import type { Completion } from '../core/features/completion-entry.ts';
import type { OfferedFix } from '../core/features/fixes.ts';
import type { Fold } from '../core/features/folding.ts';
import type { Hover } from '../core/features/hover.ts';
import type { Lens } from '../core/features/lenses.ts';
import type { Link } from '../core/features/links.ts';
import type { OutlineEntry } from '../core/features/symbols.ts';
import type { UnitSymbol } from '../core/features/unit-symbols.ts';
import { editorLines, type LineIndex, positionAt } from '../core/text/line-index.ts';
import { type Language, render } from '../core/text/message.ts';
import type { Range } from '../core/text/range.ts';
import { plainSnippet } from '../core/text/snippet.ts';
import type { Parts } from '../core/values/grammar.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { RULE_PAGE_SCHEME } from '../protocol/abilities.ts';
import { type Command, OPEN_FILE, SUGGEST_AGAIN } from '../protocol/commands.ts';
import { uriOf } from './uri.ts';

/** Turns core's offsets and plain data into LSP's terms, with the line index of the snapshot they were computed from. */

export function toRange(lines: LineIndex, range: Range): LspRange {
  return { start: positionAt(lines, range.from), end: positionAt(lines, range.to) };
}

/** How results are presented to a client. */
export interface Presentation {
  /** It can show the rules' pages, so codes link to them. */
  readonly rulePages: boolean;
  /** The commands that it runs: no other is named in lenses, fixes and completions. */
  readonly commands: ReadonlySet<string>;
  /** What messages are rendered in. */
  readonly language: Language;
  /** It fills in snippets. */
  readonly snippets: boolean;
}

export function toDiagnostic(
  snapshot: Snapshot,
  diagnostic: Diagnostic,
  { rulePages, language }: Presentation,
): LspDiagnostic {
  const lines = linesOf(snapshot, diagnostic.file);
  return {
    range: toRange(lines, diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    source: 'systemd',
    message: render(diagnostic.message, language),
    data: { effect: diagnostic.effect, scope: diagnostic.scope },
    ...(rulePages && { codeDescription: { href: `${RULE_PAGE_SCHEME}:/${diagnostic.code}.md` } }),
    ...(diagnostic.tags.length > 0 && { tags: diagnostic.tags.map((tag) => TAGS[tag]) }),
    ...(diagnostic.related.length > 0 && {
      relatedInformation: diagnostic.related.map(({ file, range, message }) => ({
        location: { uri: uriOf(file), range: toRange(linesOf(snapshot, file), range) },
        message: render(message, language),
      })),
    }),
  };
}

export function toHover(lines: LineIndex, hover: Hover, language: Language): LspHover {
  const value = render(hover.markdown, language);
  return { range: toRange(lines, hover.range), contents: { kind: MarkupKind.Markdown, value } };
}

/** A lens whose command the client runs; none otherwise. */
export function toLens(
  lines: LineIndex,
  { range, action, title }: Lens,
  uri: string,
  { commands, language }: Presentation,
): CodeLens[] {
  const command: Command = `systemd.${action}`;
  if (!commands.has(command)) return [];
  return [{ range: toRange(lines, range), command: { title: render(title, language), command, arguments: [uri] } }];
}

export function toCompletionItem(
  lines: LineIndex,
  completion: Completion,
  { snippets, commands, language }: Presentation,
): CompletionItem {
  const isSnippet = completion.snippet && snippets;
  const newText = completion.snippet && !snippets ? plainSnippet(completion.insert) : completion.insert;
  return {
    label: completion.title ? render(completion.title, language) : completion.label,
    kind: COMPLETION_KINDS[completion.kind] ?? CompletionItemKind.Value,
    sortText: completion.sort,
    textEdit: { range: toRange(lines, completion.range), newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(completion.filter !== undefined && { filterText: completion.filter }),
    ...(completion.detail !== undefined && { detail: render(completion.detail, language) }),
    ...(completion.documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: render(completion.documentation, language) },
    }),
    ...(completion.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(completion.more && commands.has(SUGGEST_AGAIN) && { command: { title: '', command: SUGGEST_AGAIN } }),
    ...(completion.directive && { data: completion.directive }),
  };
}

export function toSignatureHelp({ label, parts, active }: Parts, language: Language): SignatureHelp {
  const parameters = parts.map((part) => ({
    label: part.label,
    documentation: { kind: MarkupKind.Markdown, value: render(part.documentation, language) },
  }));
  return { activeSignature: 0, activeParameter: active, signatures: [{ label, parameters }] };
}

export function toCodeAction(snapshot: Snapshot, offered: OfferedFix, presentation: Presentation): CodeAction {
  const { diagnostic, fix, preferred } = offered;
  const title = render(fix.title, presentation.language);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(snapshot, diagnostic, presentation)],
    ...(preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(snapshot, fix.changes),
    ...(fix.open !== undefined &&
      presentation.commands.has(OPEN_FILE) && {
        command: { title, command: OPEN_FILE, arguments: [uriOf(fix.open)] },
      }),
  };
}

export function toWorkspaceEdit(snapshot: Snapshot, changes: readonly FileChange[]): WorkspaceEdit {
  return {
    documentChanges: changes.flatMap((change): NonNullable<WorkspaceEdit['documentChanges']> => {
      const uri = uriOf(change.file);
      const textDocument = { uri, version: null };
      if (change.kind === 'edit') {
        const lines = linesOf(snapshot, change.file);
        return [
          {
            textDocument,
            edits: change.edits.map(({ range, newText }) => ({ range: toRange(lines, range), newText })),
          },
        ];
      }
      const start = { line: 0, character: 0 };
      return [
        { kind: 'create', uri, options: { ignoreIfExists: true } },
        { textDocument, edits: [{ range: { start, end: start }, newText: change.text }] },
      ];
    }),
  };
}

export function toSymbol(lines: LineIndex, symbol: OutlineEntry): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbol.kind === 'section' ? SymbolKind.Namespace : SymbolKind.Property,
    range: toRange(lines, symbol.range),
    selectionRange: toRange(lines, symbol.selection),
    children: symbol.children.map((child) => toSymbol(lines, child)),
  };
}

export function toFold(lines: LineIndex, fold: Fold): FoldingRange {
  const { start, end } = toRange(lines, fold.range);
  return {
    startLine: start.line,
    endLine: end.line,
    ...(fold.kind === 'comment' && { kind: FoldingRangeKind.Comment }),
    ...(fold.kind === 'section' && { kind: FoldingRangeKind.Region }),
  };
}

export function toLink(lines: LineIndex, { range, target, tooltip }: Link, language: Language): DocumentLink {
  const address = 'url' in target ? target.url : uriOf(target.path);
  return { range: toRange(lines, range), target: address, tooltip: render(tooltip, language) };
}

/** @param ranges From the smallest to the largest; there is at least one. */
export function toSelection(lines: LineIndex, ranges: readonly Range[]): SelectionRange {
  return ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toRange(lines, range), ...(parent && { parent }) }),
    undefined,
  )!;
}

export function toWorkspaceSymbol({ name, file, container }: UnitSymbol): SymbolInformation {
  const start = { line: 0, character: 0 };
  return {
    name,
    kind: SymbolKind.File,
    containerName: container,
    location: { uri: uriOf(file), range: { start, end: start } },
  };
}

export function toLocation(snapshot: Snapshot, location: Location): LspLocation {
  return { uri: uriOf(location.file), range: toRange(linesOf(snapshot, location.file), location.range) };
}

function linesOf(snapshot: Snapshot, path: string): LineIndex {
  return snapshot.file(path)?.lines ?? editorLines('');
}

const SEVERITIES: Readonly<Record<Diagnostic['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Diagnostic['tags'][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const COMPLETION_KINDS: Partial<Record<Completion['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  directive: CompletionItemKind.Property,
  keyword: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Reference,
  path: CompletionItemKind.File,
  variable: CompletionItemKind.Variable,
  specifier: CompletionItemKind.Constant,
  user: CompletionItemKind.Value,
  signal: CompletionItemKind.Event,
  command: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  prefix: CompletionItemKind.Operator,
};
