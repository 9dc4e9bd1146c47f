import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { highlights } from './highlights.ts';

const TEXT = `[Unit]
After=a.service b.service
Wants=b.service "b.service"
[Service]
Environment=PORT=80 "NAME=x"
ExecStart=/bin/a $PORT \${PORT} $NAME
User=www
[Unit]
After=c.service
`;

it.each([
  ['After=a.service b.s^ervice', 2, ['b.service', 'b.service']],
  ['Af^ter=c', 2, ['After', 'After']],
  ['[Un^it]\nAfter=a', 2, ['Unit', 'Unit']],
  ['PO^RT=80', 3, ['PORT', '$PORT', `\${PORT}`]],
  ['$NA^ME', 2, ['NAME', '$NAME']],
  ['/bin/^a', 0, []],
])('at %s there are %i', (place, count, expected) => {
  const scene = sceneOf('/w/a.service', TEXT.replace(place.replace('^', ''), place));
  const [offset = 0] = scene.marks;
  const found = highlights(scene.snapshot, scene.file, offset).map((range) => textIn(scene, range));
  expect(found).toEqual(expected);
  expect(found).toHaveLength(count);
});
