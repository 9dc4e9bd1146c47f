import { addToSection, editFix } from '../../findings/edits.ts';
import { itemPlace, relatedItem } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { conditionsOf } from '../../workspace/conditions.ts';
import { type Item, itemsOfKeys } from '../../workspace/effective-unit.ts';
import { triggeredBy } from '../../workspace/triggers.ts';

/** src/core/path.c, path_trigger_notify: a unit that was skipped is started again while the path is there. */
export const rule: WorkspaceRule = {
  code: 'condition-not-in-path-unit',
  effect: 'advice',
  scope: 'workspace',
  types: ['path'],
  needs: ['PathExists', 'PathExistsGlob', 'DirectoryNotEmpty'],
  *check(unit, snapshot, others) {
    const near = unit.fragment?.path;
    const watches = itemsOfKeys(unit, 'Path', ['PathExists', 'PathExistsGlob', 'DirectoryNotEmpty']);
    const [watch] = watches;
    if (!near || !watch) return;
    const started = others.load(triggeredBy(unit).name, near);
    if (!started?.fragment || started.masked) return;
    const there = new Set(conditionsOf(unit).map(lineOf));
    const missing = conditionsOf(started).filter((item) => !there.has(lineOf(item)) && !watches.some(follows(item)));
    const [first] = missing;
    if (!first) return;
    const name = started.name.full;
    const { file } = watch.entry;
    yield {
      ...itemPlace(watch),
      message: sentences(
        say`${name} is skipped where its ${first.entry.directive.key}= does not hold.`,
        snapshot.settings.version < HAS_TRIGGER_LIMIT
          ? say`While ${watch.text} is there systemd starts and skips it over and over, without an end.`
          : say`While ${watch.text} is there systemd starts and skips it over and over, until this unit fails with "trigger-limit-hit".`,
        say`Put the condition into this unit too.`,
      ),
      related: missing.map((item) => relatedItem(item, say`This has systemd skip ${name} where it does not hold.`)),
      fixes: [
        editFix(
          missing.length === 1
            ? say`Add the condition to ${unit.name.full}`
            : say`Add the conditions to ${unit.name.full}`,
          'unsafe',
          file,
          addToSection(file, 'Unit', missing.map(lineOf).join('\n')),
        ),
      ],
    };
  },
};

/** Since this version path units have TriggerLimitBurst=. */
const HAS_TRIGGER_LIMIT = 250;

/** Whether a condition holds where a watch triggers: it looks at the same path, or at a folder of it. */
function follows(condition: Item): (watch: Item) => boolean {
  return ({ text }) => text === condition.text || text.startsWith(`${condition.text}/`);
}

function lineOf({ entry }: Item): string {
  return `${entry.directive.key}=${entry.node.value}`;
}
