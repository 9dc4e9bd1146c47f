import { expect, it } from 'vitest';
import { createHost } from '../workspace/host.ts';
import { pageCodes } from './page.ts';
import { exampleSettings, readPage } from './rule-page.ts';
import { diagnose } from './run.ts';

/** Whether anything is offered for a code in the examples of its page. */
function isFixed(code: string): boolean {
  return readPage(code)!.examples.some(({ files, version }) => {
    const host = createHost(exampleSettings({ version }));
    host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
    const snapshot = host.snapshot();
    return [...snapshot.files()].some((file) =>
      diagnose(snapshot, file).some((found) => found.code === code && found.fixes.length > 0),
    );
  });
}

it.each(pageCodes())('%s has a fix, or its page says why none can be derived', (code) => {
  expect(isFixed(code)).toBe(readPage(code)!.noFix === '');
});
