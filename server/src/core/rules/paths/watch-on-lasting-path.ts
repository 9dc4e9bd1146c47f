import { addToSection, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { flag, type Item, itemsOfKeys } from '../../workspace/effective-unit.ts';
import { commands, serviceType } from '../../workspace/services.ts';
import { triggeredBy } from '../../workspace/triggers.ts';

/** src/core/path.c, path_enter_waiting: when the unit has stopped, what is there already triggers once more. */
export const rule: WorkspaceRule = {
  code: 'watch-on-lasting-path',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['path'],
  *check(unit, snapshot, others) {
    const near = unit.fragment?.path;
    const watches = itemsOfKeys(unit, 'Path', KEYS).filter(isLasting);
    if (!near || watches.length === 0) return;
    const { name } = triggeredBy(unit);
    const service = others.load(name, near);
    const file = service?.fragment;
    if (!file || service.masked || service.type !== 'service') return;
    if (serviceType(service, snapshot.settings.version) !== 'oneshot') return;
    if (flag(service, 'Service', 'RemainAfterExit', false)) return;
    const lines = EXEC_KEYS.flatMap((key) => commands(service, key));
    for (const watch of watches) {
      // What a command is given may be what it removes.
      if (lines.some(({ text }) => text.includes(watch.text))) continue;
      yield {
        ...itemPlace(watch),
        message: say`${watch.text} stays, so ${name} is started again each time it ends. After five quick runs systemd gives up: the path unit fails with "unit-start-limit-hit". Set RemainAfterExit=yes in ${name}, or use PathChanged=.`,
        fixes: [
          editFix(
            say`Set RemainAfterExit=yes in ${name}`,
            'unsafe',
            file,
            addToSection(file, 'Service', 'RemainAfterExit=yes'),
          ),
        ],
      };
    }
  },
};

const KEYS = ['PathExists', 'PathExistsGlob', 'DirectoryNotEmpty'];
const EXEC_KEYS = ['ExecStartPre', 'ExecStart', 'ExecStartPost', 'ExecStop', 'ExecStopPost'];

function isLasting({ text, entry }: Item): boolean {
  return LASTING.test(text) || (entry.directive.key === 'PathExists' && MOUNTED.test(text));
}

/** Where the kernel, packages and administrators put things that remain, and not what programs leave for each other. */
const LASTING = /^\/(?:dev|sys|proc|etc|usr|boot|efi|bin|sbin|lib\w*)(?:\/|$)|\/\.config\//;

/** Media that are there while they are mounted. What lies in them may be taken away by the service. */
const MOUNTED = /^\/(?:mnt|media|run\/media)\//;
