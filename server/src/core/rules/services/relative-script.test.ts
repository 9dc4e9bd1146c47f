import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf, textIn } from '../../testing/scene.ts';
import { rule } from './relative-script.ts';

// What else is found is on its page.
it.each([
  ['/usr/bin/python3 "my demo.py"', []],
  ['/usr/bin/python3 "demo.py"', ['"demo.py"']],
  ['/usr/bin/python3 demo.p"y"', ['demo.p"y"']],
  ['/usr/bin/python3 demo\\x2epy', ['demo\\x2epy']],
  ['/usr/bin/python3 demo.pyc', []],
])('%s: %j', (command, expected) => {
  const scene = sceneOf('/w/a.service', `[Service]\nExecStart=${command}\n`);
  const found = diagnose(scene.snapshot, scene.file).filter(({ code }) => code === rule.code);
  expect(found.map(({ range }) => textIn(scene, range))).toEqual(expected);
});
