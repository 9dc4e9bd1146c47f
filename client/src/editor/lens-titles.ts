import { COMMANDS } from '../../../server/src/protocol/commands.ts';
import type { Translate } from '../l10n.ts';

/** A lens of the server, whose title is for any editor. */
interface Lens {
  command?: { title: string; readonly command: string };
}

/** Gives the lenses their titles in this editor. */
export function withTitles<L extends Lens, R extends readonly L[] | null | undefined>(lenses: R, t: Translate): R {
  for (const { command } of lenses ?? []) if (command) command.title = lensTitle(command.command, t) ?? command.title;
  return lenses;
}

/** What stands over a unit's section for a command of the server's lenses, with its icon and in the person's language. */
function lensTitle(command: string, t: Translate): string | undefined {
  switch (command) {
    case COMMANDS.activate:
      return `$(play) ${t('Activate Socket')}`;
    case COMMANDS.request:
      return `$(arrow-swap) ${t('Send Test Request')}`;
    case COMMANDS.deploy:
      return `$(cloud-upload) ${t('Deploy Unit')}`;
    case COMMANDS.stop:
      return `$(debug-stop) ${t('Stop')}`;
    case COMMANDS.journal:
      return `$(output) ${t('Journal')}`;
    case COMMANDS.effectiveUnit:
      return `$(layers) ${t('Effective Unit')}`;
    default:
      return undefined;
  }
}
