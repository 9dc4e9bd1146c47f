import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { symbols } from './symbols.ts';

it('lists sections with their directives, as they are written', () => {
  const scene = sceneOf(
    '/w/a.service',
    'Stray=1\n[Unit]\nDescription=a\n\n[Service]\nExecStart=/bin/a \\\n  b\n=x\n\n# end\n',
  );
  const found = symbols(scene.file);
  expect(found.map(({ name, kind, range }) => [name, kind, textIn(scene, range)])).toEqual([
    ['Unit', 'section', '[Unit]\nDescription=a'],
    ['Service', 'section', '[Service]\nExecStart=/bin/a \\\n  b\n=x\n\n# end'],
  ]);
  expect(
    found.flatMap(({ children }) => children.map((one) => [one.name, one.detail, textIn(scene, one.selection)])),
  ).toEqual([
    ['Description', 'a', 'Description'],
    ['ExecStart', '/bin/a    b', 'ExecStart'],
  ]);
});
