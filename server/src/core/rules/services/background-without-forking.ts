import type { Fix } from '../../diagnostic.ts';
import { assign, editFix, setValue } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { type EffectiveUnit, flag, setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { commands, serviceType } from '../../workspace/services.ts';
import { type Background, backgroundCause } from './daemons.ts';

/** Without Type=forking the end of the process that systemd has started is that of the service (src/core/service.c, service_sigchld_event). */
export const rule: UnitRule = {
  code: 'background-without-forking',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service'],
  needs: ['ExecStart'],
  *check(unit, { version }) {
    const type = serviceType(unit, version);
    if (!TYPES.has(type) || flag(unit, 'Service', 'RemainAfterExit', false)) return;
    if (setting(unit, 'Service', 'ExitType')?.text === 'cgroup') return;
    // With these what was left behind is not killed.
    if (['none', 'process'].includes(setting(unit, 'Service', 'KillMode')?.text ?? '')) return;
    for (const { entry } of commands(unit, 'ExecStart')) {
      for (const { path, words } of execCommands(entry)) {
        const cause = backgroundCause(path, words);
        if (!cause) continue;
        const { from, to } = cause.kind === 'default' ? words[0]! : cause.word;
        yield {
          file: entry.file,
          range: valueSource(entry.node, from, to),
          message: describe(cause, type),
          fixes: cause.kind === 'container' ? [] : fixes(unit),
        };
        return;
      }
    }
  },
};

const TYPES: ReadonlySet<string> = new Set(['simple', 'exec', 'idle', 'oneshot']);

function describe(cause: Background, type: string): Message {
  switch (cause.kind) {
    case 'container':
      return say`With "${cause.word.text}" the command ends while the container runs: with Type=${type} the service has ended too, and ExecStop= is run. Remove "${cause.word.text}", or set RemainAfterExit=yes.`;
    case 'word':
      return sentences(
        say`With "${cause.word.text}" the program leaves for the background: with Type=${type} systemd takes the service for ended and kills what is left of it.`,
        say`Remove it, or set Type=forking.`,
      );
    default:
      return sentences(
        say`${cause.program} leaves for the background by default: with Type=${type} systemd takes the service for ended and kills what is left of it.`,
        say`Give it the option to stay in the foreground, or set Type=forking.`,
      );
  }
}

function fixes(unit: EffectiveUnit): Fix[] {
  const given = setting(unit, 'Service', 'Type');
  if (given) return [editFix(say`Set Type=forking`, 'unsafe', given.entry.file, setValue(given, 'forking'))];
  const file = unitPlace(unit, 'Service')?.file;
  return file ? [editFix(say`Set Type=forking`, 'unsafe', file, assign(file, 'Service', 'Type', 'forking'))] : [];
}
