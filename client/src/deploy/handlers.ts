import type { Handler, Plan } from '../../../server/src/protocol/plan.ts';
import { outputText } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';

/** A file of the workspace that the units run, and where it is to be on the target. */
export interface PlacedHandler extends Omit<Handler, 'belowHome'> {
  /** Absolute. */
  readonly path: string;
}

/** The plan's handlers with the paths that they have on a target. Where its home directory cannot be found out, those below are left out. */
export async function handlersOn(target: Target, { handlers }: Plan): Promise<readonly PlacedHandler[]> {
  const home = handlers.some(({ belowHome }) => belowHome) ? await homeOf(target) : undefined;
  return handlers.flatMap(({ belowHome, path, ...handler }) => {
    if (!belowHome) return [{ ...handler, path }];
    return home === undefined ? [] : [{ ...handler, path: `${home}/${path}` }];
  });
}

async function homeOf(target: Target): Promise<string | undefined> {
  const printed = await target.run(['printenv', 'HOME'], { timeout: 10_000 });
  const home = printed.kind === 'ok' ? outputText(printed.value).trim() : '';
  return home.startsWith('/') ? home.replace(/\/$/, '') : undefined;
}
