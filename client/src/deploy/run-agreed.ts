import { type Outcome, type Ran, succeeded } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';

/**
 * Runs a command that changes units of a target. Where it takes privileges that the editor does not have itself, `agree` shows it first,
 * and without a yes it is not run: then the result is undefined.
 */
export async function runAgreed(
  target: Target,
  argv: readonly string[],
  units: readonly string[],
  agree: (target: Target, argv: readonly string[]) => Promise<boolean>,
): Promise<Outcome<Ran> | undefined> {
  if (target.elevation !== 'direct' && !(await agree(target, argv))) return undefined;
  const privileges = await target.acquire({ files: [], units });
  if (privileges.kind !== 'ok') return privileges;
  return succeeded(await target.run(argv, { privileged: true, timeout: 120_000 }));
}
