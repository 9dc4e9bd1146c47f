import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { isRetired } from '../../src/core/catalogue/retired.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../../src/core/catalogue/unit-type.ts';
import { completions } from '../../src/core/features/completion.ts';
import type { Completion } from '../../src/core/features/completion-entry.ts';
import { SMALL_MACHINE as WORLD } from '../../src/core/testing/machines.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { english } from '../../src/core/text/message.ts';
import { plainSnippet } from '../../src/core/text/snippet.ts';
import { analysisOf } from '../../src/core/workspace/analyse.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import type { UnitFile } from '../../src/core/workspace/unit-file.ts';

// One test for each type and version, not for each of 1,500 directives: a failure lists all that is wrong.
describe.each([252, NEWEST_VERSION])('for systemd %i', (version) => {
  const followed = new Set<string>();
  it.each(UNIT_TYPES)('nothing is offered in a .%s that it would not take, nor that leads nowhere', (type) => {
    expect(badOffers(type, version, followed)).toEqual([]);
  });
});

it('specifiers are offered after a percent sign exactly where they are expanded', () => {
  const wrong: string[] = [];
  for (const [section, key, type] of allDirectives(NEWEST_VERSION)) {
    for (const value of ['%', ...(FURTHER_PLACES[key] ?? [])]) {
      const text = `[${section}]\n${key}=${value}`;
      const { snapshot, file } = open(`/w/demo.${type}`, text);
      const offered = completions(snapshot, file, text.length, WORLD).some(({ label }) => label === '%p');
      // %z is no specifier, which is complained about where one is looked for and the value is whole.
      const expanded = ['z', 'z"', 'z:x'].some((end) =>
        problemsOf(open(`/w/demo.${type}`, text + end)).some(({ code }) => code === 'bad-specifier'),
      );
      if (offered !== expanded) wrong.push(`${key}=${value} ${offered ? 'is not expanded' : 'is not offered'}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Places in structured values besides their beginning. */
const FURTHER_PLACES: Readonly<Record<string, readonly string[]>> = {
  BindPaths: ['/a:%', '/a:/b:%'],
  MountImages: ['/a:%', '/a:/b:%'],
  RuntimeDirectory: ['a:%'],
  TemporaryFileSystem: ['/a:%'],
  RootImageOptions: ['root:%'],
  LoadCredential: ['a:%', 'a:/%'],
  SetCredential: ['a:%'],
  StandardOutput: ['file:%', 'fd:%', 'append:/a/%'],
  BPFProgram: ['egress:%'],
  IOReadBandwidthMax: ['/dev/sda %'],
  DeviceAllow: ['/dev/a %'],
  ExecStart: ['/a b=%', '/a "b %', '/a ; /%'],
  After: ['a.service b%'],
  Documentation: ['man:a(1) file:/%'],
  OpenFile: ['/a:%', '/a:b:%'],
  NFTSet: ['cgroup:%'],
};

function* allDirectives(version: number): Iterable<readonly [section: string, key: string, type: UnitType]> {
  const seen = new Set<string>();
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, version)) {
        if (isRetired(section, key) || seen.has(`${section} ${key}`)) continue;
        seen.add(`${section} ${key}`);
        yield [section, key, type];
      }
    }
  }
}

/**
 * Completes at every directive of a type, puts each offer in, and says what of it the checker would complain about.
 *
 * @param followed The directives whose beginnings of values have been followed for another type already.
 */
function badOffers(type: UnitType, version: number, followed: Set<string>): string[] {
  const bad: string[] = [];
  for (const section of sectionsOf(type)) {
    for (const key of keysOf(section, version)) {
      // Retired directives are not offered, so neither are their values looked for.
      if (isRetired(section, key)) continue;
      const { parser, ltype } = directive(section, key, version)!;
      const kind = `${version} ${key} ${parser} ${ltype}`;
      bad.push(...badOffersAfter(type, `[${section}]\n${key}=`, version, followed.has(kind) ? 0 : 3));
      followed.add(kind);
    }
  }
  return bad;
}

/** @param depth How often what is only a beginning is followed. */
function badOffersAfter(type: UnitType, before: string, version: number, depth: number): string[] {
  const { snapshot, file } = open(`/w/demo.${type}`, `${before}\n`, version);
  const bad: string[] = [];
  const ways = new Set<string>();
  for (const offer of completions(snapshot, file, before.length, WORLD)) {
    const text = taken(`${before}^\n`, offer);
    if (!offer.more) {
      const complaint = complaintAbout(type, text, version);
      if (complaint) bad.push(`${text.trim()}: ${complaint}`);
      continue;
    }
    // One directory is like another, so that following one of them will do; prefixes come in any order.
    const way = offer.insert.endsWith('/') ? 'directory' : offer.label;
    if (depth === 0 || ways.has(way)) continue;
    ways.add(way);
    const begun = text.slice(0, -1);
    const next = open(`/w/demo.${type}`, text, version);
    if (completions(next.snapshot, next.file, begun.length, WORLD).length > 0) {
      bad.push(...badOffersAfter(type, begun, version, offer.kind === 'prefix' ? 0 : depth - 1));
    } else if (!FREE_TEXT.some((words) => !complaintAbout(type, `${begun}${words}\n`, version))) {
      bad.push(`${begun.trim()} leads nowhere`);
    }
  }
  return bad;
}

/** What a person might write where nothing can be offered. */
const FREE_TEXT = ['x', '10', 'a:b', 'AAAA'];

function complaintAbout(type: UnitType, text: string, version: number): string | undefined {
  const found = problemsOf(open(`/w/demo.${type}`, text, version)).find((problem) =>
    ['refuse', 'ignore', 'note'].includes(problem.effect),
  );
  return found && english(found.message);
}

function problemsOf({ snapshot, file }: Opened) {
  return analysisOf(file, snapshot.settings).entries.flatMap((entry) => entry.parsed.problems);
}

interface Opened {
  readonly snapshot: Snapshot;
  readonly file: UnitFile;
}

function open(path: string, text: string, version = NEWEST_VERSION): Opened {
  const host = createHost({ ...DEFAULT_SETTINGS, version });
  host.apply([{ path, layer: 'editor', text }]);
  const snapshot = host.snapshot();
  return { snapshot, file: snapshot.file(path)! };
}

/** The text after taking an offer where `^` stands. */
function taken(marked: string, offer: Completion): string {
  const newText = offer.snippet ? plainSnippet(offer.insert) : offer.insert;
  return applyEdits(marked.replace('^', ''), [{ range: offer.range, newText }]);
}
