import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './settings.ts';
import { unitFile } from './unit-file.ts';
import { writtenValues } from './written-values.ts';

it.each<[string, string[]]>([
  ['[Socket]\nListenStream=80\n  ListenStream = /run/a \n#ListenStream=81\nBacklog=5', ['80', '/run/a']],
  ['[Socket]\nListenStream=80\nListenStream=/run/%p.sock', ['80', '/run/a.sock']],
  ['[Socket]\nListenStream=\\\n 80\nListenStream=/run/a\\', ['80', '/run/a']],
  ['[Socket]\nListenStreams=80', []],
  ['[Socket]\nService=b.service', ['b.service']],
  ['[Socket]\nBacklog=5', []],
])('%j', (text, expected) => {
  const written = writtenValues(['ListenStream', 'Service']);
  expect(written(unitFile('/w/a.socket', text)!, DEFAULT_SETTINGS)).toEqual(expected);
});
