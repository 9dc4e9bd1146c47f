import { expect, it } from 'vitest';
import { namedPlaces } from './place-links.ts';

it.each<[string, string, string, number]>([
  ['  File "/srv/a b.py", line 3, in work', '/srv/a b.py", line 3', '/srv/a b.py', 3],
  ['    at work (/srv/web.js:3:5)', '/srv/web.js:3', '/srv/web.js', 3],
  ['    at file:///srv/web.mjs:12:5', '/srv/web.mjs:12', '/srv/web.mjs', 12],
  ['/srv/web.sh: line 4: x: unbound variable', '/srv/web.sh: line 4', '/srv/web.sh', 4],
  ['/srv/web.sh: 4: x: parameter not set', '/srv/web.sh: 4', '/srv/web.sh', 4],
  ['\t/srv/main.go:9 +0x1d', '/srv/main.go:9', '/srv/main.go', 9],
])('%s', (text, words, path, line) => {
  expect(namedPlaces(text, []).map(({ from, to, ...place }) => [text.slice(from, to), place])).toEqual([
    [words, { path, line }],
  ]);
});

it('takes nothing else for a place', () => {
  expect(namedPlaces('GET http://127.0.0.1:9999/a:1 HTTP/1.1\n<frozen importlib>:3\n12:30:15 a/b:3', [])).toEqual([]);
});

it('finds what is named with other words', () => {
  const text = '! The handler crashed: x (web.py line 3)';
  const [place] = namedPlaces(text, [{ words: 'web.py line 3', path: '/srv/web.py', line: 3 }]);
  expect(text.slice(place?.from, place?.to)).toBe('web.py line 3');
});
