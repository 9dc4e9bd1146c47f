import type { Formatter } from 'picocolors/types';
import type { CheckResult, Report } from './check.ts';

/** The few colours that text output uses; `picocolors` has them, and plain functions where there is no terminal. */
export interface Colours {
  readonly bold: Formatter;
  readonly dim: Formatter;
  readonly red: Formatter;
  readonly yellow: Formatter;
  readonly cyan: Formatter;
}

/** One line for a finding, in the form that editors and terminals make clickable. */
export function textLine(report: Report, colours: Colours): string {
  const place = `${report.file}:${report.line}:${report.column}`;
  return `${colours.bold(place)}: ${word(report, colours)}: ${report.message} ${colours.dim(`[${report.code}]`)}\n`;
}

/** The last line of text output: how much was seen and what came of it. */
export function summary(
  files: number,
  found: readonly { readonly effect: Report['effect']; readonly count: number }[],
): string {
  const parts = found.filter(({ count }) => count > 0).map(({ effect, count }) => `${count} ${effect}`);
  const seen = `${files} file${files === 1 ? '' : 's'} checked`;
  return `${seen}: ${parts.length > 0 ? parts.join(', ') : 'nothing to say'}.\n`;
}

/** All findings as one JSON array, an element a line, so that no more than one is held at a time. */
export function* jsonLines(
  reports: CheckResult['reports'],
): Iterable<{ readonly text: string; readonly report?: Report }> {
  let first = true;
  for (const report of reports) {
    yield { text: `${first ? '[\n' : ',\n'}${JSON.stringify(report)}`, report };
    first = false;
  }
  yield { text: first ? '[]\n' : '\n]\n' };
}

function word(report: Report, colours: Colours): string {
  switch (report.effect) {
    case 'refuse':
    case 'fail':
      return colours.red(report.effect);
    case 'ignore':
      return colours.yellow(report.effect);
    case 'note':
    case 'advice':
      return colours.cyan(report.effect);
  }
}
