import type { Translate } from '../l10n.ts';

/** Whether these commands are others than a person was told about. What an earlier version has kept in another form counts as nothing told. */
export function isNews(taken: readonly string[], told: unknown): boolean {
  const known = Array.isArray(told) ? told.map(String) : [];
  return taken.toSorted().join(' ') !== known.toSorted().join(' ');
}

/** A command as the manifest has it, with its title in the person's language. */
interface DeclaredCommand {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

/** What a person is told of commands that another extension answers: a message that fits a notification, and the whole list, by their titles. */
export function takenNotice(
  taken: readonly string[],
  declared: readonly DeclaredCommand[],
  t: Translate,
): { readonly message: string; readonly list: string } {
  const [only] = taken;
  const message =
    taken.length === 1 && only !== undefined
      ? t('Another extension has registered {0} and answers it.', only)
      : t('Another extension has registered {0} commands of this one and answers them.', taken.length);
  const titles = new Map(declared.map(({ command, title, category }) => [command, `${category}: ${title}`]));
  const lines = taken.toSorted().map((id) => `${titles.get(id) ?? ''} (${id})`.trim());
  return { message, list: lines.join('\n') };
}
