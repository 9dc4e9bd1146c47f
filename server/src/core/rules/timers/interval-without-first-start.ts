import { editFix } from '../../findings/edits.ts';
import type { Others } from '../../findings/others.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName, templateOf, withType } from '../../values/unit-name.ts';
import { type EffectiveUnit, filesOf, flag, itemsOfKeys, setting } from '../../workspace/effective-unit.ts';
import type { Mention } from '../../workspace/mentions.ts';
import { machineOf, mentioningNear } from '../../workspace/neighbours.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { triggeredBy } from '../../workspace/triggers.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** src/core/timer.c, timer_enter_waiting: an interval after the unit's last start or end is skipped while there was none. */
export const rule: WorkspaceRule = {
  code: 'interval-without-first-start',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['timer'],
  *check(timer, snapshot, others) {
    const near = timer.fragment?.path;
    const interval = itemsOfKeys(timer, 'Timer', INTERVALS)[0];
    if (!near || !interval || itemsOfKeys(timer, 'Timer', BEGINNINGS).length > 0) return;
    if (BEGINNING_FLAGS.some((key) => flag(timer, 'Timer', key, false))) return;
    const { name } = triggeredBy(timer);
    const started = others.load(name, near);
    if (!started?.fragment || started.masked || isStartedOtherwise(snapshot, others, timer, started)) return;
    const { file, node } = interval.entry;
    const end = node.content.to;
    const edit = { range: { from: end, to: end }, newText: '\nOnBootSec=15min' };
    yield {
      ...itemPlace(interval),
      message: say`This timer never elapses: the time counts from the last run of ${name}, and nothing starts it a first time. Add OnBootSec= or OnActiveSec=, such as OnBootSec=15min.`,
      fixes: [editFix(say`Add OnBootSec=15min`, 'unsafe', file, edit)],
    };
  },
};

const INTERVALS = ['OnUnitActiveSec', 'OnUnitInactiveSec'];
const BEGINNINGS = ['OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnCalendar'];
const BEGINNING_FLAGS = ['OnClockChange', 'OnTimezoneChange'];

/** Whether something else may start the unit: its own [Install], D-Bus, a socket, or a unit that names it. */
function isStartedOtherwise(snapshot: Snapshot, others: Others, timer: EffectiveUnit, unit: EffectiveUnit): boolean {
  if (itemsOfKeys(unit, 'Install', ['WantedBy', 'RequiredBy', 'UpheldBy', 'Alias']).length > 0) return true;
  if (unit.type !== 'service') return true;
  if (setting(unit, 'Service', 'BusName') || others.socketsOf(unit)?.length !== 0) return true;
  const name = unit.name.full;
  const files = filesOf(timer).map(({ path }) => path);
  const near = timer.fragment!.path;
  return mentioningNear(snapshot, STARTED, name, near).some((path) => {
    const file = files.includes(path) ? undefined : snapshot.file(path);
    return (
      file && [...STARTED.words(file, snapshot.settings)].includes(`${machineOf(path, snapshot.settings)} ${name}`)
    );
  });
}

const KEYS = ['Wants', 'Requires', 'BindsTo', 'Upholds', 'Requisite', 'OnSuccess', 'OnFailure', 'Unit', 'Also'];

const writtenUnits = writtenValues(KEYS);

/** The services that a file may start, or have started. */
const STARTED: Mention = {
  name: 'services that a file may start',
  *words(file, settings) {
    const { type, name } = file.kind;
    const machine = machineOf(file.path, settings);
    if (name && (type === 'timer' || type === 'path')) yield `${machine} ${withType(name, 'service')}`;
    for (const value of writtenUnits(file, settings)) {
      for (const word of value.split(/[ \t\\"']+/)) {
        yield `${machine} ${word}`;
        const parsed = word.includes('@') ? parseUnitName(word) : undefined;
        if (parsed?.instance) yield `${machine} ${templateOf(parsed)}`;
      }
    }
  },
};
