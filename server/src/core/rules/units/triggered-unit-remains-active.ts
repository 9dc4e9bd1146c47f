import { addToSection, dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace, relatedItem, unitPlace } from '../../findings/places.ts';
import type { Finding, WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type EffectiveUnit, flag, type Item, items, itemsOfKeys, setting } from '../../workspace/effective-unit.ts';
import type { Mention } from '../../workspace/mentions.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { triggeredBy } from '../../workspace/triggers.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** Starting a unit that is active already does nothing, so that a repeated trigger starts it once (src/core/timer.c, timer_enter_running). */
export const rule: WorkspaceRule = {
  code: 'triggered-unit-remains-active',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['timer', 'path'],
  *check(unit, snapshot, others) {
    const near = unit.fragment?.path;
    const repeated = near === undefined ? undefined : repeatedTrigger(unit);
    if (near === undefined || !repeated) return;
    const started = others.load(triggeredBy(unit).name, near);
    if (!started?.fragment || started.masked || mayBeStopped(snapshot, started)) return;
    const found = started.type === 'service' ? ofService(started) : ofTarget(started);
    if (found) yield { ...itemPlace(repeated), ...found };
  },
};

type Found = Pick<Finding, 'message' | 'related' | 'fixes'>;

function ofService(service: EffectiveUnit): Found | undefined {
  const remains = setting(service, 'Service', 'RemainAfterExit');
  if (!remains || !flag(service, 'Service', 'RemainAfterExit', false)) return undefined;
  const name = service.name.full;
  const title = say`Remove RemainAfterExit= from ${name}`;
  return {
    message: say`This starts ${name} only once: RemainAfterExit=yes keeps it active, and starting an active unit does nothing. Remove RemainAfterExit=yes from ${name}.`,
    related: [relatedItem(remains, say`This line keeps the service active.`)],
    fixes: [editFix(title, 'unsafe', remains.entry.file, dropLine(remains))],
  };
}

/** A target remains active until something stops it. */
function ofTarget(target: EffectiveUnit): Found | undefined {
  const { fragment } = target;
  if (target.type !== 'target' || !fragment || LEAVING.test(target.name.full)) return undefined;
  const place = unitPlace(target, 'Unit');
  const name = target.name.full;
  const edit = addToSection(fragment, 'Unit', 'StopWhenUnneeded=yes');
  return {
    message: say`This starts ${name} only once: a target stays active, and starting an active unit does nothing. Add StopWhenUnneeded=yes to ${name}.`,
    related: place ? [{ file: fragment.path, range: place.range, message: say`Nothing stops this target.` }] : [],
    fixes: [editFix(say`Add StopWhenUnneeded=yes to ${name}`, 'unsafe', fragment, edit)],
  };
}

/** Targets behind which nothing comes, and those that systemd stops itself. */
const LEAVING =
  /^(?:poweroff|reboot|soft-reboot|halt|kexec|exit|shutdown|factory-reset|sleep|suspend|hibernate|hybrid-sleep|suspend-then-hibernate|rescue|emergency)\.target$/;

/** The first line that triggers again and again. */
function repeatedTrigger(unit: EffectiveUnit): Item | undefined {
  if (unit.type === 'path') return itemsOfKeys(unit, 'Path', ['PathChanged', 'PathModified', 'DirectoryNotEmpty'])[0];
  const lines = itemsOfKeys(unit, 'Timer', ['OnCalendar', 'OnUnitActiveSec', 'OnUnitInactiveSec']);
  return lines.find(({ text }) => !ONE_MOMENT.test(text));
}

/** A calendar expression in normalized form that comes about once. */
const ONE_MOMENT = /^(?:[A-Za-z]+ )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: \S+)?$/;

/** Whether other units may be meant to stop this one, so that it can be started again. */
function mayBeStopped(snapshot: Snapshot, unit: EffectiveUnit): boolean {
  if (flag(unit, 'Unit', 'StopWhenUnneeded', false)) return true;
  if (STOPPING.some((key) => items(unit, 'Unit', key).length > 0)) return true;
  return snapshot.mentioning(STOPPED, unit.name.full).length > 0;
}

const STOPPING = ['Conflicts', 'PartOf', 'BindsTo', 'StopPropagatedFrom'];

const writtenConflicts = writtenValues(['Conflicts', 'PropagatesStopTo', 'ConsistsOf']);

/** The units that a file may stop. */
const STOPPED: Mention = {
  name: 'units that are stopped',
  *words(file, settings) {
    for (const value of writtenConflicts(file, settings)) yield* value.split(/[ \t\\"']+/);
  },
};
