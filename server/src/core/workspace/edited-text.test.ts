import { expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { sceneOf } from '../testing/scene.ts';
import { keptText } from './edited-text.ts';

const PATH = '/etc/systemd/system/web.service.d/.#override.conf4f0e9f2b7c1d3a56';

/** What systemctl edit opens, in the words of systemd 252 and 254. */
const TEXTS = [
  [
    '### Anything between here and the comment below will become the new contents of the file',
    '### Lines below this comment will be discarded',
  ],
  [
    '### Anything between here and the comment below will become the contents of the drop-in file',
    '### Edits below this comment will be discarded',
  ],
].map(([start, end]) =>
  [
    `### Editing ${PATH.replace(/\.#(.*)[0-9a-f]{16}/, '$1')}`,
    'Nic=5',
    start,
    '[Service]',
    'Nic=6',
    end,
    '### /usr/lib/systemd/system/web.service',
    '[Service]',
    'Nic=7',
    'Nice=8 \\',
    '  9',
    '',
  ].join('\n'),
);

it.each(TEXTS)('judges only what systemctl edit keeps: %#', (text) => {
  const { snapshot, file } = sceneOf(PATH, text, { '/etc/systemd/system/web.service': '[Service]\nExecStart=/x\n' });
  const found = diagnose(snapshot, file).map(
    ({ code, range }) => `${code} ${text.slice(0, range.from).split('\n').length}`,
  );
  expect(found).toEqual(['unknown-directive 5']);
});

it('keeps each offset, and the whole of any other file', () => {
  for (const text of TEXTS) {
    expect(keptText(PATH, text)).toHaveLength(text.length);
    expect(keptText('/etc/systemd/system/web.service.d/override.conf', text)).toBe(text);
  }
  // Without the comments, as with --full, all of it is kept.
  expect(keptText(PATH, '[Service]\nNice=5\n')).toBe('[Service]\nNice=5\n');
});
