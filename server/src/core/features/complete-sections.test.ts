import { expect, it } from 'vitest';
import { unitFile } from '../workspace/unit-file.ts';
import { sectionCompletions } from './complete-sections.ts';

function offered(path: string, text: string): string[] {
  return sectionCompletions(unitFile(path, text)!, { from: text.length, to: text.length }).map(({ label }) => label);
}

it('offers what the type of unit takes and the file does not have', () => {
  expect(offered('/w/a.socket', '[Unit]\n')).toEqual(['[Socket]', '[Install]']);
});

it('offers every type to a document that was never saved, until it has one', () => {
  expect(offered('/untitled://Untitled-1', '[Unit]\n')).toEqual(
    expect.arrayContaining(['[Socket]', '[Timer]', '[Path]']),
  );
  expect(offered('/untitled://Untitled-1', '[Unit]\n[Timer]\n')).toEqual(['[Install]']);
});
