import { spawnSync } from 'node:child_process';
import type { Said } from '../../src/core/testing/security-asked.ts';

/** A systemd-analyze: a program with the words before its own arguments. */
export type Program = readonly [command: string, ...words: readonly string[]];

/** The version of a systemd-analyze. */
export function versionOf(program: Program): number {
  return Number(/systemd (\d+)/.exec(run(program, ['--version'], {}) ?? '')?.[1]);
}

/**
 * Asks about one unit file; undefined where it would not be loaded.
 *
 * @param folders Where drop-ins and other units are looked for, besides the file's own folder.
 */
export function askSecurity(
  program: Program,
  file: string,
  folders: readonly string[],
  scope: string,
): Said | undefined {
  const env = {
    SYSTEMD_UNIT_PATH: folders.join(':'),
    XDG_RUNTIME_DIR: '/run',
    HOME: '/root',
    SYSTEMD_LOG_LEVEL: 'crit',
  };
  const args = ['security', scope, '--offline=yes', '--no-pager'];
  const text = run(program, [...args, file], env);
  const overall = /Overall exposure level for .*: (\d+\.\d+ \w+)/.exec(text ?? '')?.[1];
  const table = run(program, [...args, '--json=short', file], { ...env, SYSTEMD_ANALYZE_DEBUG: '1' });
  if (!overall || !table?.startsWith('[')) return undefined;
  const rows = JSON.parse(table) as { readonly json_field: string; readonly badness: number }[];
  return {
    overall,
    badness: Object.fromEntries(rows.map((row) => [row.json_field, row.badness > 1000 ? null : row.badness])),
  };
}

function run(
  [command, ...words]: Program,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): string | undefined {
  const { stdout, status } = spawnSync(command, [...words, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  return status === 0 ? stdout : undefined;
}
