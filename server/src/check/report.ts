import type { Diagnostic } from '../core/diagnostic.ts';
import type { Language } from '../core/text/message.ts';
import type { Rewritten } from './rewritten.ts';

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
  /** The file, absolute. */
  readonly path: string;
  /** The line that it begins in: no more of its text than a person would look at, and how many characters of it are left out before. */
  readonly excerpt: { readonly text: string; readonly from: number };
}

export interface CheckResult {
  /** How many files were looked at. */
  readonly files: number;
  /** The systemd version that they were judged by. */
  readonly version: number;
  readonly reports: Iterable<Report>;
  /** The files that safe fixes would change. */
  readonly fixes: Iterable<Rewritten>;
}

/** What a format is given: the result, the version of this program, and the language of what it says. */
export interface Checked extends Omit<CheckResult, 'fixes'> {
  readonly program: string;
  readonly language: Language;
}

/** From what on findings make the exit status 1. Where nobody says so, it is what systemd does, and what a project calls an error. */
export type FailOn = (typeof FAIL_ON)[number];
export const FAIL_ON = ['error', 'warning', 'information', 'hint', 'never'] as const;

/** Whether a finding makes the exit status 1. */
export function isSerious({ effect, severity }: Report, failOn?: FailOn): boolean {
  if (failOn !== undefined) return FAIL_ON.indexOf(severity) <= FAIL_ON.indexOf(failOn) && failOn !== 'never';
  if (severity === 'error') return true;
  return severity === 'warning' && (effect === 'refuse' || effect === 'ignore' || effect === 'fail');
}
