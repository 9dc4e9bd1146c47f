import { readEntry, removeEmptyFolder, resolvePath, writeEntry } from './local-files.ts';
import { ok } from './outcome.ts';
import { runProgram } from './process.ts';
import type { Target } from './target.ts';

/** The operations of a target: running programs and handling files, with certain privileges. */
export type Operations = Pick<Target, 'acquire' | 'run' | 'read' | 'write' | 'removeFolder' | 'resolve'>;

/** On this machine, as the user that the editor runs as. */
export const localOperations: Operations = {
  acquire: async () => ok(undefined),
  run: (argv, options) => runProgram(argv, { ...options, env: { ...PLAIN_OUTPUT, ...options?.env } }),
  read: readEntry,
  write: writeEntry,
  removeFolder: removeEmptyFolder,
  resolve: resolvePath,
};

/** systemd's tools in a form to be read by programs: English, no pager, no colours, no links. */
export const PLAIN_OUTPUT = {
  LC_ALL: 'C.UTF-8',
  SYSTEMD_PAGER: '',
  SYSTEMD_COLORS: '0',
  SYSTEMD_URLIFY: '0',
} as const;
