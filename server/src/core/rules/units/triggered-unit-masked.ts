import { ownSection } from '../../catalogue/unit-type.ts';
import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { findFragment } from '../../workspace/load-path.ts';
import { triggeredBy } from '../../workspace/triggers.ts';

/** src/core/unit.c, unit_test_trigger_loaded, as timer_start, path_start and automount_start use it; socket-service-masked is the same of sockets. */
export const rule: WorkspaceRule = {
  code: 'triggered-unit-masked',
  effect: 'fail',
  scope: 'workspace',
  types: ['timer', 'path', 'automount'],
  *check(unit, snapshot) {
    const near = unit.fragment?.path;
    if (!near) return;
    const { name, named } = triggeredBy(unit);
    const file = findFragment(snapshot, name, near);
    if (!file?.masked) return;
    const place = named ? itemPlace(named) : unitPlace(unit, ownSection(unit.type));
    if (!place) return;
    yield {
      ...place,
      message: sentences(
        file.text === '' && file.link === undefined
          ? say`${name}, which this ${unit.type} unit starts, is masked: its file is empty.`
          : say`${name}, which this ${unit.type} unit starts, is masked: its file is a link to /dev/null.`,
        say`systemd loads the ${unit.type} unit, but refuses to start it. Write ${name}, or run systemctl unmask ${name} where it is installed.`,
      ),
      related: [{ file: file.path, range: { from: 0, to: 0 }, message: say`${name} is masked by this file.` }],
    };
  },
};
