import type { Report } from './report.ts';

/** The findings of one file after the other, as they come. */
export function* byFile(reports: Iterable<Report>): Iterable<readonly Report[]> {
  let some: Report[] = [];
  for (const report of reports) {
    if (some.length > 0 && some[0]!.file !== report.file) {
      yield some;
      some = [];
    }
    some.push(report);
  }
  if (some.length > 0) yield some;
}
