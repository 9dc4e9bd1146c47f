import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { conditionsOf } from '../../workspace/conditions.ts';
import { assignsAny } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import type { Installed } from '../../workspace/installed.ts';
import { commands } from '../../workspace/services.ts';
import { OTHER_ROOT } from './other-root.ts';

const KEYS = ['ExecStartPre', 'ExecStart', 'ExecStartPost'];

/** The program is looked for when the process is about to run it (src/core/exec-invoke.c, exec_invoke). */
export const rule: UnitRule = {
  code: 'program-not-installed',
  effect: 'fail',
  scope: 'unit',
  types: ['service'],
  needs: KEYS,
  *check(unit, { installed }) {
    // What a condition asks for may be the very thing that is missing.
    if (!installed || conditionsOf(unit).length > 0 || assignsAny(unit, [...OTHER_ROOT, 'ExecSearchPath'])) return;
    for (const { entry } of KEYS.flatMap((key) => commands(unit, key))) {
      // What a specifier stands for is known on the machine alone.
      if (entry.node.value.includes('%')) continue;
      for (const { path, words, prefixes } of execCommands(entry)) {
        if (prefixes.ignoresFailure || isThere(installed, path)) continue;
        yield {
          file: entry.file,
          range: valueSource(entry.node, words[0]!.from, words[0]!.to),
          message: say`${path} is not installed in the root file system. Starting the service fails with status 203/EXEC. Name a program that is there, or install its package.`,
        };
      }
    }
  },
};

/** Whether a program is there, or may be: only what packages bring is there before the system has run. */
function isThere(installed: Installed, path: string): boolean {
  if (!path.startsWith('/')) return SEARCH_PATH.some((folder) => installed.hasFile(`${folder}/${path}`));
  return !OF_PACKAGES.test(path) || installed.hasFile(path);
}

const OF_PACKAGES = /^\/(?:usr|bin|sbin|lib|lib64)\//;

/** src/basic/path-util.h, DEFAULT_PATH, on a system where /bin may be a folder of its own. */
const SEARCH_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
