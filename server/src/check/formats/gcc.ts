import { visible } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';
import type { Report } from '../report.ts';

/** A line for a finding as GCC prints its own, which editors and CI systems know how to read. */
export const gcc: Format = function* ({ reports }) {
  for (const { file, line, column, severity, message, code } of reports) {
    yield `${visible(file)}:${line}:${column}: ${LEVELS[severity]}: ${visible(message)} [${code}]\n`;
  }
};

const LEVELS: Readonly<Record<Report['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
