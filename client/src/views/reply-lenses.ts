import { CodeLens, type Disposable, type Event, languages, Range } from 'vscode';
import type { Sent } from '../commands/app.ts';
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
        const lens = (title: string, command: string, ...args: unknown[]) =>
          new CodeLens(new Range(0, 0, 0, 0), { title, command: `systemd.${command}`, arguments: args });
        return [
          // The journal is one of the lenses in any case.
          ...found.remedies.flatMap(({ title, action }, index) =>
            action.kind === 'journal' ? [] : [lens(`$(lightbulb) ${title}`, 'solveProblem', page, index)],
          ),
          lens(`$(refresh) ${t('Send Again')}`, 'resendRequest', page),
          lens(`$(edit) ${t('Change and Send')}`, 'sendTestRequest', found.uri),
          lens(`$(copy) ${t('Copy as curl')}`, 'copyAsCurl', page),
          lens(`$(output) ${t('Show Journal')}`, 'showJournal', found.uri),
        ];
      },
    },
  );
}
