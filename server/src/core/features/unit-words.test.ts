import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitWords } from './unit-words.ts';

it.each([
  ['[Unit]\nAfter=b.service a.service\nWants=c.service\n', ['2: b.service', '2: a.service']],
  ['[Unit]\n\tAfter = \t a.service \t\n# After=a.service\n;a.service\na.service\n', ['2: a.service']],
  ['[Unit]\nDescription=a.service\nNope=a.service\n[Install]\nAlso=a.service', ['5: a.service']],
  ['After=a.service\n[Nope]\nAfter=a.service\n[Service]\nAfter=a.service\n[Unit\nAfter=a.service\n', []],
  ['[Unit]\nAfter=xa.service a.service.service\n', ['2: xa.service', '2: a.service.service']],
  // These are judged as a whole.
  ['[Unit]\nAfter=b.service \\\n# between\n  a.service\n', ['2: b.service', '4: a.service']],
  ['  [Unit]\nAfter=a.service\n\n [Service]\nAfter=a.service\n', ['2: a.service']],
  ['\t[Unit]\nAfter=a.service\n', ['2: a.service']],
  ['[Unit]\r\nAfter=a.service\r\n', ['2: a.service']],
])('in %j: %j', (text, expected) => {
  const { snapshot, file } = sceneOf('/w/z.service', text);
  const found = [...unitWords(file, snapshot.settings, 'a.service')];
  expect(found.map(({ range }) => file.text.slice(range.from, range.to))).toEqual(found.map(({ name }) => name));
  expect(found.map(({ name, range }) => `${file.text.slice(0, range.from).split('\n').length}: ${name}`)).toEqual(
    expected,
  );
});

it('a file without the text has none, and a source only what is no placeholder', () => {
  const { snapshot, file } = sceneOf('/w/z.service', '[Unit]\nAfter=b.service\n');
  expect([...unitWords(file, snapshot.settings, 'a.service')]).toEqual([]);
  const source = sceneOf('/w/z.service.in', '[Unit]\nAfter=a.service\nWants=@x@a.service\n');
  const found = [...unitWords(source.file, source.snapshot.settings, 'a.service')];
  expect(found.map(({ name }) => name)).toEqual(['a.service']);
});
