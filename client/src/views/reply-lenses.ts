import { CodeLens, type Command, type Disposable, type Event, languages, Range } from 'vscode';
import type { Sent } from '../commands/app.ts';
import { lensTitle } from '../editor/lens-titles.ts';
import type { Translate } from '../l10n.ts';

/** What can be done with a reply, above it: remedies first where something went wrong. */
export function createReplyLenses(sent: ReadonlyMap<string, Sent>, changed: Event<void>, t: Translate): Disposable {
  return languages.registerCodeLensProvider(
    { scheme: 'systemd-reply' },
    {
      onDidChangeCodeLenses: changed,
      provideCodeLenses: (document) => {
        const page = document.uri.toString();
        const found = sent.get(page);
        if (found === undefined) return [];
        const remedies = found.remedies.flatMap(({ title, action }, index): Command[] =>
          // The journal is one of the lenses in any case.
          action.kind === 'journal'
            ? []
            : [{ title: lensTitle('$(lightbulb)', title), command: 'systemd.solveProblem', arguments: [page, index] }],
        );
        const lenses: readonly Command[] = [
          ...remedies,
          { title: lensTitle('$(refresh)', t('Send Again')), command: 'systemd.resendRequest', arguments: [page] },
          {
            title: lensTitle('$(edit)', t('Change and Send')),
            command: 'systemd.sendTestRequest',
            arguments: [found.uri],
          },
          { title: lensTitle('$(copy)', t('Copy as curl')), command: 'systemd.copyAsCurl', arguments: [page] },
          ...(found.body === undefined || found.body.length === 0
            ? []
            : [{ title: lensTitle('$(save)', t('Save Body')), command: 'systemd.saveBody', arguments: [page] }]),
          { title: lensTitle('$(output)', t('Show Journal')), command: 'systemd.showJournal', arguments: [found.uri] },
        ];
        return lenses.map((lens) => new CodeLens(new Range(0, 0, 0, 0), lens));
      },
    },
  );
}
