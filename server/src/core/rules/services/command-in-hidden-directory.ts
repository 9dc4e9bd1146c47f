import type { Fix } from '../../diagnostic.ts';
import { editFix, removeFix, setValue } from '../../findings/edits.ts';
import { itemPlace, relatedItem } from '../../findings/places.ts';
import type { Finding, UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { isBelow } from '../../values/paths/paths.ts';
import { type EffectiveUnit, type Item, items, setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { commands } from '../../workspace/services.ts';
import { INTERPRETER } from './command-arguments.ts';
import { execSwitch } from './exec-facts.ts';
import { OTHER_ROOT } from './other-root.ts';

/** The mount namespace is set up before the working directory is entered and the program is run (src/core/execute.c, exec_child). */
export const rule: UnitRule = {
  code: 'command-in-hidden-directory',
  effect: 'fail',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    if (unit.manager === 'user' || OTHER_ROOT.some((key) => items(unit, 'Service', key).length > 0)) return;
    const hidden = hiddenDirectories(unit);
    if (hidden.length === 0) return;
    const found = workingDirectory(unit, hidden) ?? command(unit, hidden);
    if (found) yield found;
  },
};

interface Hidden {
  readonly directories: readonly string[];
  readonly by: Item;
}

function hiddenDirectories(unit: EffectiveUnit): readonly Hidden[] {
  const hidden: Hidden[] = [];
  const home = setting(unit, 'Service', 'ProtectHome');
  if (home && (home.text === 'tmpfs' || parseBoolean(home.text))) {
    hidden.push({ directories: ['/home', '/root', '/run/user'], by: home });
  }
  const temporary = execSwitch(unit, 'PrivateTmp');
  if (temporary) hidden.push({ directories: ['/tmp', '/var/tmp'], by: temporary });
  return hidden;
}

function workingDirectory(unit: EffectiveUnit, hidden: readonly Hidden[]): Finding | undefined {
  const item = setting(unit, 'Service', 'WorkingDirectory');
  const by = item && hides(hidden, item.text);
  if (!by) return undefined;
  return {
    ...itemPlace(item),
    message: sentences(
      say`${written(by)} hides ${item.text} from the service.`,
      say`Starting it fails with status 200/CHDIR.`,
      remedy(by),
    ),
    fixes: fixesFor(by),
    related: [relatedItem(by, say`This hides it.`)],
  };
}

function command(unit: EffectiveUnit, hidden: readonly Hidden[]): Finding | undefined {
  for (const { entry } of commands(unit, 'ExecStart')) {
    for (const { path, words, prefixes } of execCommands(entry)) {
      if (prefixes.ignoresFailure || prefixes.privileges === '+') continue;
      const script = INTERPRETER.test(path) ? words[1]?.text : undefined;
      for (const [index, file] of [path, script].entries()) {
        const by = file === undefined ? undefined : hides(hidden, file);
        if (!by) continue;
        return {
          file: entry.file,
          range: valueSource(entry.node, words[index]!.from, words[index]!.to),
          message: sentences(
            say`${written(by)} hides ${file!} from the service.`,
            index === 0 ? say`Starting it fails with status 203/EXEC.` : say`The program does not find it, and fails.`,
            remedy(by),
          ),
          fixes: fixesFor(by),
          related: [relatedItem(by, say`This hides it.`)],
        };
      }
    }
  }
  return undefined;
}

/** What hides a path, which lies below one of its directories. */
function hides(hidden: readonly Hidden[], path: string): Item | undefined {
  return hidden.find(({ directories }) => directories.some((one) => path !== one && isBelow(path, one)))?.by;
}

function written({ entry }: Item): Message {
  return say`${entry.directive.key}=${entry.node.value}`;
}

function fixesFor(by: Item): readonly Fix[] {
  const { directive, file } = by.entry;
  if (directive.key !== 'ProtectHome') return [removeFix(by, 'unsafe')];
  return [editFix(say`Set ProtectHome=read-only`, 'unsafe', file, setValue(by, 'read-only'))];
}

function remedy({ entry }: Item): Message {
  return entry.directive.key === 'ProtectHome'
    ? say`Set ProtectHome=read-only, or move it elsewhere.`
    : say`Remove the setting, or move it elsewhere.`;
}
