import { type Directive, directive } from '../catalogue/catalogue.ts';
import { detached } from '../text/detached.ts';
import type { Grammar, Parsed, ValueContext } from '../values/grammar.ts';
import { readValue } from '../values/read-value.ts';
import { grammarFor, opaque } from '../values/registry.ts';
import { type Key, key } from './memory.ts';
import { managerOf, type Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';
import { contextFor } from './value-context.ts';

/** Reads the values of one directive of a file. */
export interface Reader {
  readonly directive: Directive;
  readonly at: ValueContext;
  readonly read: (value: string) => Meaning;
}

/** What a text comes to as the value of a directive. Units in which it means the same have one in common. */
export interface Meaning {
  /** The value itself, as a copy where units have it in common: it outlives their files. */
  readonly text: string;
  readonly parsed: Parsed;
  /** What else is remembered of it: see {@link ofValue}. A weak map would do it too, but makes each collection of garbage slower. */
  remembered: Map<Key<unknown>, unknown> | undefined;
  /** No rule that looks at assignments alone can find anything in it. */
  isQuiet: boolean;
}

export function meaningOf(text: string, parsed: Parsed): Meaning {
  return { text, parsed, remembered: undefined, isQuiet: false };
}

/** Finds the reader of a directive, once for each key of a section; undefined where systemd does not know it. */
export type Readers = (section: string) => (key: string) => Reader | undefined;

/** The readers of a file's values. */
export function createReaders(file: UnitFile, settings: Settings): Readers {
  const common = commonReaders(file, settings);
  const shape = contextFor(file, settings);
  const bySection = new Map<string, (key: string) => Reader | undefined>();
  return (section) =>
    getOrMake(bySection, section, () => {
      const commonOf = common(section);
      const readers = new Map<string, Reader | undefined>();
      return (key) => {
        const known = readers.get(key);
        if (known || readers.has(key)) return known;
        const found = commonOf(key);
        const reader = found && createReader(found, shape(found.directive));
        readers.set(key, reader);
        return reader;
      };
    });
}

function createReader(common: CommonReader, at: ValueContext): Reader {
  const { directive, grammar, values } = common;
  return {
    directive,
    at,
    read(value) {
      const known = values.get(value);
      if (known) return known;
      const text = detached(value);
      const watched = value.includes('%') ? undefined : watch(at);
      const meaning = meaningOf(text, grammar ? readValue(grammar, text, watched?.at ?? at) : opaque(text));
      if (watched && !watched.isUnitRead()) common.remember(text, meaning);
      return meaning;
    },
  };
}

/** What all files of one type and manager share about a directive: units have most values in common. */
interface CommonReader {
  readonly directive: Directive;
  readonly grammar: Grammar | undefined;
  /** What values come to that mean the same in every unit. */
  readonly values: ReadonlyMap<string, Meaning>;
  readonly remember: (value: string, meaning: Meaning) => void;
}

/** The common readers of a host, by type and manager, then by section, then by key. */
interface CommonReaders {
  readonly settings: Settings;
  readonly byType: Map<string, Map<string, Map<string, CommonReader>>>;
  size: number;
}

const COMMON = key<CommonReaders>('values that units have in common');

function commonReaders(
  file: UnitFile,
  settings: Settings,
): (section: string) => (key: string) => CommonReader | undefined {
  const { common } = file.memory;
  const last = common.get(COMMON);
  const readers =
    last?.settings === settings && last.size < MOST_VALUES
      ? last
      : common.set(COMMON, { settings, byType: new Map(), size: 0 });
  const type = `${file.kind.type} ${managerOf(file.path, settings)}`;
  const bySection = getOrMake(readers.byType, type, () => new Map<string, Map<string, CommonReader>>());
  return (section) => {
    const byKey = getOrMake(bySection, section, () => new Map<string, CommonReader>());
    return (key) => {
      const known = byKey.get(key);
      if (known) return known;
      const name = detached(key);
      const found = directive(section, name, settings.version);
      if (!found) return undefined;
      const reader = createCommonReader(readers, found);
      byKey.set(name, reader);
      return reader;
    };
  };
}

/** The values that are remembered at most, before all are forgotten. */
const MOST_VALUES = 10_000;

function createCommonReader(readers: CommonReaders, found: Directive): CommonReader {
  const values = new Map<string, Meaning>();
  return {
    directive: found,
    grammar: grammarFor(found.parser),
    values,
    remember(value, meaning) {
      if (value.length > LONG) return;
      values.set(value, meaning);
      readers.size++;
    },
  };
}

/** Longer values are hardly the same in two units. */
const LONG = 200;

/** The context, and whether it was asked for the unit: on whose name the value depends, through specifiers or where it names itself. */
function watch({ unit, ...rest }: ValueContext): { readonly at: ValueContext; readonly isUnitRead: () => boolean } {
  let isRead = false;
  return {
    // An accessor of its own, which a copy of the object asks as well.
    at: {
      ...rest,
      get unit() {
        isRead = true;
        return unit;
      },
    },
    isUnitRead: () => isRead,
  };
}

function getOrMake<V>(map: Map<string, V>, name: string, make: () => V): V {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}
