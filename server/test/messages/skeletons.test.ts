import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hardeningCompletions, skeletonCompletions } from '../../src/core/features/complete-skeletons.ts';
import { languageFrom } from '../../src/core/text/language.ts';
import { english, render } from '../../src/core/text/message.ts';
import { plainSnippet } from '../../src/core/text/snippet.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import { languages, textsOf } from '../../tools/texts.ts';

const ROOT = join(import.meta.dirname, '../../..');
const AT = { from: 0, to: 0 };

const PATHS = ['/untitled:/Untitled-1', '/w/a\\x2db.timer', '/w/a.mount', '/w/a.service.d/10.conf'];
const host = createHost(DEFAULT_SETTINGS);
host.apply(PATHS.map((path) => ({ path, layer: 'editor', text: '' })));
const snapshot = host.snapshot();
const OFFERED = PATHS.flatMap((path) => {
  const file = snapshot.file(path)!;
  return [...skeletonCompletions(snapshot, file, AT), ...hardeningCompletions(snapshot, file, 'Service', AT)];
});

const STOPS = /\$\{\d+[:|]|\$0/g;
const LINES = /^(?!Description=).*$/gm;

it.each(languages(ROOT))('units to begin with are in %s, and snippets still, with other descriptions alone', (tag) => {
  const language = languageFrom(textsOf(ROOT, tag));
  expect(OFFERED.length).toBeGreaterThan(10);
  for (const { label, insert, words, detail, documentation } of OFFERED) {
    const written = render(words!, language);
    expect(english(words!), label).toBe(insert);
    expect(written.match(STOPS), label).toEqual(insert.match(STOPS));
    expect(plainSnippet(written).match(LINES), label).toEqual(plainSnippet(insert).match(LINES));
    expect(written, label).not.toMatch(/^Description=\$\{1:[A-Z][a-z]+ /m);
    expect(render(detail!, language), label).not.toBe(english(detail!));
    expect(render(documentation!, language), label).toContain(plainSnippet(written));
  }
});
