import { describe, expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { directive, keysOf, NEWEST_VERSION } from './catalogue.ts';
import { DOCS } from './docs.generated.ts';
import { type DirectiveDoc, directiveDoc, documentedKeys, sectionDoc, unitTypeDoc } from './documentation.ts';
import { sectionsOf, UNIT_TYPES } from './unit-type.ts';

/** Fewer words than these beside the name, and the text says no more than the name does. */
const ENOUGH_WORDS = 3;

const SECTIONS = [...new Set(UNIT_TYPES.flatMap(sectionsOf))].map((section) => {
  const keys = keysOf(section, NEWEST_VERSION);
  return { section, keys, docs: keys.flatMap((key) => directiveDoc(section, key) ?? []) };
});
const DOCUMENTS = SECTIONS.flatMap(({ docs }) => docs);

/** [Target] and [Device] have no directives. */
describe.each(SECTIONS.filter(({ keys }) => keys.length > 0))('[$section]', ({ section, keys, docs }) => {
  it('has every directive documented', () => {
    expect(docs.map((doc) => doc.key)).toEqual(keys);
  });

  it('says more of a directive than its name does', () => {
    const meagre = docs.filter((doc) => wordsBeyondTheName(doc).size < ENOUGH_WORDS);
    expect(meagre.map((doc) => `${doc.key}: ${doc.summary}`)).toEqual([]);
  });

  it('says what a directive takes and what holds without it, or what to use instead', () => {
    const incomplete = docs.filter((doc) => !doc.instead && !(doc.values && doc.byDefault));
    expect(incomplete.map((doc) => doc.key)).toEqual([]);
  });

  it('names the way out of each directive that systemd no longer heeds', () => {
    const retired = docs.filter((doc) => directive(section, doc.key, NEWEST_VERSION)?.ltype === 'DISABLED_LEGACY');
    expect(retired.filter((doc) => !doc.instead).map((doc) => doc.key)).toEqual([]);
  });
});

describe.each(Object.keys(DOCS).filter((file) => !/^(sections|unit-types)$/.test(file)))('docs/%s.md', (file) => {
  const entries = documentedKeys(file).map((key) => ({ key, doc: DOCUMENTS.find((doc) => isFrom(file, key, doc)) }));

  it('has only directives that exist, each once and where its section looks for it', () => {
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ doc }) => !doc).map(({ key }) => key)).toEqual([]);
    expect(new Set(documentedKeys(file)).size).toBe(entries.length);
  });
});

it('a sentence that only takes the name apart is not enough', () => {
  const count = (text: string): number =>
    wordsBeyondTheName({ key: 'MemoryMax', summary: text, text: '', combines: undefined, mistake: undefined }).size;
  expect(count('Sets the maximum memory of the unit. See `MemoryMax=`.')).toBeLessThan(ENOUGH_WORDS);
  expect(count('The unit is killed when it uses more.')).toBeGreaterThanOrEqual(ENOUGH_WORDS);
});

it.each(SECTIONS)('the section [$section] is described', ({ section }) => {
  expect(english(sectionDoc(section)!).length).toBeGreaterThan(80);
});

it.each(UNIT_TYPES)('%s units are described', (type) => {
  expect(english(unitTypeDoc(type)!).length).toBeGreaterThan(80);
});

/** The words of an explanation that are neither in the directive's name nor say nothing; the names of other directives count. */
function wordsBeyondTheName(
  doc: Pick<DirectiveDoc, 'key' | 'summary' | 'text' | 'combines' | 'mistake'>,
): ReadonlySet<string> {
  const name = doc.key.toLowerCase();
  const explanation = [doc.summary, doc.text, doc.combines, doc.mistake].join(' ').toLowerCase();
  const isNew = (word: string): boolean =>
    word.endsWith('=') ? word !== `${name}=` : !name.includes(word.slice(0, 4)) && !FILLERS.test(word);
  return new Set((explanation.match(/[a-z]{3,}=?/g) ?? []).filter(isNew));
}

const FILLERS =
  /^(and|are|can|directive|for|from|has|have|its|may|not|options?|sets?|settings?|specifies|systemd|that|the|this|units?|values?|which|with)$/;

/** Whether a section's documentation of a key was read from the file: several files may have the key, for different sections. */
function isFrom(file: string, key: string, doc: DirectiveDoc): boolean {
  return doc.key === key && doc.example !== undefined && DOCS[file]!.includes(doc.example.text);
}
