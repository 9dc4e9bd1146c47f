import { byFile } from '../by-file.ts';
import type { Format } from '../format.ts';
import type { Report } from '../report.ts';
import { xml } from '../xml.ts';

/** The XML of Checkstyle, which many CI systems read. */
export const checkstyle: Format = function* ({ reports }) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  for (const some of byFile(reports)) {
    yield `  <file name="${xml(some[0]!.file)}">\n`;
    for (const { line, column, severity, message, code } of some) {
      const place = `line="${line}" column="${column}" severity="${LEVELS[severity]}"`;
      yield `    <error ${place} message="${xml(message)}" source="systemd-units.${code}"/>\n`;
    }
    yield '  </file>\n';
  }
  yield '</checkstyle>\n';
};

const LEVELS: Readonly<Record<Report['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
};
