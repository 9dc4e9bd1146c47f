import { expect, it } from 'vitest';
import { documentsOf, type OpenDocument, openAmong, textsOf } from './unit-texts.ts';

const FILES = {
  unit: 'a.service',
  manager: 'system',
  fragment: 'file:///a%2Dx.service',
  dropIns: ['file:///a.service.d/x.conf'],
  folders: [],
} as const;
const of = (uri: string, version = 3, isDirty = false): OpenDocument => ({ uri, version, isDirty });
const [UNIT, DROP_IN] = ['file:///a-x.service', 'file:///a.service.d/x.conf'];

it.each<[string, readonly OpenDocument[], readonly OpenDocument[], boolean]>([
  ['nothing is open', [], [], false],
  ['nothing has happened', [of(UNIT), of(DROP_IN)], [of(DROP_IN), of(UNIT)], false],
  ['the unit is being edited', [of(UNIT)], [of(UNIT, 4, true)], true],
  ['the unit was edited and saved', [of(UNIT)], [of(UNIT, 4)], true],
  ['a drop-in was edited and saved', [of(UNIT), of(DROP_IN)], [of(UNIT), of(DROP_IN, 5)], true],
  ['the unit was opened', [], [of(UNIT, 1)], false],
  ['the unit was opened and edited', [], [of(UNIT, 2)], true],
  ['the unit was closed', [of(UNIT)], [], false],
  ['another file is edited', [of(UNIT)], [of(UNIT), of('file:///b.service', 9, true)], false],
])('the texts of a unit where %s', (_, before, after, changed) => {
  let open = before;
  const texts = textsOf(FILES, () => open, normal);
  open = after;
  expect(texts.areChanged()).toBe(changed);
});

it('the files of a unit are its fragment, where there is one, and its drop-ins', () => {
  expect(documentsOf(FILES)).toEqual([FILES.fragment, ...FILES.dropIns]);
  expect(documentsOf({ ...FILES, fragment: undefined })).toEqual(FILES.dropIns);
});

it('an open document is known by the name that the server has for it', () => {
  const open = [of(UNIT), of('file:///b.service')];
  expect(openAmong([FILES.fragment, DROP_IN], open, normal)).toEqual([of(UNIT)]);
});

/** The server escapes what VS Code does not. */
function normal(uri: string): string {
  return uri.replace('%2D', '-');
}
