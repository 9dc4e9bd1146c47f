import { readExecLine } from '../values/commands/exec-command.ts';
import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import type { Handler } from './plan-types.ts';

/**
 * The files of the workspace that a service's Exec lines name: programs that systemd runs itself, and the scripts that are handed to
 * an interpreter such as `/usr/bin/python3`.
 *
 * @param folders The folders of the workspace, absolute.
 */
export function workspaceHandlers(service: EffectiveUnit, folders: readonly string[]): readonly Handler[] {
  const found = new Map<string, boolean>();
  for (const key of EXEC_KEYS) {
    for (const { text, entry } of items(service, 'Service', key)) {
      for (const { path, argv } of readExecLine(text, entry.at).commands) {
        for (const word of [path, ...argv.slice(1)]) found.set(word, (found.get(word) ?? false) || word === path);
      }
    }
  }
  return [...found]
    .filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .map(([path, executed]) => ({ file: path, path, executed, unit: service.name.full }));
}

const EXEC_KEYS = [
  'ExecCondition',
  'ExecStartPre',
  'ExecStart',
  'ExecStartPost',
  'ExecReload',
  'ExecStop',
  'ExecStopPost',
];
