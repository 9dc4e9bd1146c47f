import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SAMPLE_SOCKET, SAMPLE_TEMPLATE, sampleFiles } from './sample.ts';

it('is the socket of the sample workspace, without the template that it needs', () => {
  const fixture = new URL(`../../../test-fixtures/sample-workspace/${SAMPLE_SOCKET}`, import.meta.url);
  expect(sampleFiles()).toEqual([{ name: SAMPLE_SOCKET, text: readFileSync(fixture, 'utf8') }]);
  expect(sampleFiles().map(({ name }) => name)).not.toContain(SAMPLE_TEMPLATE);
});
