import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { selectionsAt } from './selection.ts';

const EXEC = 'ExecStart=/bin/a \\\n  b';

it.each([
  [
    `[Unit]\nAfter=a.s^ervice b.service\n\n[Service]\n`,
    ['a.service', 'a.service b.service', 'After=a.service b.service', '[Unit]\nAfter=a.service b.service'],
  ],
  [`[Unit]\nAf^ter=a.service\n`, ['After', 'After=a.service', '[Unit]\nAfter=a.service']],
  [`[Un^it]\nAfter=a.service\n`, ['Unit', '[Unit]', '[Unit]\nAfter=a.service']],
  [`[Service]\n${EXEC.replace(' b', ' ^b')}\n`, ['b', '/bin/a \\\n  b', EXEC, `[Service]\n${EXEC}`]],
  [
    `[Service]\nExecStart=/bin/a ^%t/x\n`,
    ['%t', '%t/x', '/bin/a %t/x', 'ExecStart=/bin/a %t/x', '[Service]\nExecStart=/bin/a %t/x'],
  ],
  [`# com^ment\n`, []],
])('in %j it grows by %j, and then to the file', (marked, expected) => {
  const scene = sceneOf('/w/a.service', marked);
  const found = selectionsAt(scene.snapshot, scene.file, scene.marks[0]!).map((range) => textIn(scene, range));
  expect(found).toEqual([...expected, scene.file.text]);
});
