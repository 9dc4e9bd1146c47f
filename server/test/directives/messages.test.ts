import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { directiveDoc, sectionDoc } from '../../src/core/catalogue/documentation.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../../src/core/catalogue/unit-type.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { completions } from '../../src/core/features/completion.ts';
import { directiveMarkdown, hover } from '../../src/core/features/hover.ts';
import { lenses } from '../../src/core/features/lenses.ts';
import { links } from '../../src/core/features/links.ts';
import { parameterHelp } from '../../src/core/features/parameter-help.ts';
import { pageCodes } from '../../src/core/findings/page.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { KNOWN_MACHINE, SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { readPage } from '../../src/core/testing/pages.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';
import { type Argument, ENGLISH, english, type Language, type Message, render } from '../../src/core/text/message.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import type { UnitFile } from '../../src/core/workspace/unit-file.ts';
import { emptyBundle } from '../../tools/read-templates.ts';

// What core says of every directive and in every example of a page: whole, listed for translators, and put together from templates alone.

/** A message, and the texts that a person wrote, which may be quoted in it. */
interface Said {
  readonly message: Message;
  readonly written: readonly string[];
}

/** Values for each directive. */
const FEW_VALUES = ['', '0', '3-0', '0-3', 'yes', 'x'];

/** Values for each parser function of systemd: wrong in many ways, half typed, or right. */
const VALUES = [
  ...FEW_VALUES,
  ...wordsOf(`
  -1 a:b 99999999999 ~a foo.service /a a,b a:b:c:d:e : :: = a=b "a é # 1 08 99999999999999999999 1-0 50% 500% 1.5
  1:2 2:1 -5 infinity 5min 5mins 1G 1GB 0644 0999 no Yes yse ~ - + ! | @ / /a/../b a/b ~/x $HOME/x %h/x %z % %%
  /var/run/x /a:/b:rbind /a:/b:x foo foo@.service foo@a.service @.service a.b foo.sevice demo.service -.mount
  a/b.service 80 70000 1.2.3.4:80 1.2.3:80 [::1]:80 ::1:80 localhost:80 *:80 http://a:80 vsock::1 1.2.3.4/33
  10.0.0.0/8 any ipv4:tcp:80 tcp:ipv4 80-90 eth0 cgroup:inet:a:b SIGTERM TERM SIGFOO 300 @/bin/a !!/bin/a |a A=1
  1A=1 $A A CAP_CHOWN CAP_X @system-service @foo read:EPERM read: read:foo :EPERM EPERM x86-64 AF_INET AF_X root
  0:0 Mon daily 25:00 *-13-* https://a man:a(1) a(1) file user.a=b root=verity+signed:home=x root=a=b abcd base64:!
  ext4 char-* a*b:c fd:a file:a append:/a syslog None kill none default Always idle
  `),
  ...[
    'a b',
    "'a' b",
    'a\\',
    '\\y',
    '\ufffd',
    '5 4',
    '127.0.0.1:http',
    '1h 5x',
    'a ~b',
    '-/a +/b',
    'route 1',
    '/bin/a | b',
    '/bin/a ${X} $Y "z',
    'export A=1',
    'a b c',
    '*-*-* 1:2:3',
    'Mon *-2-30',
    '5 * * * *',
    'hourly UTC',
    'Mon..Fri 9:00 Europe/Berlin',
    '/dev/sda 1M',
    '/dev/a rwx',
  ],
];

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

const BUNDLE = new Map(Object.entries(emptyBundle()));
/** What the documentation of directives and sections says, which is translated as a whole. */
const DOCUMENTATION: ReadonlySet<unknown> = new Set(
  [...new Set(UNIT_TYPES.flatMap(sectionsOf))].flatMap((section) => [
    sectionDoc(section),
    ...keysOf(section, NEWEST_VERSION).flatMap((key) => Object.values(directiveDoc(section, key) ?? {})),
  ]),
);

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
  if (DOCUMENTATION.has(text)) return false;
  const quoted = [text, text.replace(/\\(?=[^A-Za-z0-9\s])/g, '')].map((one) => one.trim());
  if (written.some((one) => quoted.some((part) => one.includes(part)))) return false;
  const plain = text.replace(/```[\s\S]*?```|(`+)[\s\S]*?\1/g, '');
  return /[a-z]{2,},? [a-z]{2,}|^\W*\s[A-Za-z][a-z]+|[a-z]{2,}\s\W*$/.test(plain);
}

/** Of each example of each page: what is found, and what can be read anywhere in its files. */
function* saidOfExamples(): Iterable<Said> {
  for (const code of pageCodes()) {
    for (const { files, version = NEWEST_VERSION } of readPage(code)!.examples) {
      const host = createHost({ ...DEFAULT_SETTINGS, version });
      host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
      const snapshot = host.snapshot();
      const written = [...files.map(({ text }) => text), ...files.map(({ name }) => name)];
      for (const { name } of files) {
        const file = snapshot.file(`/w/${name}`);
        if (!file) continue;
        for (const message of saidOf(snapshot, file)) yield { message, written };
      }
    }
  }
}

/** Of each directive: its documentation, and what is said of its values. */
function* saidOfDirectives(): Iterable<Said> {
  const read = new Set<string>();
  const machine = SMALL_MACHINE.units().flatMap(({ description }) => description ?? []);
  for (const { type, section, key } of allDirectives()) {
    const documentation = directiveMarkdown(section, key, NEWEST_VERSION);
    if (documentation) yield { message: documentation, written: [] };
    const { parser } = directive(section, key, NEWEST_VERSION)!;
    const values = read.has(parser) ? FEW_VALUES : VALUES;
    const text = [`[${section}]`, ...values.map((value) => `${key}=${value}\n`)].join('\n');
    const { snapshot, file } = sceneOf(`/w/demo.${type}`, text.replaceAll('^', ''));
    for (const message of saidOf(snapshot, file)) yield { message, written: [text, ...machine] };
    read.add(parser);
  }
}

interface Place {
  readonly type: UnitType;
  readonly section: string;
  readonly key: string;
}

/** Each directive, once where several types of unit share it. */
function* allDirectives(): Iterable<Place> {
  const seen = new Set<string>();
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, NEWEST_VERSION)) {
        const { parser, ltype } = directive(section, key, NEWEST_VERSION)!;
        const kind = `${key} ${parser} ${ltype}`;
        if (seen.has(kind)) continue;
        seen.add(kind);
        yield { type, section, key };
      }
    }
  }
}

/** What is found in a file, and what can be read in its section headers and in its values: their beginning, middle and end. */
function* saidOf(snapshot: Snapshot, file: UnitFile): Iterable<Message> {
  for (const found of diagnose(snapshot, file)) yield* saidIn(found);
  for (const { title } of lenses(file)) yield title;
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
