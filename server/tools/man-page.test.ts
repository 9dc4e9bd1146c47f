import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { COMMANDS, type CommandName, type OptionName } from '../src/check/options.ts';
import { npmManifest } from './bundled/npm-manifest.ts';
import { manPages } from './man-page.ts';
import { languages } from './texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const pages = manPages(ROOT, '1.2.3');
const [english, chinese] = [...pages.values()] as [string, string];

it('there is one in each language, and the package of npm has them all', () => {
  const names = [...pages.keys()];
  expect(names).toEqual(['systemd-units.1', ...languages(ROOT).map((tag) => `systemd-units.${tag}.1`)]);
  const { man, files } = npmManifest(manifest) as { man: string[]; files: string[] };
  expect(man).toEqual(names);
  expect(files).toEqual(expect.arrayContaining(names));
});

describe.each([...pages])('%s', (_name, page) => {
  it.each(Object.keys(COMMANDS) as CommandName[])('has %s with its options', (name) => {
    const text = page.replaceAll('\\-', '-');
    expect(text).toContain(`\n.SH ${name.toUpperCase()}\n`);
    for (const option of COMMANDS[name].options as readonly OptionName[])
      expect(text).toMatch(new RegExp(`^\\.B (?:-\\w, )?--${option}\\b`, 'm'));
  });

  it('has no line that is read as a request by chance', () => {
    const requests = new Set(['TH', 'SH', 'B', 'BR', 'PP', 'TP', 'br', 'ad', 'nh']);
    const odd = page
      .split('\n')
      .filter((line) => /^[.']/.test(line) && !requests.has(/^\.(\w+)/.exec(line)?.[1] ?? ''));
    expect(odd).toEqual([]);
  });
});

it('the one in Chinese has the parts of the English one, and says every sentence in Chinese', () => {
  const requests = (page: string) => page.split('\n').flatMap((line) => /^\.(?!ad|nh)\w+/.exec(line)?.[0] ?? []);
  expect(requests(chinese)).toEqual(requests(english));
  const sentences = chinese.split('\n').filter((line) => /^[^.]/.test(line));
  expect(sentences.length).toBeGreaterThan(40);
  expect(sentences.filter((line) => !/\p{Script=Han}/u.test(line))).toEqual([]);
});

it('lines of Chinese may be broken between characters, but not in front of what ends a part of them', () => {
  expect(chinese).toContain('设\\:置\\:后，\\:输\\:出\\:不\\:带\\:颜\\:色。');
  expect(chinese).not.toMatch(/\\:[，。；：、！？）”]|[（“]\\:/);
  expect(english).not.toContain('\\:');
});

it('the line from which apropos reads has no escapes but of its dash', () => {
  for (const page of pages.values()) expect(page).toMatch(/^systemd-units \\- [^\\]+$/m);
});
