import { directive, keysOf } from '../catalogue/catalogue.ts';
import { isRetired } from '../catalogue/retired.ts';
import { sectionsOf } from '../catalogue/unit-type.ts';
import { say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { choiceStop, escapeSnippet } from '../text/snippet.ts';
import type { Grammar, Offer, ValueContext, World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import { type EffectiveUnit, items, setting, unitOf } from '../workspace/effective-unit.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { contextFor } from '../workspace/value-context.ts';
import { type Completion, sortText } from './completion-entry.ts';
import { rankOf } from './ranking.ts';

/** Where a key is typed. */
export interface KeyPlace {
  readonly section: string;
  readonly range: Range;
  readonly typed: string;
  readonly hasEquals: boolean;
  /** Words to choose from are put into the entry itself. */
  readonly choices: boolean;
}

/**
 * The directives of a section that the unit's type and version have and that may still be set: a second line of the same key is offered
 * only where it adds to a list.
 */
export function directiveCompletions(snapshot: Snapshot, file: UnitFile, place: KeyPlace): readonly Completion[] {
  const { section, range, typed, hasEquals, choices } = place;
  if (!sectionsOf(file.kind.type).includes(section)) return [];
  const { settings } = snapshot;
  const set = keysSetOnce(file, section, settings);
  const unit = unitOf(snapshot, file);
  const contextOf = contextFor(file, settings);
  const out: Completion[] = [];
  for (const key of keysOf(section, settings.version)) {
    if (isRetired(section, key)) continue;
    const found = directive(section, key, settings.version)!;
    const grammar = grammarFor(found.parser);
    const at = contextOf(found);
    if (grammar?.unavailable?.(at)) continue;
    const words = choices && grammar ? fewWords(grammar, at) : [];
    const entry: Completion = {
      label: key,
      kind: 'directive',
      range,
      insert: hasEquals ? key : `${key}=${words.length > 0 ? choiceStop(words) : ''}`,
      snippet: words.length > 0,
      detail: grammar?.summary,
      documentation: undefined,
      sort: sortText(rankOf(section, key), key),
      more: !hasEquals && words.length === 0,
      directive: { section, key },
    };
    const replaced = hasEquals || !unit ? undefined : replacing(unit, file, entry);
    if (replaced) out.push(replaced);
    if (key === typed || !(set.has(key) || (unit && isFull(unit, section, key)))) out.push(entry);
  }
  return out;
}

/** The words of a directive whose value is one of a few. */
function fewWords(grammar: Grammar, at: ValueContext): readonly string[] {
  const offers = grammar.complete?.('', 0, at, NOWHERE) ?? [];
  const isFew = offers.length > 1 && offers.length <= MOST_CHOICES;
  return isFew && offers.every(isWord) ? offers.map(({ insert }) => insert) : [];
}

/** Whether an offer is all that has to be typed: a choice has no tab stops in it, and nothing can be put behind a colon or between parentheses. */
function isWord({ kind, insert, snippet, continues }: Offer): boolean {
  return kind === 'keyword' && !snippet && !continues && /\w$/.test(insert);
}

const MOST_CHOICES = 12;

/** Keywords do not depend on the machine. */
const NOWHERE: World = {
  units: () => [],
  directory: () => [],
  users: () => [],
  groups: () => [],
  fact: () => undefined,
};

/** The keys that a file's section has already and that a second line would only replace; what adds to a list may well stand twice. */
function keysSetOnce(file: UnitFile, section: string, settings: Settings): ReadonlySet<string> {
  const once = new Set<string>();
  for (const { directive: found, parsed } of analysisOf(file, settings).entries) {
    if (found.section === section && parsed.outcome === 'set') once.add(found.key);
  }
  return once;
}

/** ExecStart= is a list, but with more than one command systemd refuses every service that is not of Type=oneshot (service_verify). */
function isFull(unit: EffectiveUnit, section: string, key: string): boolean {
  if (section !== 'Service' || key !== 'ExecStart') return false;
  return setting(unit, 'Service', 'Type')?.text !== 'oneshot' && items(unit, section, key).length > 0;
}

/**
 * In a drop-in, the way to replace what the unit has of a list: first an empty line, which drops it, then the new value. Offered for the
 * lists that other files of the unit fill, unless the drop-in empties the list already.
 */
function replacing(unit: EffectiveUnit, file: UnitFile, plain: Completion): Completion | undefined {
  const { section, key } = plain.directive!;
  if (file.kind.kind !== 'drop-in') return undefined;
  const entries = (unit.index.get(section)?.get(key)?.entries ?? []).map(({ entry }) => entry);
  if (entries.some((entry) => entry.file === file && entry.parsed.outcome === 'reset')) return undefined;
  const last = entries.findLast((entry) => entry.file !== file && entry.parsed.outcome === 'add');
  if (!last || !emptiesList(last)) return undefined;
  return {
    ...plain,
    title: say`${key} (replace)`,
    filter: key,
    insert: `${key}=\n${key}=\${1:${escapeSnippet(last.node.value)}}`,
    snippet: true,
    detail: say`clears what ${unit.name.full} has so far, then sets a new value`,
    sort: sortText(rankOf(section, key) - 0.5, key),
    more: false,
  };
}

/** An empty assignment does not reset dependencies. */
function emptiesList({ at }: Entry): boolean {
  return grammarFor(at.parser)?.parse('', at).outcome === 'reset';
}
