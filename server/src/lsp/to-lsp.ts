import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  InsertTextFormat,
  type LocationLink,
  type Diagnostic as LspDiagnostic,
  type Hover as LspHover,
  type InlayHint as LspInlayHint,
  type Location as LspLocation,
  type Range as LspRange,
  type MarkupContent,
  MarkupKind,
  type SelectionRange,
  type SignatureHelp,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type TypeHierarchyItem,
} from 'vscode-languageserver';
import type { Diagnostic, Location } from '../core/diagnostic.ts';
import type { UnitCall } from '../core/features/call-hierarchy.ts';
import type { Completion } from '../core/features/completion-entry.ts';
import type { Fold } from '../core/features/folding.ts';
import type { Hover } from '../core/features/hover.ts';
import type { InlayHint } from '../core/features/inlay-hints.ts';
import type { Lens } from '../core/features/lenses.ts';
import type { Link } from '../core/features/links.ts';
import type { Definition } from '../core/features/references.ts';
import type { OutlineEntry } from '../core/features/symbols.ts';
import type { RelatedUnit } from '../core/features/type-hierarchy.ts';
import type { UnitItem } from '../core/features/unit-item.ts';
import type { UnitSymbol } from '../core/features/unit-symbols.ts';
import { isInternalError } from '../core/findings/internal-error.ts';
import { pageUrl } from '../core/findings/page.ts';
import type { TextEdit as CoreTextEdit } from '../core/text/edit.ts';
import { editorLines, type LineIndex, positionAt } from '../core/text/line-index.ts';
import { plainText } from '../core/text/markdown.ts';
import { type Language, type Message, render } from '../core/text/message.ts';
import type { Range } from '../core/text/range.ts';
import { plainSnippet } from '../core/text/snippet.ts';
import type { Parts } from '../core/values/grammar.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { RULE_PAGE_SCHEME } from '../protocol/abilities.ts';
import { type Command, SUGGEST_AGAIN } from '../protocol/commands.ts';
import type { Presentation } from './presentation.ts';
import { SOURCE } from './source.ts';
import { pathOf, uriOf } from './uri.ts';

/** Turns core's offsets and plain data into LSP's terms, with the line index of the snapshot they were computed from. */

export function toRange(lines: LineIndex, range: Range): LspRange {
  return { start: positionAt(lines, range.from), end: positionAt(lines, range.to) };
}

export function toDiagnostic(
  snapshot: Snapshot,
  diagnostic: Diagnostic,
  { diagnostics: { codes, related, tags, data }, language }: Presentation,
): LspDiagnostic {
  const lines = linesOf(snapshot, diagnostic.file);
  const places = diagnostic.related.map(({ file, range, message }) => ({
    location: toLocation(snapshot, { file, range }),
    message: render(message, language),
  }));
  const message = render(diagnostic.message, language);
  const page = codes === undefined ? undefined : pageAddress(diagnostic.code, codes);
  const known = diagnostic.tags.map((tag) => TAGS[tag]).filter((tag) => tags.has(tag));
  return {
    range: toRange(lines, diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    source: SOURCE,
    message: related ? message : [message, ...places.map(inWords)].join('\n'),
    ...(data && !isInternalError(diagnostic) && { data: { effect: diagnostic.effect, scope: diagnostic.scope } }),
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(known.length > 0 && { tags: known }),
    ...(related && places.length > 0 && { relatedInformation: places }),
  };
}

/** Where the page of a code is for a client; undefined for a code without one. */
function pageAddress(code: string, codes: 'own-page' | 'web'): string | undefined {
  const url = pageUrl(code);
  return url === undefined || codes === 'web' ? url : `${RULE_PAGE_SCHEME}:/${code}.md`;
}

/** A related place as compilers name it. */
function inWords({ location: { uri, range }, message }: DiagnosticRelatedInformation): string {
  return `${pathOf(uri)}:${range.start.line + 1}: ${message}`;
}

export function toHover(lines: LineIndex, hover: Hover, { language, markdown }: Presentation): LspHover {
  const value = render(hover.markdown, language);
  const contents = markdown.hover
    ? { kind: MarkupKind.Markdown, value }
    : { kind: MarkupKind.PlainText, value: plainText(value) };
  return { range: toRange(lines, hover.range), contents };
}

/** Documentation of a completion or a parameter, for which a plain text is just a string. */
export function toDocumentation(text: Message, language: Language, markdown: boolean): MarkupContent | string {
  const value = render(text, language);
  return markdown ? { kind: MarkupKind.Markdown, value } : plainText(value);
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
  { completion: { snippets, newKinds }, commands, language, markdown }: Presentation,
): CompletionItem {
  const isSnippet = completion.snippet && snippets;
  const kind = COMPLETION_KINDS[completion.kind] ?? CompletionItemKind.Value;
  const insert = completion.words ? render(completion.words, language) : completion.insert;
  const newText = completion.snippet && !snippets ? plainSnippet(insert) : insert;
  return {
    label: completion.title ? render(completion.title, language) : completion.label,
    kind: kind > CompletionItemKind.Reference && !newKinds ? CompletionItemKind.Value : kind,
    sortText: completion.sort,
    textEdit: { range: toRange(lines, completion.range), newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(completion.filter !== undefined && { filterText: completion.filter }),
    ...(completion.detail !== undefined && { detail: render(completion.detail, language) }),
    ...(completion.documentation !== undefined && {
      documentation: toDocumentation(completion.documentation, language, markdown.completion),
    }),
    ...(completion.more && commands.has(SUGGEST_AGAIN) && { command: { title: '', command: SUGGEST_AGAIN } }),
    ...(completion.directive && { data: completion.directive }),
  };
}

export function toSignatureHelp({ label, parts, active }: Parts, { language, markdown }: Presentation): SignatureHelp {
  const parameters = parts.map((part) => ({
    label: part.label,
    documentation: toDocumentation(part.documentation, language, markdown.parameters),
  }));
  return { activeSignature: 0, activeParameter: active, signatures: [{ label, parameters }] };
}

export function toTextEdit(lines: LineIndex, { range, newText }: CoreTextEdit): TextEdit {
  return { range: toRange(lines, range), newText };
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

/** The outline for a client that knows no levels: each entry by itself, with the section that it is in. */
export function toFlatSymbols(
  lines: LineIndex,
  symbol: OutlineEntry,
  uri: string,
  container = '',
): SymbolInformation[] {
  const { name, kind, range } = toSymbol(lines, symbol);
  return [
    { name, kind, location: { uri, range }, ...(container !== '' && { containerName: container }) },
    ...symbol.children.flatMap((child) => toFlatSymbols(lines, child, uri, name)),
  ];
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

export function toInlayHint(lines: LineIndex, { offset, label }: InlayHint, { language }: Presentation): LspInlayHint {
  return { position: positionAt(lines, offset), label: render(label, language), paddingLeft: true };
}

export function toLink(
  lines: LineIndex,
  { range, target, tooltip }: Link,
  { linkTooltips, language }: Presentation,
): DocumentLink {
  const address = 'url' in target ? target.url : uriOf(target.path);
  return {
    range: toRange(lines, range),
    target: address,
    ...(linkTooltips && { tooltip: render(tooltip, language) }),
  };
}

/** @param ranges From the smallest to the largest; there is at least one. */
export function toSelection(lines: LineIndex, ranges: readonly Range[]): SelectionRange {
  return ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toRange(lines, range), ...(parent && { parent }) }),
    undefined,
  )!;
}

export function toWorkspaceSymbol(snapshot: Snapshot, symbol: UnitSymbol): SymbolInformation {
  const { name, kind, file, range, container } = symbol;
  return {
    name,
    kind: kind === 'unit' ? SymbolKind.File : SymbolKind.Property,
    containerName: container,
    location: toLocation(snapshot, { file, range }),
  };
}

/** A unit of a hierarchy. What a client sends back of it is its URI and its name. */
export function toHierarchyItem({ name, type, detail, file, selection }: UnitItem): CallHierarchyItem {
  return {
    name,
    kind: UNIT_KINDS[type],
    ...(detail !== undefined && { detail }),
    uri: uriOf(file.path),
    range: toRange(file.lines, { from: 0, to: file.text.length }),
    selectionRange: toRange(file.lines, selection),
    data: { name },
  };
}

const UNIT_KINDS: Readonly<Record<UnitItem['type'], SymbolKind>> = {
  service: SymbolKind.Function,
  socket: SymbolKind.Interface,
  timer: SymbolKind.Event,
  path: SymbolKind.Event,
  target: SymbolKind.Namespace,
  slice: SymbolKind.Package,
  scope: SymbolKind.Package,
  mount: SymbolKind.File,
  automount: SymbolKind.File,
  swap: SymbolKind.File,
  device: SymbolKind.Object,
};

export function toIncomingCall({ item, places }: UnitCall): CallHierarchyIncomingCall {
  return { from: toHierarchyItem(item), fromRanges: places.map((range) => toRange(item.file.lines, range)) };
}

/** @param lines Of the unit that starts the others. */
export function toOutgoingCall(lines: LineIndex, { item, places }: UnitCall): CallHierarchyOutgoingCall {
  return { to: toHierarchyItem(item), fromRanges: places.map((range) => toRange(lines, range)) };
}

export function toRelatedUnit({ item, types }: RelatedUnit): TypeHierarchyItem {
  return { ...toHierarchyItem(item), detail: types.join(', ') };
}

export function toLocation(snapshot: Snapshot, location: Location): LspLocation {
  return { uri: uriOf(location.file), range: toRange(linesOf(snapshot, location.file), location.range) };
}

/** The definition of a word of a file with these lines. */
export function toLocationLink(snapshot: Snapshot, lines: LineIndex, { origin, target }: Definition): LocationLink {
  const { uri, range } = toLocation(snapshot, target);
  return {
    originSelectionRange: toRange(lines, origin),
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  };
}

/** The lines of a file as an editor has them; of one that is not there yet, none but the first. */
export function linesOf(snapshot: Snapshot, path: string): LineIndex {
  return snapshot.file(path)?.lines ?? editorLines(snapshot.quadlets().get(path) ?? '');
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
  skeleton: CompletionItemKind.Snippet,
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
