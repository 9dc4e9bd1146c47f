import { isGoodEnd } from '../../manager/unit-state.ts';
import type { Evidence } from '../evidence.ts';
import type { Crash } from './crash.ts';
import { goCrash } from './go.ts';
import { nodeCrash } from './node.ts';
import { pythonCrash } from './python.ts';
import { rustCrash } from './rust.ts';
import { shellCrash } from './shell.ts';

/**
 * The error that ended the program, from what it wrote to the journal or, with StandardError=inherit, to the connection. What ended well
 * has not crashed, whatever it wrote; how it ended is unknown where `-` before the command hides it.
 */
export function findCrash(evidence: Evidence): Crash | undefined {
  const { exit, ending, ignoresExit } = evidence;
  const failed = exit === undefined ? ignoresExit : !isGoodEnd(exit);
  const unanswered = exit === undefined && (ending === 'empty' || ending === 'reset' || ending === 'partial');
  if (!failed && !unanswered) return undefined;
  const readers = failed ? [...TRACEBACKS, shellCrash] : TRACEBACKS;
  for (const lines of [ownWords(evidence), evidence.output]) {
    for (const read of readers) {
      const crash = read(lines);
      if (crash !== undefined) return crash;
    }
  }
  return undefined;
}

/** What the program wrote to the journal, line by line. */
export function ownWords({ journal }: Evidence): readonly string[] {
  return journal.filter((entry) => !entry.fromManager).flatMap(({ message }) => message.split('\n'));
}

const TRACEBACKS = [pythonCrash, nodeCrash, goCrash, rustCrash];
