import { expect, it } from 'vitest';
import { analysisOf } from './analyse.ts';
import { createHost } from './host.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** What the values of a file come to, once another file has had the same. */
function itemsOf(path: string, text: string, other: string): readonly (readonly string[])[] {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply([other, path].map((one) => ({ path: one, layer: 'disk', text })));
  const snapshot = host.snapshot();
  analysisOf(snapshot.file(other)!, snapshot.settings);
  return analysisOf(snapshot.file(path)!, snapshot.settings).entries.map(({ parsed }) => parsed.items);
}

it.each([
  ['specifiers', '[Service]\nRuntimeDirectory=%p\n', '/w/b.service', [['b']]],
  ['names of itself', '[Unit]\nAfter=a.service\n', '/w/b.service', [['a.service']]],
  ['another manager', '[Unit]\nDescription=%t\n', '/w/systemd/user/b.service', [['/run/user/1000']]],
  ['another type', '[Unit]\nDescription=%p\n', '/w/b.socket', [['b']]],
  ['nothing of the unit', '[Service]\nExecStart=/bin/true\n', '/w/b.service', [['/bin/true']]],
])('a value with %s is read for its own file', (_name, text, path, expected) => {
  expect(itemsOf(path, text, '/w/a.service')).toEqual(expected);
});

it('the same value of two units is one object', () => {
  const host = createHost(DEFAULT_SETTINGS);
  const text = '[Service]\nExecStart=/bin/true\nEnvironment=A=%n\n';
  host.apply(['/w/a.service', '/w/b.service'].map((path) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  const [a, b] = [...snapshot.files()].map((file) => analysisOf(file, snapshot.settings).entries);
  expect(a![0]!.parsed).toBe(b![0]!.parsed);
  expect(a![1]!.parsed).not.toBe(b![1]!.parsed);
});
