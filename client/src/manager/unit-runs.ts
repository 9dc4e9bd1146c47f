import type { JournalEntry } from './journal.ts';
import type { Exit } from './unit-state.ts';

/** One run of a unit, by the stamps of the journal, in milliseconds since 1970. */
export interface UnitRun {
  readonly unit: string;
  /** When the manager began to start it; for most services that is when they are started. */
  readonly began: number;
  readonly started: number | undefined;
  /** When its process first wrote something to the journal. */
  readonly firstOutput: number | undefined;
  /** When its process had ended, or the unit was inactive again; the manager of a user does not log a good end. */
  readonly ended: number | undefined;
  readonly exit: Exit | undefined;
}

/** The runs that some entries, oldest first, tell of. A run whose beginning is not among them is left out. */
export function runsIn(entries: readonly JournalEntry[]): UnitRun[] {
  const runs: UnitRun[] = [];
  const current = new Map<string, number>();
  for (const entry of entries) {
    const { unit, time, fromManager, messageId } = entry;
    const at = current.get(unit);
    const run = at === undefined ? undefined : runs[at];
    const begins = fromManager && (messageId === STARTING || (messageId === STARTED && run?.started !== undefined));
    if (begins || (run === undefined && fromManager && messageId === STARTED)) {
      const started = messageId === STARTED ? time : undefined;
      current.set(
        unit,
        runs.push({ unit, began: time, started, firstOutput: undefined, ended: undefined, exit: undefined }) - 1,
      );
    } else if (at !== undefined && run !== undefined) {
      runs[at] = withEntry(run, entry);
    }
  }
  return runs;
}

function withEntry(run: UnitRun, { time, fromManager, messageId, exit }: JournalEntry): UnitRun {
  if (!fromManager) return run.firstOutput === undefined ? { ...run, firstOutput: time } : run;
  if (messageId === STARTED) return { ...run, started: run.started ?? time };
  if (exit !== undefined) return { ...run, ended: time, exit };
  return ENDS.has(messageId) ? { ...run, ended: run.ended ?? time } : run;
}

/** SD_MESSAGE_UNIT_STARTING and SD_MESSAGE_UNIT_STARTED. */
const STARTING = '7d4958e842da4a758f6c1cdc7b36dcc5';
const STARTED = '39f53479d3a045ac8e11786248231fbf';
/** SD_MESSAGE_UNIT_SUCCESS, SD_MESSAGE_UNIT_FAILURE_RESULT and SD_MESSAGE_UNIT_STOPPED. */
const ENDS: ReadonlySet<string> = new Set([
  '7ad2d189f7e94e70a38c781354912448',
  'd9b373ed55a64feb8242e02dbe79a49c',
  '9d1aaa27d60140bd96365438aad20286',
]);
