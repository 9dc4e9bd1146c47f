import { UNIT_TYPES } from '../../../server/src/protocol/unit-paths.ts';

/** An extension as the editor lists it: one that is installed and not disabled. */
export interface InstalledExtension {
  readonly id: string;
  readonly packageJSON: unknown;
}

/** Another extension that serves unit files, under the name that the person knows it by. */
export interface OtherExtension {
  readonly id: string;
  readonly name: string;
}

/**
 * The extensions that claim unit files as a language of theirs and have code, so that they may show what this one shows as well. Those that
 * only colour the text are none.
 *
 * @param own The id of this extension.
 */
export function otherExtensions(installed: readonly InstalledExtension[], own: string): readonly OtherExtension[] {
  return installed.flatMap(({ id, packageJSON }) => {
    const manifest = (packageJSON ?? {}) as Manifest;
    const hasCode = manifest.main !== undefined || manifest.browser !== undefined;
    if (id.toLowerCase() === own.toLowerCase() || !hasCode || !claimsUnits(manifest)) return [];
    return [{ id, name: typeof manifest.displayName === 'string' ? manifest.displayName : id }];
  });
}

/** As much of package.json as is read. Its form is for its author to keep to, and may be any. */
interface Manifest {
  readonly displayName?: unknown;
  readonly main?: unknown;
  readonly browser?: unknown;
  readonly contributes?: { readonly languages?: unknown };
}

/** A suffix alone proves nothing: other programs have files that end in `.target` or `.path`. */
function claimsUnits({ contributes }: Manifest): boolean {
  const languages: unknown = contributes?.languages;
  if (!Array.isArray(languages)) return false;
  return languages.some((language: unknown) => {
    const { extensions } = (language ?? {}) as { extensions?: unknown };
    return Array.isArray(extensions) && UNIT_TYPES.filter((type) => extensions.includes(`.${type}`)).length >= 3;
  });
}
