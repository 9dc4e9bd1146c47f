import { directive, keysOf } from '../catalogue/catalogue.ts';
import { sectionDoc } from '../catalogue/documentation.ts';
import { isRetired } from '../catalogue/retired.ts';
import { sectionsOf } from '../catalogue/unit-type.ts';
import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { Offer, ValueContext, World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { managerOf, type Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Place, placeAt } from './place.ts';
import { rankOf } from './ranking.ts';

/** One thing that may be typed here. */
export interface Completion {
  readonly label: string;
  readonly kind: 'section' | 'directive' | Offer['kind'];
  readonly range: Range;
  readonly insert: string;
  readonly snippet: boolean;
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
  /** Decides the order, smaller first. */
  readonly sort: string;
  readonly deprecated: boolean;
  /** After inserting, ask for completions again: a directive's values follow its name. */
  readonly more: boolean;
  /** Section and key, for a directive: its documentation is read when the entry is looked at. */
  readonly directive?: { readonly section: string; readonly key: string };
}

/**
 * What may be typed at an offset (LSP textDocument/completion): sections, directives of the section, and values from the
 * directive's grammar. Nothing is offered that systemd of the chosen version would not take there.
 */
export function completions(snapshot: Snapshot, file: UnitFile, offset: number, world: World): readonly Completion[] {
  const place = placeAt(file, offset, snapshot.settings);
  switch (place.kind) {
    case 'header':
      return sectionCompletions(file, place.header.content, !place.header.closed);
    case 'key':
      return directiveCompletions(snapshot, file, place.section, place.node.keyRange, place.node.key, true);
    case 'value':
      return valueCompletions(snapshot, file, place, world);
    case 'line': {
      const range = { from: place.from, to: offset };
      if (place.text.startsWith('[')) return sectionCompletions(file, range, true);
      const section = place.section?.header ? place.section.name : undefined;
      const directives = section ? directiveCompletions(snapshot, file, section, range, place.text, false) : [];
      return place.text === '' || !section ? [...directives, ...sectionCompletions(file, range, true)] : directives;
    }
    case 'comment':
      return [];
  }
}

/** @param fresh A new section is being begun, so those that the file has are left out. */
function sectionCompletions(file: UnitFile, range: Range, fresh: boolean): Completion[] {
  const there = new Set(file.tree.sections.map((section) => section.name));
  return sectionsOf(file.kind.type)
    .filter((name) => !fresh || !there.has(name))
    .map((name, index) => ({
      label: `[${name}]`,
      kind: 'section',
      range,
      insert: fresh ? `[${name}]\n` : `[${name}]`,
      snippet: false,
      detail: undefined,
      documentation: sectionDoc(name),
      sort: `9${index}`,
      deprecated: false,
      more: false,
    }));
}

function directiveCompletions(
  snapshot: Snapshot,
  file: UnitFile,
  section: string,
  range: Range,
  typed: string,
  hasEquals: boolean,
): Completion[] {
  if (!sectionsOf(file.kind.type).includes(section)) return [];
  const { version } = snapshot.settings;
  const once = keysSetOnce(file, section, snapshot.settings);
  return keysOf(section, version).flatMap((key) => {
    const found = directive(section, key, version)!;
    if (isRetired(section, key)) return [];
    if (key !== typed && once.has(key)) return [];
    const rank = rankOf(section, key);
    return [
      {
        label: key,
        kind: 'directive' as const,
        range,
        insert: hasEquals ? key : `${key}=`,
        snippet: false,
        detail: grammarFor(found.parser)?.summary,
        documentation: undefined,
        sort: `${rank}${key}`,
        deprecated: false,
        more: !hasEquals,
        directive: { section, key },
      },
    ];
  });
}

function valueCompletions(
  snapshot: Snapshot,
  file: UnitFile,
  place: Place & { kind: 'value' },
  world: World,
): Completion[] {
  const { node, section, offset } = place;
  const found = directive(section, node.key, snapshot.settings.version);
  if (!found) return [];
  const at: ValueContext = place.entry?.at ?? {
    version: snapshot.settings.version,
    manager: managerOf(file.path, snapshot.settings),
    unitType: file.kind.type,
    unit: file.kind.name,
    section,
    key: node.key,
    ltype: found.ltype,
    parser: found.parser,
  };
  const offers = grammarFor(found.parser)?.complete?.(node.value, offset, at, world) ?? [];
  return offers.map((offer) => ({
    label: offer.label,
    kind: offer.kind,
    range: node.value === '' ? node.valueRange : valueSource(node, offer.from, offer.to),
    insert: offer.insert,
    snippet: offer.snippet ?? false,
    detail: offer.detail,
    documentation: offer.documentation,
    sort: `${String(offer.rank ?? 5).padStart(3, '0')}${offer.label}`,
    deprecated: offer.deprecated ?? false,
    more: offer.continues ?? false,
  }));
}

/** The keys that a section has already and that a second line would only replace; what adds to a list may well stand twice. */
function keysSetOnce(file: UnitFile, section: string, settings: Settings): ReadonlySet<string> {
  const once = new Set<string>();
  for (const { directive: found, parsed } of file.analysis(settings).entries) {
    if (found.section === section && parsed.outcome === 'set') once.add(found.key);
  }
  return once;
}
