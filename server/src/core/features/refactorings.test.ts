import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { refactoringsAt } from './refactorings.ts';

/** The titles of what is offered between the first mark and the last, each with the files that change. */
function offered(path: string, marked: string): string[] {
  const { snapshot, file, marks } = sceneOf(path, marked);
  const range = { from: marks[0]!, to: marks.at(-1)! };
  return refactoringsAt(snapshot, file, range, ['/w']).map(
    ({ title, changes }) => `${english(title)}: ${changes.map((one) => one.file).join()}`,
  );
}

it.each([
  ['/w/a.service', '[Service]\nType=^exec\n', ['Override Type= in a drop-in: /w/a.service.d/override.conf']],
  [
    '/w/a.service',
    '[Service]\n^Type=exec\nNice=1^\n',
    ['Override 2 directives in a drop-in: /w/a.service.d/override.conf'],
  ],
  ['/w/a.service', '[Ser^vice]\nType=exec\n', []],
  ['/w/a.service.d/override.conf', '[Service]\nType=^exec\n', []],
])('%s, at %j: %j', (path, marked, expected) => expect(offered(path, marked)).toEqual(expected));
