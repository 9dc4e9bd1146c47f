import { expect, it } from 'vitest';
import { createHost } from '../core/workspace/host.ts';
import { createGivenFiles } from './given-files.ts';

const file = (uri: string, text: string | null, link = false) => ({
  uri,
  content: text === null ? null : btoa(text),
  link,
});

function given(...files: readonly object[]) {
  const host = createHost();
  const gifts = createGivenFiles(host, () => undefined);
  gifts.expect();
  gifts.take({ files, whole: ['file:///w', 'untitled:'] });
  return { host, gifts };
}

it('files come and go, whatever their bytes', () => {
  const { host, gifts } = given(file('file:///w/a%40.service', '[Unit]\nDescription=\xff\n'));
  expect(host.snapshot().file('/w/a@.service')?.text).toBe('[Unit]\nDescription=\udcff\n');
  gifts.take({ files: [file('file:///w/a%40.service', null)] });
  expect(host.snapshot().file('/w/a@.service')).toBeUndefined();
});

it('what an editor holds wins', () => {
  const { host, gifts } = given(file('file:///w/a.service', 'old'));
  host.apply([{ path: '/w/a.service', layer: 'editor', text: 'edited' }]);
  gifts.take({ files: [file('file:///w/a.service', 'new')] });
  expect(host.snapshot().file('/w/a.service')?.text).toBe('edited');
  host.apply([{ path: '/w/a.service', layer: 'editor', text: undefined }]);
  expect(host.snapshot().file('/w/a.service')?.text).toBe('new');
});

it('only what lies in a whole folder is surveyed, and nothing before files have come', () => {
  const host = createHost();
  const gifts = createGivenFiles(host, () => undefined);
  const surveyed = (path: string) => host.snapshot().isSurveyed(path);
  expect(surveyed('/w/a.service')).toBe(true);
  gifts.expect();
  expect(surveyed('/w/a.service')).toBe(false);
  gifts.take({ files: [], whole: ['file:///w', 'untitled:', 'mem:'] });
  expect(surveyed('/w/sub/a.service')).toBe(true);
  expect(surveyed('/untitled://Untitled-1')).toBe(true);
  expect(surveyed('/mem://a.service')).toBe(true);
  expect(surveyed('/ww/a.service')).toBe(false);
  expect(surveyed('/w/node_modules/p/a.service')).toBe(false);
  gifts.take({ files: [], whole: ['file:///w/node_modules/p'] });
  expect(surveyed('/w/node_modules/p/a.service')).toBe(true);
  expect(surveyed('/w/a.service')).toBe(false);
});

it('a link is taken to lead to the file that it reads as', () => {
  const unit = '[Socket]\nListenStream=80\n';
  const { host, gifts } = given(
    file('file:///w/alias.socket', unit, true),
    file('file:///w/other/copy.socket', unit),
    file('file:///w/real.socket', unit),
    file('file:///w/masked.socket', '', true),
    file('file:///w/elsewhere.socket', '[Socket]\nListenStream=81\n', true),
  );
  const link = (name: string) => host.snapshot().file(`/w/${name}`)?.link;
  expect(link('alias.socket')).toBe('/w/real.socket');
  expect(link('masked.socket')).toBe('/dev/null');
  expect(link('elsewhere.socket')).toBe('/w/elsewhere.socket');
  expect(link('real.socket')).toBeUndefined();
  gifts.take({ files: [file('file:///w/real.socket', `${unit}Accept=yes\n`)] });
  expect(link('alias.socket')).toBe('/w/real.socket');
});

it.each([undefined, null, 7, { files: 'x' }, { files: [null, {}, { uri: 7, content: 'x' }], whole: [7] }])(
  'what is no such notification does no harm: %j',
  (params) => {
    const { host, gifts } = given(file('file:///w/a.service', 'old'));
    gifts.take(params);
    expect(host.snapshot().file('/w/a.service')?.text).toBe('old');
  },
);

it('a file that is none is left out and logged, and the others of the notification are taken', () => {
  const host = createHost();
  const logged: string[] = [];
  const gifts = createGivenFiles(host, (text) => logged.push(text));
  const good = file('file:///w/b.service', '[Unit]\n');
  gifts.take({
    files: [{ uri: 'file:////w/a.service', content: '' }, { uri: 'file:///w/c.service', content: '%' }, null, good],
    whole: ['file:////w', 'file:///w'],
  });
  expect([...host.snapshot().paths()]).toEqual(['/w/b.service']);
  expect(host.snapshot().isSurveyed('/w/x.service')).toBe(true);
  expect(logged.map((line) => line.slice(0, line.indexOf(' is left out: ')))).toEqual([
    '"file:////w/a.service"',
    '"file:///w/c.service"',
    '"file:////w"',
  ]);
});
