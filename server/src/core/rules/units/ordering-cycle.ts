import type { Related } from '../../diagnostic.ts';
import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { type Cycle, orderingCycle, type Step } from '../../graph/ordering.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import type { EffectiveUnit } from '../../workspace/effective-unit.ts';
import { isInLoadPath } from '../../workspace/load-path.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** src/core/transaction.c, transaction_verify_order_one. Seen at boot in 252, 257 and 262. */
export const rule: WorkspaceRule = {
  code: 'ordering-cycle',
  effect: 'fail',
  scope: 'workspace',
  *check(unit, snapshot) {
    const cycle = orderingCycle(snapshot, unit);
    const closing = cycle && closingStep(cycle, snapshot);
    const item = closing?.dependency.item;
    // One finding for each cycle: in the unit that has the line to change.
    if (!cycle || !item || closing.by.name.full !== unit.name.full) return;
    const place = valuePlace(item);
    const chain = chainOf(cycle, closing);
    yield {
      ...place,
      message: sentences(
        say`${item.entry.directive.key}=${item.text} closes an ordering cycle: ${chain} (each waits for the next).`,
        !cycle.isCertain
          ? say`Where these units are started together, systemd does not start one of them.`
          : unit.manager === 'system'
            ? say`At boot systemd does not start one of these units, nor what requires it.`
            : say`At log-in systemd does not start one of these units, nor what requires it.`,
        wayOut(unit, closing),
      ),
      ...(!cycle.isCertain && { effect: 'advice' }),
      related: related(cycle, closing),
      fixes: [editFix(say`Remove it`, 'unsafe', item.entry.file, dropWord(item, place.range))],
    };
  },
};

/**
 * The step to be undone: what is written rather than implied, in a file of the workspace rather than an installed one, in a unit that starts
 * early rather than another.
 */
function closingStep({ steps }: Cycle, snapshot: Snapshot): Step | undefined {
  const rank = ({ dependency: { item, origin }, by }: Step): string => {
    const { path } = item!.entry.file;
    const order = [origin === 'written', !isInLoadPath(snapshot, path), EARLY.has(by.type)];
    return `${order.map((first) => (first ? 0 : 1)).join('')} ${path}`;
  };
  return steps
    .filter(({ dependency }) => dependency.item)
    .reduce<Step | undefined>((best, step) => (best && rank(best) <= rank(step) ? best : step), undefined);
}

/** The types of unit that are started before services by default. */
const EARLY: ReadonlySet<string> = new Set(['socket', 'timer', 'path', 'mount', 'automount', 'swap']);

/** `a.socket → b.service → basic.target → sockets.target → a.socket`. */
function chainOf({ steps }: Cycle, closing: Step): string {
  const first = steps.indexOf(closing);
  const names = [...steps.slice(first), ...steps.slice(0, first)].map(({ unit }) => unit);
  return [...names, names[0]].join(' → ');
}

function wayOut(unit: EffectiveUnit, { dependency, unit: later, after }: Step): Message {
  const other = later === unit.name.full ? after : later;
  if (dependency.item?.entry.directive.section === 'Install') {
    return unit.manager === 'system'
      ? say`Write multi-user.target, or another target that is not before it.`
      : say`Write default.target, or another target that is not before it.`;
  }
  if (EARLY.has(unit.type) && other.endsWith('.service'))
    return unit.type === 'mount' || unit.type === 'swap'
      ? say`Remove it, or give ${other} DefaultDependencies=no if it can start that early.`
      : say`Write it in the service that this unit starts instead, or give ${other} DefaultDependencies=no if it can start that early.`;
  return say`Remove it, or the ordering that contradicts it.`;
}

/** The lines that make the other steps. */
function related({ steps }: Cycle, closing: Step): readonly Related[] {
  return steps.flatMap((step) => {
    const { item } = step.dependency;
    if (!item || step === closing) return [];
    const { file, range } = valuePlace(item);
    return [{ file: file.path, range, message: say`Because of this, ${step.unit} waits for ${step.after}.` }];
  });
}
