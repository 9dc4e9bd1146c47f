import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { folds } from './folding.ts';

it('folds sections, runs of comments and continued values', () => {
  const scene = sceneOf(
    '/w/a.service',
    '# one\n# two\n\n[Unit]\nDescription=a\n\n[Service]\nExecStart=/bin/a \\\n  b\n# three\n\n[Install]\n',
  );
  expect(folds(scene.file).map((fold) => [fold.kind, textIn(scene, fold.range)])).toEqual([
    ['section', '[Unit]\nDescription=a'],
    ['section', '[Service]\nExecStart=/bin/a \\\n  b\n# three'],
    ['comment', '# one\n# two'],
    ['continuation', 'ExecStart=/bin/a \\\n  b'],
    ['comment', '# three'],
  ]);
});
