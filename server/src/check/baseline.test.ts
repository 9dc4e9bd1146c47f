import { expect, it } from 'vitest';
import { baselineText, readBaseline } from './baseline.ts';
import type { Report } from './report.ts';

function report(path: string, code: string, text: string): Report {
  const excerpt = { text, from: 0 };
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    file: path,
    ...place,
    severity: 'warning',
    effect: 'ignore',
    scope: 'line',
    code,
    message: '',
    path,
    excerpt,
  };
}

const relative = (path: string): string => path.replace('/w/', '');
const A = report('/w/a.service', 'unknown-directive', 'Foo=1');
const B = report('/w/b.service', 'bad-number', 'Nice=x');

it('what was written is known, as often as it was found', () => {
  const baseline = readBaseline(baselineText([A, B, A], relative), relative)!;
  expect([A, A, A, B, B].map((one) => baseline.takes(one))).toEqual([true, true, false, true, false]);
  expect(baseline.left()).toBe(0);
});

it('a finding in another file, of another code or about another line is new, and what is gone is counted', () => {
  const baseline = readBaseline(baselineText([A], relative), relative)!;
  const others = [
    { ...A, path: '/w/c.service' },
    { ...A, code: 'bad-mode' },
    { ...A, excerpt: { text: 'Foo=2', from: 0 } },
  ];
  expect(others.map((one) => baseline.takes(one))).toEqual([false, false, false]);
  expect(baseline.left()).toBe(1);
});

it('the text is the same in whatever order things were found', () => {
  expect(baselineText([A, B], relative)).toBe(baselineText([B, A], relative));
  expect(readBaseline(baselineText([], relative), relative)!.left()).toBe(0);
});

it.each([
  '',
  '[]',
  '{}',
  '{"version":2,"findings":[]}',
  '{"version":1,"findings":[{}]}',
  '{"version":1,"findings":[null]}',
])('%s is no baseline', (text) => {
  expect(readBaseline(text, relative)).toBeUndefined();
});
