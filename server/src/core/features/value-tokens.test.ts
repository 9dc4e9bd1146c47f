import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { valueTokens } from './value-tokens.ts';

it.each([
  [
    'ExecStart=-/bin/a $X %t/b "c"',
    ['prefix -', 'command /bin/a', 'variable $X', 'specifier %t', 'argument /b', 'argument "c"'],
  ],
  ['ReadWritePaths=-%t/a /b', ['prefix -', 'specifier %t', 'path /a', 'path /b']],
  ['TimeoutStopSec=5min 20s', ['time 5min', 'time 20s']],
  ['Environment=A=b \\\n  C=%n', ['variable A', 'string b', 'variable C', 'specifier %n']],
  ['Environment="A=b \\\n  c" D=e', ['variable A', 'string b ', 'string   c', 'variable D', 'string e']],
  ['SystemCallFilter=~@clock read', ['operator ~', 'keyword @clock', 'name read']],
])('of %s', (line, expected) => {
  const scene = sceneOf('/w/a.service', `[Service]\n${line}\n`);
  const found = valueTokens(scene.snapshot, scene.file, { from: 0, to: scene.file.text.length });
  expect(found.map(({ kind, range }) => `${kind} ${textIn(scene, range)}`)).toEqual(expected);
});

it('of a stretch there are those of the lines that it touches', () => {
  const scene = sceneOf('/w/a.service', '[Service]\nUser=a\nGroup=^b\nNice=1\nUMask=^022\nType=exec\n');
  const [from, to] = scene.marks as [number, number];
  const found = valueTokens(scene.snapshot, scene.file, { from, to });
  expect(found.map(({ range }) => textIn(scene, range))).toEqual(['b', '1', '022']);
});

it('none stands over another or over the end of a line, whatever the values', () => {
  const word = fc.constantFrom('a', '%t', '$X', '"', '\\', '\\\n', ' ', ':', '=', '/b', '-', '~', '@clock', '\n', '#');
  const keys = fc.constantFrom(
    'ExecStart',
    'BindPaths',
    'Environment',
    'SystemCallFilter',
    'StateDirectory',
    'DeviceAllow',
  );
  fc.assert(
    fc.property(keys, fc.array(word, { maxLength: 12 }), (key, words) => {
      const scene = sceneOf('/w/a.service', `[Service]\n${key}=${words.join('')}\n`);
      let end = 0;
      for (const { range } of valueTokens(scene.snapshot, scene.file, { from: 0, to: scene.file.text.length })) {
        expect(range.from).toBeGreaterThanOrEqual(end);
        expect(range.to).toBeGreaterThan(range.from);
        expect(textIn(scene, range)).not.toMatch(/[\r\n]/);
        end = range.to;
      }
    }),
  );
});
