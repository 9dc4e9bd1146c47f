import { visible } from '../../core/text/visible.ts';
import type { Colours, Format } from '../format.ts';
import type { Report } from '../report.ts';
import { columnsOf } from '../terminal-columns.ts';

/** For people: a finding in the form that terminals make clickable, the line that it is about, and one line that sums up. */
export const text: Format = function* ({ files, reports }, colours) {
  const counts = new Map<Report['effect'], number>();
  for (const report of reports) {
    counts.set(report.effect, (counts.get(report.effect) ?? 0) + 1);
    const place = `${visible(report.file)}:${report.line}:${report.column}`;
    const colour = colourOf(report.effect, colours);
    yield `${colours.bold(place)}: ${colour(report.effect)}: ${visible(report.message)} ${colours.dim(`[${report.code}]`)}\n`;
    yield excerptOf(report, colours, colour);
  }
  const found = EFFECTS.filter((effect) => counts.has(effect)).map((effect) => `${counts.get(effect)} ${effect}`);
  yield `${files} file${files === 1 ? '' : 's'} checked: ${found.length > 0 ? found.join(', ') : 'no findings'}.\n`;
};

/** The worst first. */
const EFFECTS: readonly Report['effect'][] = ['refuse', 'fail', 'ignore', 'note', 'advice'];

/** The line with its number, and below it marks under what the finding is about; nothing where there is no text to show. */
function excerptOf(
  { line, column, endLine, endColumn, excerpt }: Report,
  colours: Colours,
  colour: Colours['red'],
): string {
  const { text, from } = excerpt;
  if (text.trim() === '') return '';
  const begin = column - 1 - from;
  const end = endLine === line ? endColumn - 1 - from : text.trimEnd().length;
  const before = visible(text.slice(0, begin));
  const marked = visible(text.slice(begin, end));
  const number = String(line);
  const shown = `${from > 0 ? '…' : ''}${before}${marked}${visible(text.slice(end).trimEnd())}`;
  const indent = ' '.repeat(columnsOf(before) + (from > 0 ? 1 : 0));
  const marks = '^'.repeat(Math.max(1, columnsOf(marked)));
  return [
    `${colours.dim(`  ${number} |`)} ${shown}\n`,
    `${colours.dim(`  ${' '.repeat(number.length)} |`)} ${indent}${colour(marks)}\n`,
  ].join('');
}

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
