import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templatesOfCore } from '../tools/read-templates.ts';
import { entriesOf, hashOf, languages, translatedEntries, writtenTexts } from '../tools/texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const KEYS = new Set(templatesOfCore().map(({ key }) => key));

describe.each(languages(ROOT))('%s', (language) => {
  const { templates } = writtenTexts(ROOT, language);
  const entries = translatedEntries(ROOT, language);
  const { forbidden } = JSON.parse(readFileSync(join(ROOT, `server/l10n/glossary/${language}.json`), 'utf8')) as {
    forbidden: { pattern: string; instead: string }[];
  };
  const texts = [
    ...Object.entries(templates),
    ...entries.map(({ file, heading, text }) => [`${file}#${heading}`, text] as const),
  ];

  it('has a translation of each template, and none of others', () => {
    const missing = [...KEYS].filter((key) => !(key in templates));
    const recipe = `Add to "templates" of server/l10n/${language}.json a line for each of these, with its words in glossary/${language}.json.`;
    expect(missing, recipe).toEqual([]);
    expect(Object.keys(templates).filter((key) => !KEYS.has(key))).toEqual([]);
  });

  it('keeps what a template is filled with, and its code', () => {
    const wrong = Object.entries(templates).filter(
      ([key, text]) => parts(key, /\{\d+\}|`[^`]+`/g) !== parts(text, /\{\d+\}|`[^`]+`/g),
    );
    expect(wrong).toEqual([]);
  });

  it('names the directives, statuses and options that a template names', () => {
    const names = /\b[A-Z][A-Za-z0-9]+=[\w-]*|\b\d{3}\/[A-Z_]+|(?<!\w)--[a-z]+|\$[A-Z_]+/g;
    const wrong = Object.entries(templates).filter(([key, text]) => {
      const there = parts(text, names);
      return [...new Set(key.match(names))].some((name) => !there.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  it('uses the words of the glossary', () => {
    const wrong = texts.flatMap(([key, text]) =>
      forbidden.flatMap(({ pattern, instead }) => {
        const found = new RegExp(pattern, 'u').exec(withoutCode(text));
        return found ? [{ key, found: found[0], instead }] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has documentation that is translated from its source as it is now', () => {
    const old = entries.filter(({ source, hash }) => source === undefined || hash !== hashOf(source));
    const recipe = ({ file, heading, source }: (typeof old)[number]) =>
      `${file} ${heading ?? ''}: translate what has changed, then write <!-- source: ${hashOf(source ?? '')} -->`;
    expect(old.map(recipe)).toEqual([]);
  });

  it('has all entries of each file of documentation that is translated, with their code', () => {
    const files = new Set(entries.flatMap(({ file, heading }) => (heading === undefined ? [] : [file])));
    const core = join(ROOT, 'server/src/core');
    const missing = [...files].flatMap((file) => {
      const source = readFileSync(join(core, file.replace(`.${language}.md`, '.md')), 'utf8');
      const there = new Set(entries.filter((one) => one.file === file).map(({ heading }) => heading));
      return [...entriesOf(source).keys()].filter((heading) => !there.has(heading)).map((one) => `${file} ${one}`);
    });
    expect(missing).toEqual([]);
    const wrong = entries.filter(({ text, source = '' }) => {
      const there = parts(text, /`[^`\n]+`/g);
      return [...new Set(source.match(/`[^`\n]+`/g))].some((code) => !there.includes(code));
    });
    expect(wrong.map(({ file, heading }) => `${file} ${heading ?? ''}`)).toEqual([]);
  });
});

/** What a pattern finds in a text, each once, in one string. */
function parts(text: string, pattern: RegExp): string {
  return [...new Set(text.match(pattern))].toSorted().join(' ');
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`|\]\([^)]*\)|\{\d+\}/g, '、');
}
