import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnose } from '../rules/run.ts';
import { createHost } from '../workspace/host.ts';
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
    expect(meagre.map((doc) => `${doc.key}: ${doc.text}`)).toEqual([]);
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
    expect(entries.filter(({ doc }) => !doc).map(({ key }) => key)).toEqual([]);
    expect(new Set(documentedKeys(file)).size).toBe(entries.length);
  });

  it('has one example for each directive, which shows it and to which systemd has nothing to say', () => {
    expect(DOCS[file]!.match(/^```systemd /gm)).toHaveLength(entries.length);
    expect(entries.flatMap(({ doc }) => (doc ? faults(doc) : []))).toEqual([]);
  });
});

it('a sentence that only takes the name apart is not enough', () => {
  const count = (text: string): number =>
    wordsBeyondTheName({ key: 'MemoryMax', text, combines: undefined, mistake: undefined }).size;
  expect(count('Sets the maximum memory of the unit. See `MemoryMax=`.')).toBeLessThan(ENOUGH_WORDS);
  expect(count('The unit is killed when it uses more.')).toBeGreaterThanOrEqual(ENOUGH_WORDS);
});

it('a wrong example is caught', () => {
  const wrong = (text: string): string[] =>
    faults({ key: 'CPUWeight', instead: undefined, example: { name: 'x.service', text } });
  expect(wrong('[Service]\nCPUWeight=100\nExecStart=/bin/true\n')).toEqual([]);
  expect(wrong('[Service]\nNice=5\nExecStart=/bin/true\n')).toEqual(['CPUWeight: the example does not have CPUWeight']);
  expect(wrong('[Service]\nCPUWeight=100\nCPUWieght=1\nExecStart=/bin/true\n')).toHaveLength(1);
});

it.each(SECTIONS)('the section [$section] is described', ({ section }) => {
  expect(sectionDoc(section)?.length).toBeGreaterThan(80);
});

it.each(UNIT_TYPES)('%s units are described', (type) => {
  expect(unitTypeDoc(type)?.length).toBeGreaterThan(80);
});

/** The words of an explanation that are neither in the directive's name nor say nothing; the names of other directives count. */
function wordsBeyondTheName(doc: Pick<DirectiveDoc, 'key' | 'text' | 'combines' | 'mistake'>): ReadonlySet<string> {
  const name = doc.key.toLowerCase();
  const explanation = [doc.text, doc.combines, doc.mistake].join(' ').toLowerCase();
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

/** What is wrong with the example of a directive, in sentences. */
function faults({ key, instead, example }: Pick<DirectiveDoc, 'key' | 'instead' | 'example'>): string[] {
  if (!example) return [`${key}: there is no example`];
  const path = `/units/${example.name}`;
  const host = createHost();
  host.apply([{ path, layer: 'disk', text: example.text }]);
  const snapshot = host.snapshot();
  const file = snapshot.file(path);
  if (!file) return [`${key}: ${example.name} is not the name of a unit file`];
  const used = new Set(file.analysis(snapshot.settings).entries.map((entry) => entry.directive.key));
  const wanted = instead === undefined ? [key] : successors(instead);
  const missing = wanted.length > 0 && !wanted.some((one) => used.has(one));
  return [
    ...(missing ? [`${key}: the example does not have ${wanted.join(' or ')}`] : []),
    ...diagnose(snapshot, file)
      .filter(isClaim)
      .map((found) => `${key}: ${found.code}: ${found.message}`),
  ];
}

/** The directives that a way out names; none where there is nothing to write instead. */
function successors(instead: string): string[] {
  return [...instead.matchAll(/\b([A-Z]\w+)=/g)].map((match) => match[1]!);
}

/** Whether systemd itself would say something of the file, whatever other units there are. */
function isClaim({ effect, scope }: Diagnostic): boolean {
  return scope !== 'workspace' && (effect === 'refuse' || effect === 'ignore' || effect === 'note');
}
