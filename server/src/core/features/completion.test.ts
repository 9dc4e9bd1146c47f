import { describe, expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { isRetired } from '../catalogue/retired.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../catalogue/unit-type.ts';
import { applyEdits } from '../text/edit.ts';
import type { World } from '../values/grammar.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Completion, completions } from './completion.ts';

/** A machine with a little of everything, so that every kind of offer is made. */
const WORLD: World = {
  units: () =>
    ['foo.service', 'foo@.service', 'foo.socket', 'foo.target', 'foo.slice', 'foo.timer', 'dev-sda1.device'].map(
      (name) => ({
        name,
        description: `The unit ${name}`,
        file: `/w/${name}`,
      }),
    ),
  directory: (path) => (path === '/' ? ['etc/', 'usr/', 'dev/'] : ['one/', 'two']),
  users: () => ['root', 'www-data', 'nobody'],
  groups: () => ['root', 'adm'],
  fact: () => undefined,
};

function open(type: UnitType, text: string, version = NEWEST_VERSION): { snapshot: Snapshot; file: UnitFile } {
  const host = createHost({ ...DEFAULT_SETTINGS, version });
  const path = `/w/demo.${type}`;
  host.apply([{ path, layer: 'editor', text }]);
  const snapshot = host.snapshot();
  return { snapshot, file: snapshot.file(path)! };
}

/** Completes where `|` stands. */
function completeAt(type: UnitType, marked: string, version?: number): readonly Completion[] {
  const offset = marked.indexOf('|');
  const { snapshot, file } = open(type, marked.replace('|', ''), version);
  return completions(snapshot, file, offset, WORLD);
}

const labels = (found: readonly Completion[]): string[] => found.map((one) => one.label);

describe('sections and directives', () => {
  it('an empty file is offered its sections', () => {
    expect(labels(completeAt('socket', '|'))).toEqual(['[Unit]', '[Socket]', '[Install]']);
  });

  it('a header is completed with the sections that are missing', () => {
    expect(labels(completeAt('socket', '[Unit]\n[|'))).toEqual(['[Socket]', '[Install]']);
  });

  it('directives are those of the section and version, with `=` and without those already set', () => {
    const found = completeAt('socket', '[Socket]\nAccept=yes\nListenStream=1\n|');
    expect(labels(found)).toContain('ListenStream');
    expect(labels(found)).not.toContain('Accept');
    expect(labels(found)).not.toContain('ExecStart');
    expect(found.find((one) => one.label === 'ListenDatagram')).toMatchObject({
      insert: 'ListenDatagram=',
      more: true,
    });
    expect(labels(completeAt('service', '[Service]\n|', 252))).not.toContain('RestartMode');
  });

  it('the commonest come first', () => {
    const sorted = [...completeAt('socket', '[Socket]\n|')].sort((a, b) => (a.sort < b.sort ? -1 : 1));
    expect(labels(sorted).slice(0, 3)).toEqual(['Accept', 'ListenDatagram', 'ListenStream']);
  });

  it('a key is replaced and its `=` kept', () => {
    const found = completeAt('socket', '[Socket]\nList|en=9\n').find((one) => one.label === 'ListenStream')!;
    expect(found).toMatchObject({ insert: 'ListenStream', range: { from: 9, to: 15 } });
  });
});

describe('values', () => {
  it('a comment is left alone', () => {
    expect(completeAt('socket', '[Socket]\n# Acc|')).toEqual([]);
  });

  it('what is offered replaces the word under the cursor', () => {
    const marked = '[Unit]\nAfter=foo.target fo|\n';
    const found = completeAt('service', marked).find((one) => one.label === 'foo.socket')!;
    const text = marked.replace('|', '');
    expect(applyEdits(text, [{ range: found.range, newText: found.insert }])).toBe(
      '[Unit]\nAfter=foo.target foo.socket\n',
    );
  });

  // One test for each type and version, not for each of 1,500 directives: a failure lists all that is wrong.
  it.each(UNIT_TYPES.flatMap((type) => [252, NEWEST_VERSION].map((version) => [type, version] as const)))(
    'nothing is offered in a .%s that systemd %i would not take',
    (type, version) => {
      expect(rejectedOffers(type, version)).toEqual([]);
    },
  );
});

/** Completes at every directive of a type, puts each offer in, and gives those that the checker then complains about. */
function rejectedOffers(type: UnitType, version: number): string[] {
  const rejected: string[] = [];
  for (const section of sectionsOf(type)) {
    for (const key of keysOf(section, version)) {
      // Retired directives are not offered, so neither are their values looked for.
      if (isRetired(section, key)) continue;
      const before = `[${section}]\n${key}=`;
      const { snapshot, file } = open(type, `${before}\n`, version);
      for (const offer of completions(snapshot, file, before.length, WORLD)) {
        if (offer.more) continue;
        const insert = offer.snippet ? plainText(offer.insert) : offer.insert;
        const text = applyEdits(file.text, [{ range: offer.range, newText: insert }]);
        const tried = open(type, text, version);
        const problems = tried.file.analysis(tried.snapshot.settings).entries.flatMap((entry) => entry.parsed.problems);
        const bad = problems.find((problem) => ['refuse', 'ignore', 'note'].includes(problem.effect));
        if (bad) rejected.push(`[${section}] ${key}=${insert}: ${bad.message}`);
      }
    }
  }
  return rejected;
}

/** A snippet as it stands once every stop has been left as it was. */
function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
