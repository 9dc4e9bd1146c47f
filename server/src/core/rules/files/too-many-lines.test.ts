import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { MOST_LINES } from '../../syntax/tree.ts';
import { sceneOf } from '../../testing/scene.ts';

// A page cannot hold so many lines.

function found(text: string) {
  const { snapshot, file } = sceneOf('/w/a.service', text);
  return diagnose(snapshot, file).map(({ code, range }) => [code, range.from]);
}

it('the rest is not judged, and neither is the unit, whose ExecStart= may stand there', () => {
  const judged = `[Service]\n${'Nice=1\n'.repeat(MOST_LINES - 2)}Nope=1\n`;
  expect(found(`${judged}Nope=2\n`)).toEqual([
    ['unknown-directive', judged.length - 'Nope=1\n'.length],
    ['too-many-lines', judged.length],
  ]);
});

it('the parts of a continued line count, and the comments between them', () => {
  const judged = `[Service]\nExecStart=/bin/true\nEnvironment=A=1 ${'\\\n# a\n'.repeat(MOST_LINES / 2)}B=1\n`;
  expect(found(judged)).toEqual([['too-many-lines', judged.indexOf('Environment')]]);
});

it('a file of as many lines as are read is judged', () => {
  expect(found(`[Service]\nExecStart=/bin/true\n${'#\n'.repeat(MOST_LINES - 2)}`)).toEqual([]);
});
