import { type EffectiveUnit, type Item, items } from '../../workspace/effective-unit.ts';

/** A directory that systemd makes below /run, or below /run/user/UID, when a service starts. */
export interface RuntimeDirectory {
  readonly item: Item;
  /** How the unit names it; of a template the whole value, as the name is one sample of many. */
  readonly shown: string;
  readonly path: string;
}

/**
 * The directories of a service's RuntimeDirectory=.
 *
 * @param beside A path of the same unit pair: for a user's manager it tells which user's runtime directory is meant.
 */
export function runtimeDirectoriesOf(service: EffectiveUnit, beside: string): readonly RuntimeDirectory[] {
  const base = service.manager === 'user' ? (/^\/run\/user\/\d+(?=\/)/.exec(beside)?.[0] ?? '') : '/run';
  return items(service, 'Service', 'RuntimeDirectory').map((item) => {
    // Behind a colon stand links to the directory.
    const name = item.text.split(':', 1)[0]!;
    const { value } = item.entry.node;
    return { item, shown: value.includes('%') ? value : name, path: `${base}/${name}` };
  });
}
