import { addToSection, dropLine, editFix } from '../../findings/edits.ts';
import type { Others } from '../../findings/others.ts';
import { itemPlace, relatedItem, unitPlace } from '../../findings/places.ts';
import type { Finding, WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type EffectiveUnit, flag, type Item, items, itemsOfKeys, setting } from '../../workspace/effective-unit.ts';
import type { Mention } from '../../workspace/mentions.ts';
import { machineOf, mentioningNear } from '../../workspace/neighbours.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { triggeredBy, triggersOf } from '../../workspace/triggers.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** Starting a unit that is active already does nothing, so that a repeated trigger starts it once (src/core/timer.c, timer_enter_running). */
export const rule: WorkspaceRule = {
  code: 'triggered-unit-remains-active',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service', 'timer', 'path'],
  *check(unit, snapshot, others) {
    const found = unit.type === 'service' ? ofService(unit, snapshot, others) : ofTarget(unit, snapshot, others);
    if (found) yield found;
  },
};

/** RemainAfterExit= of a service that something is to start again and again. */
function ofService(service: EffectiveUnit, snapshot: Snapshot, others: Others): Finding | undefined {
  const remains = setting(service, 'Service', 'RemainAfterExit');
  if (!remains || !flag(service, 'Service', 'RemainAfterExit', false) || mayBeStopped(snapshot, service))
    return undefined;
  for (const trigger of triggersOf(snapshot, service)) {
    const repeated = others.isUnderstood(trigger) ? repeatedTrigger(trigger) : undefined;
    if (!repeated) continue;
    return {
      ...itemPlace(remains),
      message: say`RemainAfterExit=yes keeps this service active, so ${trigger.name.full} starts it only once: starting an active unit does nothing. Remove the line.`,
      related: [relatedItem(repeated, say`This is to start the service again and again.`)],
      fixes: [editFix(say`Remove the line`, 'unsafe', remains.entry.file, dropLine(remains))],
    };
  }
  return undefined;
}

/** A target remains active until something stops it, so that what is to start it repeatedly does so once. */
function ofTarget(unit: EffectiveUnit, snapshot: Snapshot, others: Others): Finding | undefined {
  const repeated = repeatedTrigger(unit);
  if (!repeated || !unit.fragment) return undefined;
  const target = others.load(triggeredBy(unit).name, unit.fragment.path);
  if (target?.type !== 'target' || !target.fragment || target.masked || LEAVING.test(target.name.full))
    return undefined;
  if (mayBeStopped(snapshot, target)) return undefined;
  const place = unitPlace(target, 'Unit');
  const { fragment } = target;
  const name = target.name.full;
  const edit = addToSection(fragment, 'Unit', 'StopWhenUnneeded=yes');
  return {
    ...itemPlace(repeated),
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
  const near = unit.fragment?.path;
  return near !== undefined && mentioningNear(snapshot, STOPPED, unit.name.full, near).length > 0;
}

const STOPPING = ['Conflicts', 'PartOf', 'BindsTo', 'StopPropagatedFrom'];

const writtenConflicts = writtenValues(['Conflicts', 'PropagatesStopTo', 'ConsistsOf']);

/** The units that a file may stop. */
const STOPPED: Mention = {
  name: 'units that are stopped',
  *words(file, settings) {
    const machine = machineOf(file.path, settings);
    for (const value of writtenConflicts(file, settings))
      for (const word of value.split(/[ \t\\"']+/)) yield `${machine} ${word}`;
  },
};
