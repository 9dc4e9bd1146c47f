import { isKnownSection } from '../catalogue/catalogue.ts';
import { valueSource } from '../syntax/tree.ts';
import { isBlank } from '../text/blank.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../values/grammar.ts';
import { tokenText } from '../values/words/word-list.ts';
import { analysisOf } from '../workspace/analyse.ts';
import { key } from '../workspace/memory.ts';
import { reading, unlessUnread } from '../workspace/reading-error.ts';
import type { Settings } from '../workspace/settings.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { createReaders } from '../workspace/value-reader.ts';

/** A word of a value that names a unit. */
export interface UnitWord {
  readonly name: string;
  readonly range: Range;
}

/**
 * The words of a file's values that name units, on the lines that have a text in them. Such lines are searched for in the file's text, so
 * that a thousand files that name a unit need not be parsed; only where lines go on in the next one, or are no plain lines, is the file
 * judged. Of a file that systemd does not read to its end, the rest may be among them.
 */
export function unitWords(file: UnitFile, settings: Settings, text: string): readonly UnitWord[] {
  if (!file.text.includes(text)) return [];
  const last = file.memory.get(LAST);
  if (last?.settings === settings && last.text === text) return last.words;
  const read = (): readonly UnitWord[] => [
    ...(isPlain(file) ? wordsOfLines(file, settings, text) : wordsOfEntries(file, settings)),
  ];
  const words = unlessUnread(() => reading(file.path, read)) ?? [];
  file.memory.set(LAST, { settings, text, words });
  return words;
}

/** The words that were asked for last. */
const LAST = key<{ readonly settings: Settings; readonly text: string; readonly words: readonly UnitWord[] }>(
  'words that name units',
);

/** No line goes on in the next one, is ended otherwise than by LF, is a header behind white space, or has placeholders. */
function isPlain({ kind, text }: UnitFile): boolean {
  return kind.source !== true && !NOT_PLAIN.test(text);
}

const NOT_PLAIN = /\\\n|[\r\0\ufeff]|(?:^|\n)[ \t]+\[/;

function* wordsOfLines(file: UnitFile, settings: Settings, wanted: string): Iterable<UnitWord> {
  const { text } = file;
  const readersOf = createReaders(file, settings);
  const sectionAt = sectionsOf(text);
  for (let at = text.indexOf(wanted); at >= 0; ) {
    const start = text.lastIndexOf('\n', at) + 1;
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const equals = text.slice(start, end).indexOf('=');
    const section = sectionAt(start);
    at = text.indexOf(wanted, end);
    if (equals < 0 || section === undefined || !isKnownSection(file.kind.type, section)) continue;
    const reader = readersOf(section)(text.slice(start, start + equals).trim());
    if (!reader) continue;
    const value = trimmed(text, start + equals + 1, end);
    const words = text.slice(value.from, value.to);
    for (const { name, range } of unitsIn(words, () => reader.read(words).parsed))
      yield { name, range: { from: value.from + range.from, to: value.from + range.to } };
  }
}

function* wordsOfEntries(file: UnitFile, settings: Settings): Iterable<UnitWord> {
  for (const { node, parsed } of analysisOf(file, settings).entries)
    for (const { name, range } of unitsIn(node.value, () => parsed))
      yield { name, range: valueSource(node, range.from, range.to) };
}

function unitsIn(value: string, read: () => Parsed): readonly UnitWord[] {
  let parsed: Parsed;
  try {
    parsed = read();
  } catch {
    // A fault of ours, which the file's own diagnostics report.
    return [];
  }
  return parsed.tokens.flatMap((one) =>
    one.kind === 'unit' ? [{ name: tokenText(one, value), range: { from: one.from, to: one.to } }] : [],
  );
}

/**
 * Makes a function that gives the sections that lines of a plain text are in, the first line first; undefined before the first header, and
 * in a section without an end of its header.
 */
function sectionsOf(text: string): (start: number) => string | undefined {
  let header = text[0] === '[' ? 0 : text.indexOf('\n[') + 1;
  let section: string | undefined;
  return (start) => {
    while (text[header] === '[' && header < start) {
      const end = text.indexOf('\n', header);
      const { from, to } = trimmed(text, header, end < 0 ? text.length : end);
      section = text[to - 1] === ']' ? text.slice(from + 1, to - 1) : undefined;
      header = text.indexOf('\n[', header) + 1 || text.length;
    }
    return section;
  };
}

/** A stretch of a text without the white space around it, as systemd strips it (src/basic/string-util.c, strstrip). */
function trimmed(text: string, start: number, end: number): Range {
  let [from, to] = [start, end];
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return { from, to };
}
