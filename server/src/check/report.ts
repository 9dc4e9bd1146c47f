import type { Diagnostic } from '../core/diagnostic.ts';

/** One finding as `check` prints it: lines and columns count from 1, lines as systemd counts them. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Diagnostic['severity'];
  readonly effect: Diagnostic['effect'];
  readonly scope: Diagnostic['scope'];
  readonly code: string;
  readonly message: string;
}

export interface CheckResult {
  /** How many files were looked at. */
  readonly files: number;
  /** The systemd version that they were judged by. */
  readonly version: number;
  readonly reports: Iterable<Report>;
}

/** The exit status for the findings; the caller adds that for complaints. */
export function isSerious(report: Report): boolean {
  return report.effect === 'refuse' || report.effect === 'ignore' || report.effect === 'fail';
}
