import { visible } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';
import type { Report } from '../report.ts';

/** Workflow commands of GitHub Actions, which show findings at the lines of a pull request: its files have no `./` before their names. */
export const github: Format = function* ({ reports }) {
  for (const { file, line, column, endLine, endColumn, severity, message, code } of reports) {
    const places = {
      file: file.replace(/^(?:\.\/+)+/, ''),
      line,
      endLine,
      col: column,
      ...(line === endLine && { endColumn }),
      title: code,
    };
    const properties = Object.entries(places).map(([name, value]) => `${name}=${property(String(value))}`);
    yield `::${LEVELS[severity]} ${properties.join(',')}::${data(message)}\n`;
  }
};

const LEVELS: Readonly<Record<Report['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** What the runner takes apart again (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
