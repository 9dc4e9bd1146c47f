import {
  Uri as Address,
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  DocumentLink,
  languages,
  Range,
  type Uri,
  workspace,
} from 'vscode';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import type { Translate } from '../l10n.ts';
import type { Remark } from '../manager/verify/read-remarks.ts';
import { type Compared, comparisonText, type TextLink } from './comparison-text.ts';
import type { TextPages } from './text-pages.ts';

/** The messages of systemd-analyze about units: in the Problems panel until a file changes, and compared with our findings on a page. */
export interface Verdicts extends Disposable {
  /** Shows the messages about a unit at their places, instead of the earlier ones; all of them, or those of some indexes. */
  mark(compared: Compared, only?: readonly number[]): void;
  /** Shows the comparison. */
  show(compared: Compared): Promise<void>;
}

const SOURCE = 'systemd-analyze';

export function createVerdicts(pages: TextPages, t: Translate): Verdicts {
  const problems = languages.createDiagnosticCollection(SOURCE);
  /** The documents of each checked unit: a message about one may be caused by another. */
  const documents = new Map<string, readonly string[]>();
  const links = new Map<string, readonly TextLink[]>();

  const forget = (unit: string) => {
    for (const uri of documents.get(unit) ?? []) problems.delete(Address.parse(uri));
    documents.delete(unit);
  };
  const subscriptions: Disposable[] = [
    problems,
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const uri = document.uri.toString();
      for (const [unit, uris] of documents) if (uris.includes(uri)) forget(unit);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => void links.delete(uri.toString())),
    languages.registerDocumentLinkProvider(
      { scheme: 'systemd-comparison' },
      {
        provideDocumentLinks: ({ uri }) =>
          (links.get(uri.toString()) ?? []).map(
            ({ line, from, to, target }) => new DocumentLink(new Range(line, from, line, to), Address.parse(target)),
          ),
      },
    ),
  ];

  return {
    mark({ comparison, remarks }, only) {
      forget(comparison.unit);
      const byDocument = new Map<string, Diagnostic[]>();
      comparison.places.forEach((place, index) => {
        if (place === null || only?.includes(index) === false) return;
        const uri = Address.parse(place.uri).toString();
        byDocument.set(uri, [...(byDocument.get(uri) ?? []), diagnosticOf(remarks[index]!, place)]);
      });
      for (const [uri, found] of byDocument) problems.set(Address.parse(uri), found);
      documents.set(comparison.unit, [...byDocument.keys()]);
    },
    async show(compared) {
      const { text, links: found } = comparisonText(compared, t);
      const page: Uri = await pages.show('systemd-comparison', t('Comparison {0}', compared.comparison.unit), text);
      links.set(page.toString(), found);
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function diagnosticOf({ severity, text }: Remark, { range: { start, end } }: Location): Diagnostic {
  const range = new Range(start.line, start.character, end.line, end.character);
  const diagnostic = new Diagnostic(range, text, SEVERITIES[severity ?? 'warning']);
  diagnostic.source = SOURCE;
  return diagnostic;
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  notice: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Information,
  debug: DiagnosticSeverity.Hint,
} as const;
