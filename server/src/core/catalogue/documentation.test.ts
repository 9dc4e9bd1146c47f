import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnose } from '../rules/run.ts';
import { createHost } from '../workspace/host.ts';
import { directive, keysOf, NEWEST_VERSION } from './catalogue.ts';
import { DOCS } from './docs.generated.ts';
import { type DirectiveDoc, directiveDoc, documentedKeys, sectionDoc, unitTypeDoc } from './documentation.ts';
import { ownSection, sectionsOf, UNIT_TYPES } from './unit-type.ts';

const SECTIONS = [...new Set(UNIT_TYPES.flatMap(sectionsOf))];
const FILES = Object.keys(DOCS).filter((file) => file !== 'sections' && file !== 'unit-types');

describe.each(SECTIONS.filter((section) => keysOf(section, NEWEST_VERSION).length > 0))('[%s]', (section) => {
  const keys = keysOf(section, NEWEST_VERSION);
  const docs = keys.flatMap((key) => directiveDoc(section, key) ?? []);

  it('every directive is documented', () => {
    expect(keys.filter((key) => directiveDoc(section, key) === undefined)).toEqual([]);
  });

  it('no directive is explained by its own name', () => {
    expect(docs.filter((doc) => wordsBeyondTheName(doc).size < 6).map((doc) => `${doc.key}: ${doc.text}`)).toEqual([]);
  });

  it('every directive says what it takes and what holds without it, or what to use instead', () => {
    const complete = (doc: DirectiveDoc): boolean =>
      doc.instead === undefined ? Boolean(doc.values && doc.byDefault) : doc.instead.length > 0;
    expect(docs.filter((doc) => !complete(doc)).map((doc) => doc.key)).toEqual([]);
  });
});
