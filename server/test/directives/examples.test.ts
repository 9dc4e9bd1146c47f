import { describe, expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { DOCS } from '../../src/core/catalogue/docs.generated.ts';
import { type DirectiveDoc, directiveDoc, documentedKeys } from '../../src/core/catalogue/documentation.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { english } from '../../src/core/text/message.ts';
import { analysisOf } from '../../src/core/workspace/analyse.ts';
import { createHost } from '../../src/core/workspace/host.ts';

const DOCUMENTS = [...new Set(UNIT_TYPES.flatMap(sectionsOf))].flatMap((section) =>
  keysOf(section, NEWEST_VERSION).flatMap((key) => directiveDoc(section, key) ?? []),
);

describe.each(Object.keys(DOCS).filter((file) => !/^(sections|unit-types)$/.test(file)))('docs/%s.md', (file) => {
  const entries = documentedKeys(file).map((key) => ({ key, doc: DOCUMENTS.find((doc) => isFrom(file, key, doc)) }));

  it('has one example for each directive, which shows it and of which our own checker has nothing to say', () => {
    expect(DOCS[file]!.match(/^```systemd /gm)).toHaveLength(entries.length);
    expect(entries.flatMap(({ key, doc }) => (doc ? faults(doc) : [`${key}: there is no such directive`]))).toEqual([]);
  });
});

it('a wrong example is caught', () => {
  const wrong = (text: string): string[] =>
    faults({ key: 'CPUWeight', instead: undefined, example: { name: 'x.service', text } });
  expect(wrong('[Service]\nCPUWeight=100\nExecStart=/bin/true\n')).toEqual([]);
  expect(wrong('[Service]\nCPUWeight=100\nExecStart=/usr/sbin/nginx\n')).toHaveLength(1);
  expect(wrong('[Service]\nNice=5\nExecStart=/bin/true\n')).toEqual(['CPUWeight: the example does not have CPUWeight']);
  expect(wrong('[Service]\nCPUWeight=100\nCPUWieght=1\nExecStart=/bin/true\n')).toHaveLength(1);
});

it('examples are what an administrator would install', () => {
  const doubtful = DOCUMENTS.flatMap(({ key, example }) =>
    BAD_PRACTICE.filter(([, pattern]) => pattern.test(example?.text ?? '')).map(([what]) => `${key}: ${what}`),
  );
  expect(doubtful).toEqual([]);
});

/** What works, and what nobody should copy. */
const BAD_PRACTICE: readonly (readonly [string, RegExp])[] = [
  ['a server for trying things out', /\bhttp\.server\b/],
  ['a reload that returns before it is done', /kill -HUP \$MAINPID/],
  ['restarts without a pause', /^Restart=always$(?![\s\S]*^RestartSec=)/m],
  ['a failure that is ignored for no reason given', /^(?!#).*\nExec\w+=-/m],
  ['a device whose name depends on the order in which it was found', /\/dev\/(sd[a-z]|nvme\d|vd[a-z])/],
];

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
  const used = new Set(analysisOf(file, snapshot.settings).entries.map((entry) => entry.directive.key));
  const wanted = instead === undefined ? [key] : successors(instead);
  const missing = wanted.length > 0 && !wanted.some((one) => used.has(one));
  return [
    ...(missing ? [`${key}: the example does not have ${wanted.join(' or ')}`] : []),
    ...diagnose(snapshot, file)
      .filter(isOfTheFile)
      .map((found) => `${key}: ${found.code}: ${english(found.message)}`),
  ];
}

/** The directives that a way out names; none where there is nothing to write instead. */
function successors(instead: string): string[] {
  return [...instead.matchAll(/\b([A-Z]\w+)=/g)].map((match) => match[1]!);
}

/** Whether it is found whatever other units there are: an example is one file of several. */
function isOfTheFile({ scope }: Diagnostic): boolean {
  return scope !== 'workspace';
}
