import type { StepOutcome } from '../deploy/step.ts';
import { type Evidence, type Explanation, NOTHING_GATHERED } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { listed, type Translate } from '../l10n.ts';
import type { Failure } from '../manager/outcome.ts';
import type { Order } from './order.ts';
import type { HostFailure, HostResult } from './results.ts';
import { STEP } from './steps.ts';

/** Explains a failure on one machine, with the causes of deployments to a single machine. */
export function explainHost(result: HostResult, order: Order, t: Translate): Explanation | undefined {
  const { host, outcome, failure } = result;
  if (failure === undefined || outcome === 'cancelled') return undefined;
  if (outcome === 'lost' || (failure.lost && outcome !== 'unreachable')) return explainLost(result, order, t);
  if (failure.step === STEP.expected && !failure.lost) {
    const missing = failure.said.flatMap((line) => /^No files found for (.+?)\.?$/.exec(line)?.[1] ?? []);
    if (missing.length > 0) return explainMissing(listed(missing, t), host, t);
  }
  // A unit that was not started yet has nothing new in the journal.
  const journal = failure.step === STEP.start || failure.step === STEP.check ? failure.journal : [];
  return explain(evidenceOf(host, order, outcomeOf(failure), [...failure.said, ...journal]), t);
}

/** What is known where no machine was reached at all: no Ansible, an inventory that it cannot read. */
export function runEvidence(outcome: Failure, order: Order, place: string): Evidence {
  const said = 'ran' in outcome ? outcome.ran.stderr.split('\n') : [];
  // Ansible says ERROR! before what matters, and warns at length of other things.
  const errors = said.filter((line) => /^(ERROR!|\[ERROR\])/.test(line)).map((line) => line.replace(/^\S+ /, ''));
  return evidenceOf(place, order, outcome, errors.length > 0 ? errors : said.filter(Boolean));
}

/** A connection that was there and broke; how it broke does not matter, but what that has left. */
function explainLost({ host, outcome }: HostResult, { start, unit }: Order, t: Translate): Explanation {
  const next =
    outcome === 'lost'
      ? t(
          'Deploy again as soon as it can be reached. To go back instead, put the old files back that are named below, and reload the manager and restart {0} there.',
          start ?? unit,
        )
      : t('Deploy again as soon as the connection holds.');
  return { code: 'ssh-connection-lost', cause: t('The connection to {0} was lost.', host), next, remedies: [] };
}

/** What is deployed changes a unit that a package installs, and the machine has none. */
function explainMissing(unit: string, host: string, t: Translate): Explanation {
  return {
    code: 'unit-not-found',
    cause: t('{0} is not installed on {1}.', unit, host),
    next: t(
      'It is not among the files that are deployed. Install the package that has it there, or leave {0} out.',
      host,
    ),
    remedies: [],
  };
}

function outcomeOf({ lost, said }: HostFailure): StepOutcome {
  const words = said.join('\n');
  if (lost) {
    return { kind: 'unavailable', reason: 'no-connection', detail: words.replace(/^.*via ssh: /, '') };
  }
  if (/Missing sudo password|password is required|Incorrect sudo password|not in the sudoers/i.test(words)) {
    return { kind: 'unavailable', reason: 'no-privileges', detail: 'sudo: a password is required' };
  }
  return { kind: 'ok', ran: undefined };
}

function evidenceOf(place: string, order: Order, outcome: StepOutcome, lines: readonly string[]): Evidence {
  const { start, unit, manager } = order;
  const socket = (start ?? unit).endsWith('.socket');
  const template = order.files.find(({ name }) => name.endsWith('@.service'))?.name;
  return {
    ...NOTHING_GATHERED,
    during: 'restart',
    outcome,
    unit: start ?? unit,
    service: socket ? (template ?? (start ?? unit).replace(/\.socket$/, '.service')) : undefined,
    accept: socket && template !== undefined,
    manager,
    place,
    lines,
  };
}
