import { expect, it } from 'vitest';
import { ENGLISH, type Language, render } from '../text/message.ts';
import { pageCodes, pageOf, pageText, summaryOf } from './page.ts';

it('every page is the same as it was written, and its examples are arguments', () => {
  for (const code of pageCodes()) {
    expect(render(pageOf(code)!, ENGLISH)).toBe(pageText(code));
    expect(pageOf(code)!.strings.join(''), code).not.toContain('```');
  }
});

it('a translation has the examples of the source', () => {
  const language: Language = {
    ...ENGLISH,
    beside: ' ',
    template: (key) => (key === 'page:unknown-section' ? '# 页\n\n话。\n\n{1}\n' : undefined),
  };
  const [, second] = pageText('unknown-section')!.match(/^```systemd .*\n[^`]*```$/gm)!;
  expect(render(pageOf('unknown-section')!, language)).toBe(`# 页\n\n话。\n\n${second}\n`);
});

it.each([
  ['# a\n\n- **Effect:** note\n\nOne thing. Another.\n\n## Bad\n', 'One thing.'],
  ['# a\n\n- **影响：** note（提示）\n\n第一句。第二句。\n\n## 错误示例\n', '第一句。'],
])('%j begins with a sentence that sums it up', (page, summary) => {
  expect(summaryOf(page)).toBe(summary);
});
