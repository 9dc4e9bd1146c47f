import { expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { suppressionsAt } from './suppress.ts';

/** Applies what is offered under a title at a place, and gives the text and what is found then. */
function taken(text: string, title: string, at = text.indexOf('^')): { text: string; found: readonly string[] } {
  const plain = text.replace('^', '');
  const { snapshot, file } = sceneOf('/w/a.service', plain);
  const offered = suppressionsAt(snapshot, file, { from: at, to: at });
  const fix = offered.find((one) => english(one.fix.title) === title)?.fix;
  const [change] = fix?.changes ?? [];
  if (change?.kind !== 'edit')
    throw new Error(`${title} is not offered: ${offered.map((one) => english(one.fix.title))}`);
  const next = applyEdits(plain, change.edits);
  const after = sceneOf('/w/a.service', next);
  return { text: next, found: diagnose(after.snapshot, after.file).map(({ code }) => code) };
}

const LINE = 'Ignore unknown-directive in this line';
const FILE = 'Ignore unknown-directive in this file';

it('a comment above the line', () => {
  expect(taken('[Service]\nExecStart=/bin/cat\n^Foo=1\n', LINE)).toEqual({
    text: '[Service]\nExecStart=/bin/cat\n# systemd-units: ignore=unknown-directive\nFoo=1\n',
    found: [],
  });
});

it('a comment at the beginning of the file', () => {
  expect(taken('[Service]\nExecStart=/bin/cat\n^Foo=1\n', FILE)).toEqual({
    text: '# systemd-units: ignore-file=unknown-directive\n[Service]\nExecStart=/bin/cat\nFoo=1\n',
    found: [],
  });
});

it('a comment below a line with a byte order mark, in front of which systemd takes none for one', () => {
  expect(taken('\ufeff[Service]\r\nExecStart=/bin/cat\r\n^Foo=1\r\n', FILE)).toEqual({
    text: '\ufeff[Service]\r\n# systemd-units: ignore-file=unknown-directive\r\nExecStart=/bin/cat\r\nFoo=1\r\n',
    found: [],
  });
});

it('a comment that is there is given the code', () => {
  const present = '# systemd-units: ignore=bad-mode,bad-number for a reason';
  const { text } = taken(`[Service]\nExecStart=/bin/cat\n${present}\n^Foo=1\n`, LINE);
  expect(text).toContain('ignore=bad-mode,bad-number,unknown-directive for a reason\nFoo=1');
  const whole = taken('# systemd-units: ignore-file=bad-mode\n[Service]\n^Foo=1\n', FILE).text;
  expect(whole).toContain('# systemd-units: ignore-file=bad-mode,unknown-directive\n[Service]');
});

it('a continued line is kept whole', () => {
  const { text, found } = taken('[Service]\nExecStart=/bin/a \\\n  ^%z\n', 'Ignore bad-specifier in this line');
  expect(text).toBe('[Service]\n# systemd-units: ignore=bad-specifier\nExecStart=/bin/a \\\n  %z\n');
  expect(found).toEqual([]);
});

it('nothing is offered for what is wrong with suppressions', () => {
  const { snapshot, file } = sceneOf(
    '/w/a.service',
    '# systemd-units: ignore-file=no-such\n[Service]\nExecStart=/bin/cat\n',
  );
  expect(diagnose(snapshot, file).map(({ code }) => code)).toEqual(['bad-suppression']);
  expect(suppressionsAt(snapshot, file, { from: 0, to: file.text.length })).toEqual([]);
});
