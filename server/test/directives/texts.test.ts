import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION, OLDEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { type DirectiveDoc, directiveDoc, sinceOf } from '../../src/core/catalogue/documentation.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { NAMESPACE_SETTINGS, PRIVILEGES } from '../../src/core/rules/services/user-manager-privileges.ts';
import { contextOf } from '../../src/core/testing/values.ts';
import { ENUMERATIONS, type Enumeration, wordsOf } from '../../src/core/values/keywords/enumerations.ts';
import { grammarFor } from '../../src/core/values/registry.ts';

/** What is read before the rule in a hover: ten seconds of it. */
const WORDS_OF_AN_ANSWER = 31;
const WORDS_BEFORE_THE_RULE = 65;
/** A clause of so many words that stands in more entries than so many is said once instead, where it belongs. */
const CLAUSE = 14;
const ENTRIES_WITH_A_CLAUSE = 8;

const DIRECTIVES = [...new Set(UNIT_TYPES.flatMap(sectionsOf))].flatMap((section) =>
  keysOf(section, NEWEST_VERSION).flatMap((key) => {
    const doc = directiveDoc(section, key);
    return doc ? [{ section, key, doc }] : [];
  }),
);
const DOCUMENTS = [...new Map(DIRECTIVES.map(({ doc }) => [whole(doc), doc])).values()];

describe('the text of a directive', () => {
  it('begins with the answer, and says the facts within a glance', () => {
    const first = (doc: DirectiveDoc): string =>
      [doc.summary, doc.values, doc.byDefault, doc.managers, doc.instead].join(' ');
    expect(DOCUMENTS.length).toBeGreaterThan(500);
    expect(DOCUMENTS.filter((doc) => count(doc.summary) > WORDS_OF_AN_ANSWER).map((doc) => doc.summary)).toEqual([]);
    expect(DOCUMENTS.filter((doc) => count(first(doc)) > WORDS_BEFORE_THE_RULE).map(first)).toEqual([]);
  });

  it('gives versions as numbers, and is in words that engineers use', () => {
    const vague = /\b(newer|older|recent|later) (systemd|versions?|managers?|ones)\b|\bblanks?\b/;
    const parts = DOCUMENTS.flatMap((doc) =>
      [doc.summary, doc.text, doc.values, doc.byDefault, doc.combines, doc.mistake, doc.instead].filter(
        (part) => part !== undefined && vague.test(part),
      ),
    );
    expect(parts).toEqual([]);
    expect(DOCUMENTS.filter(({ mistake }) => mistake?.startsWith('To ')).map(({ key }) => key)).toEqual([]);
  });

  it('does not repeat the clauses of others', () => {
    const entries = new Map<string, Set<string>>();
    for (const doc of DOCUMENTS) {
      const words = whole(doc).split(/\s+/);
      for (let at = 0; at + CLAUSE <= words.length; at++) {
        const clause = words.slice(at, at + CLAUSE).join(' ');
        entries.set(clause, (entries.get(clause) ?? new Set()).add(doc.key));
      }
    }
    const repeated = [...entries].filter(([, keys]) => keys.size > ENTRIES_WITH_A_CLAUSE);
    expect(repeated.map(([clause, keys]) => `${keys.size}: ${clause}`)).toEqual([]);
  });
});

describe('the words of every other list', () => {
  it('are dated where they are younger than the directive', () => {
    const words = DIRECTIVES.filter(({ doc }) => doc.instead === undefined).flatMap(({ section, key, doc }) =>
      [...(doc.values ?? '').matchAll(/`([a-z][\w:-]*)`/g)].map((match) => ({ section, key, doc, word: match[1]! })),
    );
    expect(words.length).toBeGreaterThan(1000);
    const wrong = words.flatMap(({ section, key, doc, word }) => {
      const first = firstWithout(section, key, word);
      const said = saidSince(word, doc.values ?? '') || 0;
      return first === undefined || said >= first ? [] : [`${section}.${key}: ${word} is since ${first}, not ${said}`];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

/** The version with which a grammar stops complaining about a word; undefined where it always or never does. */
function firstWithout(section: string, key: string, word: string): number | undefined {
  const complains = (version: number): boolean => {
    const at = contextOf(`${section}.${key}`, version);
    return (grammarFor(at.parser)?.parse(word, at).problems.length ?? 0) > 0;
  };
  const oldest = Math.max(OLDEST_VERSION, sinceOf(section, key));
  if (complains(NEWEST_VERSION) || !complains(oldest)) return undefined;
  let version = NEWEST_VERSION;
  while (!complains(version - 1)) version--;
  return version;
}

describe('which managers can apply a setting', () => {
  const service = (key: string): string | undefined => directiveDoc('Service', key)?.managers;

  it('is told where it is a matter of rights, as the rule about user managers has it', () => {
    const always = PRIVILEGES.filter(({ until, needs }) => until === undefined && needs === undefined);
    expect(always.filter(({ key }) => service(key) === undefined).map(({ key }) => key)).toEqual([]);
    expect(always.filter(({ key, inNamespace }) => inNamespace && !service(key)?.includes('`PrivateUsers=`'))).toEqual(
      [],
    );
  });

  it('says of those settings only that they imply a user namespace that do', () => {
    const implying = DIRECTIVES.filter(({ doc }) => doc.managers?.includes('where it implies `PrivateUsers=`'));
    expect(implying.length).toBeGreaterThan(50);
    expect(implying.filter(({ key }) => !NAMESPACE_SETTINGS.includes(key)).map(({ key }) => key)).toEqual([]);
  });
});

describe('the words of an enumeration', () => {
  const listed = DIRECTIVES.flatMap(({ section, key, doc }) => {
    const rule = ruleAt(section, key, NEWEST_VERSION);
    const elsewhere = doc.instead !== undefined || doc.values?.startsWith('as for ');
    return rule && !elsewhere ? [{ section, key, doc, rule }] : [];
  });

  it('are all named among the values of the directive', () => {
    expect(listed.length).toBeGreaterThan(100);
    const missing = listed.flatMap(({ section, key, doc, rule }) =>
      wordsOf(rule, NEWEST_VERSION)
        .filter((word) => !isNamed(word, doc.values ?? '', rule) && !UNDOCUMENTED.has(`${key} ${word}`))
        .map((word) => `${section}.${key}: ${word}`),
    );
    expect(missing).toEqual([]);
  });

  it('are dated where they are younger than the directive, and only there', () => {
    const wrong = listed.flatMap(({ section, key, doc, rule }) =>
      wordsOf(rule, NEWEST_VERSION).flatMap((word) => {
        const said = saidSince(word, doc.values ?? '');
        if (said === undefined || isBoolean(word, rule)) return [];
        const first = firstWith(section, key, word);
        const dated = first > Math.max(OLDEST_VERSION, sinceOf(section, key)) ? first : 0;
        return said === dated ? [] : [`${section}.${key}: ${word} is said to be since ${said}, and is since ${dated}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** What the parser takes for the manager's own use, and no manual names. */
const UNDOCUMENTED: ReadonlySet<string> = new Set(
  ['OnSuccessJobMode', 'OnFailureJobMode'].flatMap((key) =>
    ['lenient', 'triggering', 'restart-dependencies'].map((word) => `${key} ${word}`),
  ),
);

function ruleAt(section: string, key: string, version: number): Enumeration | undefined {
  const parser = directive(section, key, version)?.parser;
  return parser !== undefined && Object.hasOwn(ENUMERATIONS, parser) ? ENUMERATIONS[parser] : undefined;
}

function isNamed(word: string, values: string, rule: Enumeration): boolean {
  if (values.includes(`\`${word}\``)) return true;
  if (isBoolean(word, rule)) return /boolean|yes or no/.test(values);
  return /^local[1-6]$/.test(word) && values.includes('`local0` to `local7`');
}

function isBoolean(word: string, { booleans }: Enumeration): boolean {
  return booleans !== undefined && (word === booleans.yes || word === booleans.no);
}

/** The version that stands before a word in its part of a list, 0 where there is none; undefined where the word is not in the list. */
function saidSince(word: string, values: string): number | undefined {
  const at = values.indexOf(`\`${word}\``);
  if (at < 0) return undefined;
  const part = values.slice(values.lastIndexOf(';', at) + 1, at);
  return Number([...part.matchAll(/\bsince (\d+)/g)].at(-1)?.[1] ?? 0);
}

/** The first version in which a directive takes a word, without a gap up to the newest. */
function firstWith(section: string, key: string, word: string): number {
  let first = NEWEST_VERSION;
  for (let version = NEWEST_VERSION; version >= OLDEST_VERSION; version--) {
    const rule = ruleAt(section, key, version);
    if (!rule || !wordsOf(rule, version).includes(word)) break;
    first = version;
  }
  return first;
}

function whole(doc: DirectiveDoc): string {
  return [doc.summary, doc.text, doc.values, doc.byDefault, doc.combines, doc.mistake, doc.instead].join(' ');
}

function count(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
