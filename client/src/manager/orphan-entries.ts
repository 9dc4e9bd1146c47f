import type { JournalEntry } from './journal.ts';
import { identifierOf } from './journal-identifier.ts';
import type { Target } from './target.ts';

/** The unit of an entry that names none. */
export const NOBODY = '';

/**
 * Gives `unit` the entries without a unit that its processes have written, and leaves out those of others. journald looks up whose a line
 * is when it reads it, and where the process has ended by then, it knows no more than its number and what it called itself. The number is
 * that of the writer, which may be a child of the unit's process: bash says of a program that it does not find in a child of its own.
 *
 * @param pid The unit's process, where the manager still knows it.
 * @param alone Whether no other unit can have written under the unit's identifier, so that this tells whose an entry is.
 */
export async function withOrphans(
  target: Target,
  entries: readonly JournalEntry[],
  unit: string,
  { pid, alone }: { readonly pid?: number | undefined; readonly alone: boolean },
): Promise<readonly JournalEntry[]> {
  const orphans = entries.filter((entry) => entry.unit === NOBODY);
  const unknown = orphans.some((entry) => entry.pid !== pid || pid === undefined);
  const identifier = alone && unknown ? await identifierOf(target, unit) : undefined;
  const isOwn = (entry: JournalEntry) =>
    (pid !== undefined && entry.pid === pid) || (identifier !== undefined && entry.identifier === identifier);
  return entries.flatMap((entry) => {
    if (entry.unit !== NOBODY) return [entry];
    return isOwn(entry) ? [{ ...entry, unit }] : [];
  });
}
