import { editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { type Message, say } from '../../text/message.ts';
import type { Word } from '../../values/words/words.ts';
import { items, setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { baseName } from '../../workspace/paths.ts';
import { foregroundWord, runsInForeground } from './daemons.ts';

/** With Type=forking a service has started when its first process ends, for which systemd waits up to TimeoutStartSec= (src/core/service.c). */
export const rule: UnitRule = {
  code: 'foreground-with-forking',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service'],
  needs: ['Type'],
  *check(unit) {
    const type = setting(unit, 'Service', 'Type');
    if (type?.text !== 'forking') return;
    for (const { entry } of items(unit, 'Service', 'ExecStart')) {
      for (const { path, words } of execCommands(entry)) {
        const option = foregroundWord(path, words);
        const { from, to } = option ?? words[0]!;
        if (!option && !runsInForeground(path)) continue;
        const { file } = itemPlace(type);
        yield {
          file: entry.file,
          range: valueSource(entry.node, from, to),
          message: describe(path, option),
          related: [{ file: file.path, range: type.entry.node.valueRange, message: say`Type=forking is set here.` }],
          fixes: [editFix(say`Set Type=exec`, 'unsafe', file, { range: type.entry.node.valueRange, newText: 'exec' })],
        };
        return;
      }
    }
  },
};

function describe(path: string, option: Word | undefined): Message {
  return option
    ? say`With "${option.text}" the program stays in the foreground, but Type=forking waits until it ends: the start times out. Remove Type=forking, or the option.`
    : say`${baseName(path)} stays in the foreground, but Type=forking waits until it ends: the start times out. Remove Type=forking.`;
}
