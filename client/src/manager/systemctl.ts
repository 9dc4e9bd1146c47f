import type { Target } from './target.ts';

/**
 * The argument vector of a systemctl command on a target. Units come after `--`, so that none of them can be taken for an
 * option. Nothing is asked on a terminal: the target decides how to ask.
 */
export function systemctl(
  target: Pick<Target, 'manager'>,
  verb: string,
  units: readonly string[] = [],
  options: readonly string[] = [],
): string[] {
  return [
    'systemctl',
    ...scope(target),
    '--no-pager',
    '--no-ask-password',
    ...options,
    verb,
    ...(units.length > 0 ? ['--', ...units] : []),
  ];
}

/** The check that a target's own systemd makes of unit files, before the manager sees them. */
export function analyzeVerify(target: Pick<Target, 'manager'>, paths: readonly string[]): string[] {
  return ['systemd-analyze', ...scope(target), '--no-pager', '--man=no', 'verify', '--', ...paths];
}

/**
 * Whether systemd-analyze can be told of a file: it takes what is behind a colon for another name of it, and colons part the folders
 * of its search path, without a way to mean the colon.
 */
export function canBeVerified(path: string): boolean {
  return !path.includes(':');
}

function scope(target: Pick<Target, 'manager'>): string[] {
  return target.manager === 'user' ? ['--user'] : [];
}
