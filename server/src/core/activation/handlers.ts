import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import type { Handler } from './plan-types.ts';

/** The absolute paths that a service's Exec lines name, the program as well as its arguments: `/usr/bin/python3` and the script it runs. */
export function handlerPaths(service: EffectiveUnit): readonly string[] {
  const found = new Set<string>();
  for (const key of EXEC_KEYS) {
    for (const { text } of items(service, 'Service', key)) {
      for (const word of text.split(/\s+/)) {
        const path = word.replace(/^[-@:!+|]+/, '').replace(/^["']|["']$/g, '');
        if (path.startsWith('/') && path.length > 1) found.add(path);
      }
    }
  }
  return [...found];
}

/** The programs of a service that lie in the given folders, which are the workspace's. */
export function workspaceHandlers(service: EffectiveUnit, folders: readonly string[]): readonly Handler[] {
  return handlerPaths(service)
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .map((path) => ({ file: path, path, unit: service.name.full }));
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
