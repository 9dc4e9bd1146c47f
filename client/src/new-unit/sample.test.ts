import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import bundle from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { english, translator } from '../l10n.ts';
import { SAMPLE_SOCKET, SAMPLE_TEMPLATE, sampleFiles } from './sample.ts';

it('is the socket of the sample workspace, without the template that it needs', () => {
  const fixture = new URL(`../../../test-fixtures/sample-workspace/${SAMPLE_SOCKET}`, import.meta.url);
  expect(sampleFiles(english)).toEqual([{ name: SAMPLE_SOCKET, text: readFileSync(fixture, 'utf8') }]);
  expect(sampleFiles(english).map(({ name }) => name)).not.toContain(SAMPLE_TEMPLATE);
});

it('is described in the person’s language, as the tutorial in it does', () => {
  const inChinese = translator((message) => (bundle as Readonly<Record<string, string>>)[message] ?? message);
  const tutorial = readFileSync(new URL('../../../docs/tutorial.zh-cn.md', import.meta.url), 'utf8');
  expect(tutorial).toContain(sampleFiles(inChinese)[0]!.text);
});
