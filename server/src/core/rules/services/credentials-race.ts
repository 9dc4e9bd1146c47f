import { addToSection, editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { commands, hasCredentials, serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'credentials-race',
  effect: 'note',
  scope: 'unit',
  types: ['service'],
  needs: ['ExecStartPost'],
  *check(unit, { version }) {
    if (version < NOTED_SINCE || serviceType(unit, version) !== 'simple' || !hasCredentials(unit)) return;
    const post = commands(unit, 'ExecStartPost')[0];
    if (!post) return;
    const type = setting(unit, 'Service', 'Type');
    yield {
      ...itemPlace(post),
      message: say`ExecStartPost= may run before the credentials are there. systemd logs a warning and goes on. Use Type=exec.`,
      fixes: [
        type
          ? editFix(say`Set Type=exec`, 'safe', type.entry.file, setValue(type, 'exec'))
          : editFix(say`Set Type=exec`, 'safe', post.entry.file, addToSection(post.entry.file, 'Service', 'Type=exec')),
      ],
    };
  },
};

/** The first version that says so. */
const NOTED_SINCE = 257;
