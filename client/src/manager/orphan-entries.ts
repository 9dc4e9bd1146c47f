import type { JournalEntry } from './journal.ts';
import { identifierOf } from './journal-identifier.ts';
import type { Target } from './target.ts';

/** The unit of an entry that names none. */
export const NOBODY = '';

/** Whose words are looked for, and by what they are known. */
interface Writer {
  readonly unit: string;
  /** The unit's process, where the manager still knows it. */
  readonly pid?: number | undefined;
  /** Whether a unit is one of those that are asked about. */
  readonly concerns: (unit: string) => boolean;
  /** Whether no other of these can have written under the identifier of `unit`. */
  readonly alone: boolean;
}

/**
 * Of a whole part of the journal gives what concerns some units, with the entries without a unit that the processes of one have written.
 * journald looks up whose a line is when it reads it, and where the process has ended by then, it knows no more than its number and what
 * it called itself. The number is that of the writer, which may be a child of the unit's process: bash says of a program that it does not
 * find in a child of its own. What it called itself tells whose an entry is where no other unit in this part goes by the same name.
 */
export async function withOrphans(
  target: Target,
  entries: readonly JournalEntry[],
  writer: Writer,
): Promise<readonly JournalEntry[]> {
  const { unit, pid, concerns, alone } = writer;
  const unknown = entries.some((entry) => entry.unit === NOBODY && (pid === undefined || entry.pid !== pid));
  const identifier = alone && unknown ? await ownIdentifier(target, entries, writer) : undefined;
  const isOwn = (entry: JournalEntry) =>
    (pid !== undefined && entry.pid === pid) || (identifier !== undefined && entry.identifier === identifier);
  return entries.flatMap((entry) => {
    if (entry.unit !== NOBODY) return concerns(entry.unit) ? [entry] : [];
    return isOwn(entry) ? [{ ...entry, unit }] : [];
  });
}

/** What the writer's processes call themselves; undefined where another unit that the entries are about goes by that as well. */
async function ownIdentifier(
  target: Target,
  entries: readonly JournalEntry[],
  { unit, concerns }: Writer,
): Promise<string | undefined> {
  const identifier = await identifierOf(target, unit);
  if (!entries.some((entry) => entry.unit === NOBODY && entry.identifier === identifier)) return undefined;
  const others = entries.filter((entry) => entry.unit !== NOBODY && !concerns(entry.unit));
  if (others.some((entry) => !entry.fromManager && entry.identifier === identifier)) return undefined;
  for (const service of new Set(others.map((entry) => entry.unit).filter((name) => name.endsWith('.service')))) {
    if ((await identifierOf(target, service)) === identifier) return undefined;
  }
  return identifier;
}
