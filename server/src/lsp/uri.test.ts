import fc from 'fast-check';
import { expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { classifyPath } from '../core/workspace/unit-path.ts';
import { isElsewhere, pathOf, uriOf } from './uri.ts';

it.each([
  ['file:///w/a.service', '/w/a.service'],
  ['file:///w/a%40b.service', '/w/a@b.service'],
  ['file://server/w/a.service', '//server/w/a.service'],
  ['untitled:Untitled-1', '/untitled://Untitled-1'],
  ['mem://host/w/a.service', '/mem:/host/w/a.service'],
  ['git:/w/a.service?%7B%22ref%22%3A%22~%2F%22%7D', '/git:{"ref":"~%2F"}//w/a.service'],
  ['git:/w/a.service#top', '/git:#top//w/a.service'],
])('%s is %s, and back', (uri, path) => {
  expect(pathOf(uri)).toBe(path);
  expect(uriOf(path)).toBe(uri);
});

it('two versions of a file have paths of their own, and are units of the same name', () => {
  const version = (ref: string) => pathOf(`git:/w/a@.service?${encodeURIComponent(JSON.stringify({ ref, at: '/w' }))}`);
  expect(version('HEAD')).not.toBe(version('~'));
  for (const ref of ['HEAD', 'a/b', 'x%2Fy']) {
    expect(classifyPath(version(ref))).toMatchObject({ kind: 'fragment', name: { full: 'a@.service' } });
  }
});

it('only what is on no disk is elsewhere', () => {
  expect(['git:/w/a.service?x', 'vscode-vfs://github/w/a.service'].map(pathOf).map(isElsewhere)).toEqual([true, true]);
  expect(['file:///w/a.service', 'untitled:a.service'].map(pathOf).map(isElsewhere)).toEqual([false, false]);
});

it('any address is found again', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '/', '%', '#', '?', '&', '=', ' ', 'é', '{', '"', ':', '@') });
  fc.assert(
    fc.property(fc.constantFrom('git', 'mem', 'vscode-vfs'), part, part, part, (scheme, name, query, fragment) => {
      const uri = URI.from({ scheme, authority: 'h', path: `/w/${name}`, query, fragment }).toString();
      expect(uriOf(pathOf(uri))).toBe(uri);
    }),
  );
});
