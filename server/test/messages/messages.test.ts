import { describe, expect, it } from 'vitest';
import { NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { completions } from '../../src/core/features/completion.ts';
import { directiveMarkdown, hover } from '../../src/core/features/hover.ts';
import { lenses } from '../../src/core/features/lenses.ts';
import { links } from '../../src/core/features/links.ts';
import { parameterHelp } from '../../src/core/features/parameter-help.ts';
import { pageCodes, pageText, summaryOf } from '../../src/core/findings/page.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { KNOWN_MACHINE, SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { type Argument, ENGLISH, english, type Language, type Message, render } from '../../src/core/text/message.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import type { UnitFile } from '../../src/core/workspace/unit-file.ts';
import { emptyBundle } from '../../tools/read-templates.ts';
import { scenesOfDirectives, scenesOfExamples } from './scenes.ts';

// What core says of every directive and in every example of a page: whole, listed for translators, and put together from templates alone.

/** A message, and the texts that a person wrote, which may be quoted in it. */
interface Said {
  readonly message: Message;
  readonly written: readonly string[];
}

const BUNDLE = new Map(Object.entries(emptyBundle()));
/** What the pages of rules say first. */
const SUMMARIES: ReadonlySet<unknown> = new Set(pageCodes().map((code) => summaryOf(pageText(code)!)));

/** What is said, by its English text. */
const SAID: ReadonlyMap<string, Said> = byText([saidOfExamples(), saidOfDirectives()]);

function byText(sources: readonly Iterable<Said>[]): Map<string, Said> {
  const found = new Map<string, Said>();
  for (const source of sources) for (const said of source) found.set(english(said.message), said);
  return found;
}

it('goes through what there is to say', () => {
  expect(SAID.size).toBeGreaterThan(5_000);
});

describe('what is said', () => {
  it('is whole: nothing is left unfilled, and no object is shown as one', () => {
    const broken = /\[object |\bundefined\b|\{\d+\}/;
    expect([...SAID.keys()].filter((text) => broken.test(text))).toEqual([]);
  });

  it('is made of templates that are listed for translators', () => {
    const missing = new Set<string>();
    const listed = (key: string): string | undefined => {
      // Documentation is translated as a whole.
      if (key.startsWith('doc:')) return undefined;
      const text = BUNDLE.get(key);
      if (text === undefined) missing.add(key);
      return text;
    };
    const identity: Language = { ...ENGLISH, template: listed };
    const changed = [...SAID].filter(([text, { message }]) => render(message, identity) !== text);
    expect([...missing]).toEqual([]);
    expect(changed.map(([text]) => text)).toEqual([]);
  });

  it('has no English words but in templates', () => {
    const glued = [...SAID.values()].flatMap(({ message, written }) =>
      [...plainTexts(message)].filter((text) => isEnglish(text, written)),
    );
    expect([...new Set(glued)]).toEqual([]);
  });
});

it('English words beside templates are seen', () => {
  const glued = (text: string): boolean => isEnglish(text, ['[Unit]\nDescription=a web server\n']);
  expect(['none of these', ' is not a unit', '`x` is here', '; did you mean '].map(glued)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['a web server', 'web', '`is not here`', 'foo.service', ', '].map(glued)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

/** The texts of a message that do not stand in templates: arguments, and what holds a layout together. */
function* plainTexts(message: Argument): Iterable<string> {
  if (typeof message === 'string') yield message;
  else if (typeof message === 'object') {
    if ('parts' in message && typeof message.between === 'object') yield message.between.layout;
    for (const part of 'parts' in message ? message.parts : message.args) yield* plainTexts(part);
  }
}

/** Whether a text has words that a translator could not reach: outside of code, not quoted from a file, not documentation. */
function isEnglish(text: string, written: readonly string[]): boolean {
  if (SUMMARIES.has(text)) return false;
  const quoted = [text, text.replace(/\\(?=[^A-Za-z0-9\s])/g, '')].map((one) => one.trim());
  if (written.some((one) => quoted.some((part) => one.includes(part)))) return false;
  const plain = text.replace(/```[\s\S]*?```|(`+)[\s\S]*?\1/g, '');
  return /[a-z]{2,},? [a-z]{2,}|^\W*\s[A-Za-z][a-z]+|[a-z]{2,}\s\W*$/.test(plain);
}

/** Of each example of each page: what is found, and what can be read anywhere in its files. */
function* saidOfExamples(): Iterable<Said> {
  for (const { snapshot, file, written } of scenesOfExamples()) {
    for (const message of saidOf(snapshot, file)) yield { message, written };
  }
}

/** Of each directive: its documentation, and what is said of its values. */
function* saidOfDirectives(): Iterable<Said> {
  const machine = SMALL_MACHINE.units().flatMap(({ description }) => description ?? []);
  for (const { section, key, snapshot, file, written } of scenesOfDirectives()) {
    const documentation = directiveMarkdown(section, key, NEWEST_VERSION);
    if (documentation) yield { message: documentation, written: [] };
    for (const message of saidOf(snapshot, file)) yield { message, written: [...written, ...machine] };
  }
}

/** What is found in a file, and what can be read in its section headers and in its values: their beginning, middle and end. */
function* saidOf(snapshot: Snapshot, file: UnitFile): Iterable<Message> {
  for (const found of diagnose(snapshot, file)) yield* saidIn(found);
  for (const { title } of lenses(snapshot, file)) yield title;
  for (const { tooltip } of links(snapshot, file, KNOWN_MACHINE)) yield tooltip;
  let from = 0;
  for (const line of file.text.split('\n')) {
    const value = line.indexOf('=') + 1;
    for (const at of new Set([value, value + Math.floor((line.length - value) / 2), line.length])) {
      const shown = hover(snapshot, file, from + at, KNOWN_MACHINE);
      if (shown) yield shown.markdown;
      for (const { documentation } of parameterHelp(snapshot, file, from + at)?.parts ?? []) yield documentation;
    }
    // Without a key all keys are offered, each time with the same words.
    const offers = value > 0 ? completions(snapshot, file, from + line.length, SMALL_MACHINE) : [];
    for (const { title, detail, documentation } of offers) {
      if (title) yield title;
      if (detail) yield detail;
      if (documentation) yield documentation;
    }
    from += line.length + 1;
  }
}

function* saidIn({ message, related, fixes }: Diagnostic): Iterable<Message> {
  yield message;
  for (const one of related) yield one.message;
  for (const { title } of fixes) yield title;
}
