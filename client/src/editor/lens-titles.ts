/** A command as the manifest declares it; the editor has put its texts into the person's language. */
export interface DeclaredCommand {
  readonly command: string;
  readonly shortTitle?: string;
  /** As a theme icon: `$(play)`. */
  readonly icon?: string;
}

/** A lens of the server, whose title is for any editor. */
interface Lens {
  command?: { title: string; readonly command: string };
}

/** Gives lenses the icon and the short title that the manifest has for their commands. */
export function withTitles<L extends Lens, R extends readonly L[] | null | undefined>(
  lenses: R,
  declared: readonly DeclaredCommand[],
): R {
  for (const { command } of lenses ?? []) {
    const known = declared.find((one) => one.command === command?.command);
    if (command && known?.shortTitle) command.title = lensTitle(known.icon, known.shortTitle);
  }
  return lenses;
}

/** The lenses without that of the exposure, where that is not wanted. */
export function wantedLenses<L extends Lens>(
  lenses: L[] | null | undefined,
  withSecurity: boolean,
): L[] | null | undefined {
  return withSecurity ? lenses : lenses?.filter(({ command }) => command?.command !== 'systemd.showSecurity');
}

/** An icon, as `$(play)`, and a title. VS Code drops an ordinary space between the two. */
export function lensTitle(icon: string | undefined, title: string): string {
  return icon === undefined ? title : `${icon}\u00A0${title}`;
}
