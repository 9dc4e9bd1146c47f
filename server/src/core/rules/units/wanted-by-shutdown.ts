import { addToSection, editFix } from '../../findings/edits.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { filesOf, flag } from '../../workspace/effective-unit.ts';
import { installWords } from './install-words.ts';

/**
 * By default a service conflicts with shutdown.target (src/core/service.c, service_add_default_dependencies), and of two jobs that
 * conflict the one that is only wanted is left out (src/core/transaction.c). Seen in 252.
 */
export const rule: UnitRule = {
  code: 'wanted-by-shutdown',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    if (!flag(unit, 'Unit', 'DefaultDependencies', true)) return;
    for (const file of filesOf(unit)) {
      for (const { text, range } of installWords(file, ['WantedBy', 'RequiredBy'])) {
        if (!AT_THE_END.has(text)) continue;
        const edits = [addToSection(file, 'Unit', 'DefaultDependencies=no\nBefore=shutdown.target')];
        yield {
          file,
          range,
          message: say`This service conflicts with shutdown.target, as services do by default, so that ${text} does not start it. Set DefaultDependencies=no with Before=shutdown.target, or have ExecStop= of a service with RemainAfterExit=yes do it.`,
          fixes: [editFix(say`Set DefaultDependencies=no and Before=shutdown.target`, 'unsafe', file, ...edits)],
        };
        return;
      }
    }
  },
};

/** Targets that are reached together with shutdown.target (man systemd.special). */
const AT_THE_END: ReadonlySet<string> = new Set([
  'shutdown.target',
  'reboot.target',
  'poweroff.target',
  'halt.target',
  'kexec.target',
  'soft-reboot.target',
  'umount.target',
  'final.target',
  'exit.target',
]);
