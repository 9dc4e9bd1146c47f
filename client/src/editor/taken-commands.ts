import type { Translate } from '../l10n.ts';

/** Whether these commands are others than a person was told about. What an earlier version has kept in another form counts as nothing told. */
export function isNews(taken: readonly string[], told: unknown): boolean {
  const known = Array.isArray(told) ? told.map(String) : [];
  return taken.toSorted().join(' ') !== known.toSorted().join(' ');
}

/** A text of the manifest: VS Code keeps the English beside the translation of a command's title and category, and gives both. */
type ManifestText = string | { readonly value: string; readonly original: string };

/** A command as VS Code gives it out of the manifest, with its title in the person's language. */
interface DeclaredCommand {
  readonly command: string;
  readonly title: ManifestText;
  readonly category?: ManifestText;
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
  const titles = new Map(declared.map((one) => [one.command, titleOf(one)]));
  const lines = taken.toSorted().map((id) => `${titles.get(id) ?? ''} (${id})`.trim());
  return { message, list: lines.join('\n') };
}

/** As the palette has it. */
function titleOf({ title, category }: DeclaredCommand): string {
  return [category, title].flatMap((text) => (typeof text === 'object' ? text.value : (text ?? []))).join(': ');
}
