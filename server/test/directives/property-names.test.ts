import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { completions } from '../../src/core/features/completion.ts';
import { hover } from '../../src/core/features/hover.ts';
import { lenses } from '../../src/core/features/lenses.ts';
import { links } from '../../src/core/features/links.ts';
import { parameterHelp } from '../../src/core/features/parameter-help.ts';
import { definition, references } from '../../src/core/features/references.ts';
import { valueTokens } from '../../src/core/features/value-tokens.ts';
import { pageCodes, pageText } from '../../src/core/findings/page.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { KNOWN_MACHINE, SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';

// Text of a file that happens to be the name of a property of every object is text like any other.

const NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name', 'size', 'get', 'then'];

/** A word of the same shape that is no property of anything. */
function plain(name: string): string {
  return name.replace(/[a-z]/g, 'q').replace(/[A-Z]/g, 'Q');
}

/** What is answered about a file, of the whole and at the last two places of each line: how much and where, not in which words. */
function judged(path: string, text: string): readonly string[] {
  const { snapshot, file } = sceneOf(path, text);
  const answers = [
    ...lenses(snapshot, file).map(({ range }) => `lens ${range.from}`),
    ...links(snapshot, file, KNOWN_MACHINE).map(({ range }) => `link ${range.from}`),
    ...valueTokens(snapshot, file, { from: 0, to: text.length }).map(({ kind, range }) => `${kind} ${range.from}`),
    ...diagnose(snapshot, file).map(({ code, effect, range }) => `${code} ${effect} ${range.from}`),
  ];
  let from = 0;
  for (const line of text.split('\n')) {
    const to = from + line.length;
    for (const at of new Set([Math.max(from, to - 1), to])) {
      const shown = hover(snapshot, file, at, KNOWN_MACHINE)?.range;
      const found = [definition(snapshot, file, at), references(snapshot, file, at)].map((all) => all.length);
      const help = parameterHelp(snapshot, file, at)?.active;
      const offered = completions(snapshot, file, at, SMALL_MACHINE).length;
      answers.push(`${at}: hover ${shown?.from}-${shown?.to}, ${found} found, part ${help}, ${offered} offered`);
    }
    from = to + 1;
  }
  return answers;
}

const AROUND = ['', '=1', ':1', ' 1', '=', ':'];

describe.each(NAMES)('%s', (name) => {
  it('is judged like any other word, as a section and as a directive', () => {
    const unit = (word: string) => `[${word}]\n${word}=1\n[Service]\n${word}=${word}\nExecStart=/bin/${word}\n`;
    for (const type of UNIT_TYPES) {
      expect(judged(`/w/a.${type}`, unit(name))).toEqual(judged(`/w/a.${type}`, unit(plain(name))));
    }
  });

  it('is judged like any other word, as a value', () => {
    for (const [type, section, keys] of SECTIONS) {
      const unit = (word: string) =>
        [`[${section}]`, ...keys.flatMap((key) => AROUND.map((rest) => `${key}=${word}${rest}`))].join('\n');
      const values = (word: string) => sceneOf(`/w/a.${type}`, unit(word));
      const found = (word: string) => {
        const { snapshot, file } = values(word);
        return diagnose(snapshot, file).map(({ code, effect, range }) => `${code} ${effect} ${range.from}`);
      };
      expect(found(name)).toEqual(found(plain(name)));
    }
  });

  it('is answered about in every value', () => {
    for (const [type, section, keys] of ONE_OF_A_KIND) {
      const of = (word: string) =>
        judged(`/w/a.${type}`, [`[${section}]`, ...keys.map((key) => `${key}=${word}`)].join('\n'));
      expect(of(name)).toEqual(of(plain(name)));
    }
  });

  it('names no page', () => {
    expect(pageCodes()).not.toContain(name);
    expect(pageText(name)).toBeUndefined();
  });
});

const SECTIONS = [...new Map(UNIT_TYPES.flatMap((type) => sectionsOf(type).map((section) => [section, type])))].map(
  ([section, type]) => [type, section, keysOf(section, NEWEST_VERSION)] as const,
);

/** The first directive of each parser function of systemd. */
const ONE_OF_A_KIND = ((seen = new Set<string>()) =>
  SECTIONS.map(([type, section, keys]) => {
    const unseen = keys.filter((key) => {
      const { parser } = directive(section, key, NEWEST_VERSION)!;
      return !seen.has(parser) && seen.add(parser);
    });
    return [type, section, unseen] as const;
  }))();
