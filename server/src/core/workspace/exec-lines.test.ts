import { expect, it } from 'vitest';
import { analysisOf } from './analyse.ts';
import { execCommands } from './exec-lines.ts';
import { createHost } from './host.ts';

it('gives the commands of a line, each time the same, and those that depend on the unit for each unit', () => {
  const host = createHost();
  const text = '[Service]\nExecStart=/bin/echo a ; /bin/true\nExecStop=/bin/echo %n\n';
  host.apply(['/w/a.service', '/w/b.service'].map((path) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  const [a, b] = [...snapshot.files()].map((file) => analysisOf(file, snapshot.settings).entries);
  expect(execCommands(a![0]!).map(({ argv }) => argv)).toEqual([['/bin/echo', 'a'], ['/bin/true']]);
  expect(execCommands(a![0]!)).toBe(execCommands(a![0]!));
  expect(execCommands(a![1]!)[0]!.argv).toEqual(['/bin/echo', 'a.service']);
  expect(execCommands(b![1]!)[0]!.argv).toEqual(['/bin/echo', 'b.service']);
});
