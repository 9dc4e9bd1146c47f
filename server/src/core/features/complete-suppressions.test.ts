import { expect, it } from 'vitest';
import { SMALL_MACHINE } from '../testing/machines.ts';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { completions } from './completion.ts';

/** What is offered where `^` stands, the best first, and what the text is with the first of them. */
function offered(marked: string): { labels: readonly string[]; taken: string } {
  const offset = marked.indexOf('^');
  const text = marked.replace('^', '');
  const { snapshot, file } = sceneOf('/w/a.service', text);
  const found = [...completions(snapshot, file, offset, SMALL_MACHINE)].sort((a, b) => (a.sort < b.sort ? -1 : 1));
  const [first] = found;
  return {
    labels: found.map(({ label }) => label),
    taken: first ? applyEdits(text, [{ range: first.range, newText: first.insert }]) : text,
  };
}

const REST = '\nFoo=1\nNice=x\nExecStart=/bin/cat\n';

it('how far it reaches', () => {
  const { labels, taken } = offered(`[Service]\n# systemd-units: ign^${REST}`);
  expect(labels).toEqual(['ignore=', 'ignore-file=', 'ignore-unit=']);
  expect(taken).toBe(`[Service]\n# systemd-units: ignore=${REST}`);
});

it('codes: what is found in the line below, then in the file, then any', () => {
  const { labels, taken } = offered(`[Service]\n# systemd-units: ignore=un^known${REST}`);
  expect(labels.slice(0, 2)).toEqual(['unknown-directive', 'bad-number']);
  expect(labels).toContain('address-conflict');
  expect(taken).toBe(`[Service]\n# systemd-units: ignore=unknown-directive${REST}`);
});

it('codes that are not in the list yet, and none about suppressions', () => {
  const { labels, taken } = offered(`[Service]\n; systemd-units: ignore-file=unknown-directive,^${REST}`);
  expect(labels[0]).toBe('bad-number');
  expect(labels.filter((label) => label === 'unknown-directive' || label.endsWith('-suppression'))).toEqual([]);
  expect(taken).toContain('ignore-file=unknown-directive,bad-number\n');
});

it('in the middle of a continued line, what is found in that line', () => {
  expect(offered('[Service]\nExecStart=/bin/a \\\n# systemd-units: ignore=^\n  %z\n').labels[0]).toBe('bad-specifier');
});

it.each([
  '# systemd^',
  '# a comment ^',
  '# systemd-units: ignore=bad-number a reason^',
  '# systemd-units: other words^',
])('nothing in %s', (comment) => {
  expect(offered(`[Service]\n${comment}${REST}`).labels).toEqual([]);
});
