import { expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { lenses } from './lenses.ts';

/** The titles of the lenses of a file and the text that they stand over. */
function shown(path: string, text: string, ...others: readonly string[]): string[] {
  const host = createHost();
  host.apply([{ path, layer: 'editor', text }]);
  host.apply(others.map((other) => ({ path: other, layer: 'disk', text: '[Unit]\nDescription=A\n' })));
  const snapshot = host.snapshot();
  return lenses(snapshot, snapshot.file(path)!).map(
    ({ range, title }) => `${text.slice(range.from, range.to)}: ${english(title)}`,
  );
}

it('a socket can be activated, tried, deployed and stopped', () => {
  const titles = ['Activate Socket', 'Send Test Request', 'Deploy Unit', 'Stop', 'Journal'];
  expect(shown('/w/a.socket', '[Unit]\n[Socket]\nListenStream=1\n')).toEqual(titles.map((title) => `Socket: ${title}`));
});

it('another unit can be deployed, and shown as it is in force', () => {
  const titles = ['Deploy Unit', 'Journal', 'Effective Unit'];
  expect(shown('/w/a.timer', '[Timer]\n')).toEqual(titles.map((title) => `Timer: ${title}`));
});

it.each([
  ['1 drop-in', ['/w/a.timer.d/x.conf']],
  ['2 drop-ins', ['/w/a.timer.d/x.conf', '/w/timer.d/y.conf']],
])('counts the drop-ins: %s', (title, others) => {
  expect(shown('/w/a.timer', '[Timer]\n', ...others).at(-1)).toBe(`Timer: ${title}`);
});

it('counts the references', () => {
  expect(shown('/w/a.service', '[Unit]\nAfter=a.service\n[Service]\n').at(-1)).toBe('Service: 1 reference');
  const many = `[Unit]\nAfter=${'a.service '.repeat(200)}\n[Service]\n`;
  expect(shown('/w/a.service', many).at(-1)).toBe('Service: 100+ references');
});

it.each([
  ['without its section', '/w/a.socket', '[Unit]\n'],
  ['that is a drop-in', '/w/a.socket.d/x.conf', '[Socket]\n'],
  ['that was never saved', '/untitled:/Untitled-1', '[Socket]\nListenStream=1\n'],
])('a file %s has none', (_, path, text) => expect(shown(path, text)).toEqual([]));
