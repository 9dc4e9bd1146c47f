import { enumerated, type Message, render, say } from '../../core/text/message.ts';
import { visible } from '../../core/text/visible.ts';
import type { Colours, Format } from '../format.ts';
import type { Report } from '../report.ts';
import { columnsOf } from '../terminal-columns.ts';

/** For people: a finding in the form that terminals make clickable, the line that it is about, and one line that sums up. */
export const text: Format = function* ({ files, language, reports }, colours) {
  const counts = new Map<Report['effect'], number>();
  for (const report of reports) {
    counts.set(report.effect, (counts.get(report.effect) ?? 0) + 1);
    const place = `${visible(report.file)}:${report.line}:${report.column}`;
    const colour = colourOf(report.effect, colours);
    yield `${colours.bold(place)}: ${colour(render(EFFECTS[report.effect], language))}: ${visible(report.message)} ${colours.dim(`[${report.code}]`)}\n`;
    yield excerptOf(report, colours, colour);
  }
  const found = Object.entries(COUNTS).flatMap(([effect, said]) => {
    const count = counts.get(effect as Report['effect']);
    return count === undefined ? [] : [said(count)];
  });
  if (files === 0) {
    yield `${render(say`No file was checked.`, language)}\n`;
    return;
  }
  const all = found.length > 0 ? enumerated(found) : say`no findings`;
  yield `${render(files === 1 ? say`1 file checked: ${all}.` : say`${files} files checked: ${all}.`, language)}\n`;
};

const EFFECTS: Readonly<Record<Report['effect'], Message>> = {
  refuse: say`refuse`,
  fail: say`fail`,
  ignore: say`ignore`,
  note: say`note`,
  advice: say`advice`,
};

/** How many there are of each, the worst first. */
const COUNTS: Readonly<Record<Report['effect'], (count: number) => Message>> = {
  refuse: (count) => say`${count} refuse`,
  fail: (count) => say`${count} fail`,
  ignore: (count) => say`${count} ignore`,
  note: (count) => say`${count} note`,
  advice: (count) => say`${count} advice`,
};

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
