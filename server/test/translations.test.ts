import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../src/core/catalogue/catalogue.ts';
import { DOCS } from '../src/core/catalogue/docs.generated.ts';
import { DOC_LABELS } from '../src/core/catalogue/documentation.ts';
import { sectionsOf, UNIT_TYPES } from '../src/core/catalogue/unit-type.ts';
import { directiveMarkdown } from '../src/core/features/hover.ts';
import { pageCodes } from '../src/core/findings/page.ts';
import { pageIn } from '../src/core/findings/page-in.ts';
import { diagnoseExample, readPage } from '../src/core/findings/rule-page.ts';
import { languageFrom } from '../src/core/text/language.ts';
import { FENCED } from '../src/core/text/markdown.ts';
import { readMarked } from '../src/core/text/markers.ts';
import { render } from '../src/core/text/message.ts';
import { allTemplates } from '../tools/read-templates.ts';
import {
  entriesOf,
  hashOf,
  isCurrent,
  languages,
  partsOf,
  textsOf,
  translatedEntries,
  writtenTexts,
} from '../tools/texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const KEYS = new Set(allTemplates().map(({ key }) => key));

describe.each(languages(ROOT))('%s', (language) => {
  const { templates, labels } = writtenTexts(ROOT, language);
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
    const old = entries.filter((one) => !isCurrent(one));
    const recipe = ({ file, heading, source }: (typeof old)[number]) =>
      `${file} ${heading ?? ''}: translate what has changed and write <!-- source: ${hashOf(source ?? '')} -->, or remove it, so that it is said in English`;
    expect(old.map(recipe)).toEqual([]);
  });

  it('has all entries of the documentation', () => {
    const docs = join(ROOT, 'server/src/core/catalogue/docs');
    const there = new Set(entries.map(({ file, heading }) => `${basename(file, `.${language}.md`)} ${heading}`));
    const missing = Object.keys(DOCS).flatMap((name) =>
      [...entriesOf(readFileSync(join(docs, `${name}.md`), 'utf8')).keys()]
        .map((heading) => `${name} ${heading}`)
        .filter((one) => !there.has(one)),
    );
    expect(missing).toEqual([]);
  });

  it('says in each entry of the documentation what its source says, with its code', () => {
    const wrong = entries.flatMap((one) => {
      if (one.heading === undefined || one.source === undefined) return [];
      const source = Object.entries(partsOf(one, one.source)).map(([part, text]) => `${part}: ${code(text)}`);
      const there = Object.entries(partsOf(one, one.text, labels)).map(([part, text]) => `${part}: ${code(text)}`);
      return source.join('\n') === there.join('\n') ? [] : [{ in: `${one.file} ${one.heading}`, source, there }];
    });
    expect(wrong).toEqual([]);
  });

  it('shows a directive in one language, but for names, code and what systemd itself says', () => {
    const texts = languageFrom(textsOf(ROOT, language));
    const sections = [...new Set(UNIT_TYPES.flatMap(sectionsOf))];
    const shown = sections.flatMap((section) =>
      keysOf(section, NEWEST_VERSION).map((key) => ({
        section,
        key,
        text: render(directiveMarkdown(section, key, NEWEST_VERSION)!, texts),
      })),
    );
    expect(shown.length).toBeGreaterThan(0);
    const english = shown.flatMap(({ section, key, text }) => {
      const found = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}/.exec(withoutCode(text).replace(/“[^”]*”/g, ''));
      return found ? [`[${section}] ${key}: ${found[0]}`] : [];
    });
    expect(english).toEqual([]);
  });

  it('leaves examples to the source, which has them for all languages', () => {
    const withExample = entries.filter(({ text }) => text.includes('```'));
    expect(withExample.map(({ file, heading }) => `${file} ${heading}`)).toEqual([]);
  });

  it('has the parts of each page, and in each the code of its source', () => {
    const wrong = entries
      .filter(({ heading }) => heading === undefined)
      .flatMap(({ file, text, source = '' }) => {
        const wanted = partsOfPage(source);
        const there = partsOfPage(text);
        return wanted.join('\n') === there.join('\n') ? [] : [{ file, wanted, there }];
      });
    expect(wrong).toEqual([]);
  });

  it('shows in the examples of each page what is said of them in the language', () => {
    const texts = languageFrom(textsOf(ROOT, language));
    const pages = pageCodes().filter((code) => texts.template(`page:${code}`) !== undefined);
    expect(pages.length).toBeGreaterThan(150);
    for (const code of pages) {
      const found = readPage(code)!.examples.flatMap((example) =>
        example.bad
          ? diagnoseExample(example)
              .filter((one) => one.code === code)
              .map(({ message }) => render(message, texts))
          : [],
      );
      const fences = pageIn(code, texts)!.match(FENCED) ?? [];
      const shown = fences.flatMap((fence) => readMarked(fence.split('\n').slice(1, -1).join('\n')).marks);
      expect(shown.map(({ message }) => message).toSorted(), code).toEqual(found.toSorted());
    }
  });

  it('has the labels of documentation as hovers have them', () => {
    for (const part of ['values', 'byDefault', 'managers', 'combines', 'mistake'] as const) {
      const key = Object.keys(templates).find((template) => template.endsWith(`**${DOC_LABELS[part]}** {0}`));
      expect(templates[key ?? part]).toContain(`**${labels[part]}** {0}`);
    }
  });
});

/** What a pattern finds in a text, each once, in one string. */
function parts(text: string, pattern: RegExp): string {
  return [...new Set(text.match(pattern))].toSorted().join(' ');
}

const CODE = /`[^`\n]+`/g;

function code(text: string): string {
  return parts(text, CODE);
}

/** What a page consists of, in order: its title, how many facts and headings, and the code of each part. */
function partsOfPage(page: string): string[] {
  return page.split(/^(?=## )/m).map((part) => {
    const title = /^# .*/m.exec(part)?.[0] ?? '';
    return `${title} ${part.match(/^- \*\*/gm)?.length ?? 0} ${code(part.replace(/(?<=\S)\n(?=\S)/g, ' '))}`;
  });
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`|\]\([^)]*\)|\{\d+\}/g, '、');
}
