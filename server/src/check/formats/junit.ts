import { byFile } from '../by-file.ts';
import type { Format } from '../format.ts';
import { xml } from '../xml.ts';

/** JUnit's XML: a suite for each file with findings, in which each finding is a test that failed. Without findings, one that passed. */
export const junit: Format = function* ({ reports }) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="systemd-units">\n';
  let isClean = true;
  for (const some of byFile(reports)) {
    isClean = false;
    const name = xml(some[0]!.file);
    yield `  <testsuite name="${name}" tests="${some.length}" failures="${some.length}" errors="0">\n`;
    for (const { file, line, column, effect, message, code } of some) {
      yield `    <testcase classname="${name}" name="${code} ${line}:${column}">\n`;
      const place = xml(`${file}:${line}:${column}`);
      yield `      <failure type="${effect}" message="${xml(message)}">${place}</failure>\n    </testcase>\n`;
    }
    yield '  </testsuite>\n';
  }
  if (isClean) {
    yield '  <testsuite name="systemd-units" tests="1" failures="0" errors="0">\n';
    // CI systems know a test by its name, which is the same in all languages.
    yield '    <testcase classname="systemd-units" name="no findings"/>\n  </testsuite>\n';
  }
  yield '</testsuites>\n';
};
