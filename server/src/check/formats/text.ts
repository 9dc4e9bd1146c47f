import { visible } from '../../core/text/visible.ts';
import type { Colours, Format } from '../format.ts';
import type { Report } from '../report.ts';

/** One line for a finding, in the form that editors and terminals make clickable, and one that sums up. */
export const text: Format = function* ({ files, reports }, colours) {
  const counts = new Map<Report['effect'], number>();
  for (const report of reports) {
    counts.set(report.effect, (counts.get(report.effect) ?? 0) + 1);
    const place = `${visible(report.file)}:${report.line}:${report.column}`;
    const effect = colourOf(report.effect, colours)(report.effect);
    yield `${colours.bold(place)}: ${effect}: ${visible(report.message)} ${colours.dim(`[${report.code}]`)}\n`;
  }
  const found = EFFECTS.filter((effect) => counts.has(effect)).map((effect) => `${counts.get(effect)} ${effect}`);
  yield `${files} file${files === 1 ? '' : 's'} checked: ${found.length > 0 ? found.join(', ') : 'no findings'}.\n`;
};

/** The worst first. */
const EFFECTS: readonly Report['effect'][] = ['refuse', 'fail', 'ignore', 'note', 'advice'];

function colourOf(effect: Report['effect'], colours: Colours) {
  switch (effect) {
    case 'refuse':
    case 'fail':
      return colours.red;
    case 'ignore':
      return colours.yellow;
    case 'note':
    case 'advice':
      return colours.cyan;
  }
}
