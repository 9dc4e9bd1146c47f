import { expect, it } from 'vitest';
import { analysisOf } from './analyse.ts';
import { createHost } from './host.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

it.each([100, 12_000])(
  'an edit has the values of the other lines read no second time, of which there are %i',
  (count) => {
    const host = createHost();
    const path = '/w/a.service';
    const lines = Array.from({ length: count }, (_, index) => `Environment=A${index}=1\n`);
    const entriesOf = (text: string) => {
      host.apply([{ path, layer: 'editor', text }]);
      return analysisOf(host.snapshot().file(path)!, DEFAULT_SETTINGS).entries;
    };
    const before = entriesOf(`[Service]\n${lines.join('')}`);
    const after = entriesOf(`[Service]\n${lines.with(50, 'Environment=B=12\n').join('')}`);
    const read = after.flatMap(({ parsed }, index) => (parsed === before[index]?.parsed ? [] : [index]));
    expect(read).toContain(50);
    // Its neighbours are read again, as two characters may end a line.
    expect(read.length).toBeLessThanOrEqual(3);
  },
);

it('a line that has come into another section is read again', () => {
  const host = createHost();
  const path = '/w/a.service';
  const rest = `${'# a\n'.repeat(200)}Type=simple\n`;
  const entriesOf = (text: string) => {
    host.apply([{ path, layer: 'editor', text }]);
    return analysisOf(host.snapshot().file(path)!, DEFAULT_SETTINGS).entries.map(({ directive }) => directive.section);
  };
  expect(entriesOf(`[Service]\n${rest}`)).toEqual(['Service']);
  expect(entriesOf(`[Unit]\n${rest}`)).toEqual([]);
  expect(entriesOf(`[Service]\n${rest}`)).toEqual(['Service']);
});
