import fc, { type Arbitrary } from 'fast-check';
import { directive, keysOf, NEWEST_VERSION, OLDEST_VERSION } from '../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../src/core/catalogue/unit-type.ts';
import { documentedValue } from '../src/core/testing/values.ts';

/** Pieces that values and lines go wrong with. */
export const PIECES = [
  ...' \t%$"\'\\#;=:,~-+!@|*?<>[]{}()/._0123456789^&abxé\0\n\r\u2028\ufeff\u202e\x1b\x7f',
  ...[
    '\\\n',
    '\\x41',
    '\\x4',
    '\\u00e9',
    '\r\n',
    '%%',
    '%i',
    '%t',
    '%z',
    '$$',
    '$A',
    '${A}',
    '${A',
    ' ; ',
    '::',
    '..',
    '...',
  ],
  ...[
    '0x',
    '08',
    '-1',
    '18446744073709551616',
    '99999999999999999999',
    '1.5',
    '50%',
    '1G',
    '1GiB',
    '5min',
    '5mins',
    'infinity',
  ],
  ...['yes', 'No', 'always', 'Always', 'null', 'toString', '__proto__', 'constructor', 'hasOwnProperty'],
  ...[
    '/',
    '/a',
    '-/a',
    '/a/../b',
    '~/x',
    '/a:/b:rbind',
    'a@.service',
    'a@b.service',
    '-.slice',
    'a\\x2db.mount',
    '.service',
  ],
  ...['[::1]:80', '0.0.0.0:80', '70000', 'vsock::1', '@abstract', '1.2.3.4/33', 'any', 'eth0', 'tcp:80-90'],
  ...['SIGTERM', 'CAP_CHOWN', '@system-service', 'AF_INET', 'read:EPERM', 'Mon..Fri', '*-*-* 25:00', 'Mon *-2-30 UTC'],
  ...[
    'A=1',
    'export A=1',
    '/bin/a ${X}',
    '!!/bin/a',
    'http://a',
    'man:a(1)',
    'fd:a',
    'append:/a',
    'root=verity+signed',
  ],
];

/** Characters that are more, or less, than they seem: half a surrogate pair, which a client may send, and a whole one among them. */
const ODD = ['\ud800', '\udfff', '\u{10000}', '\udc80', '\0', '\ufeff', '\u202e', '\u2028', '\x1b', '\r', '\ufffd'];

export const piece: Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);

export const anyText: Arbitrary<string> = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

export const version: Arbitrary<number> = fc.integer({ min: OLDEST_VERSION, max: NEWEST_VERSION });
export const manager: Arbitrary<'system' | 'user'> = fc.constantFrom('system', 'user');

/** A directive of the newest systemd. */
export interface Known {
  readonly type: UnitType;
  readonly section: string;
  readonly key: string;
  readonly parser: string;
  /** A value that its documentation gives as an example, if it does. */
  readonly sample: string;
}

const DIRECTIVES: readonly Known[] = UNIT_TYPES.flatMap((type) =>
  sectionsOf(type).flatMap((section) =>
    keysOf(section, NEWEST_VERSION).map((key) => ({
      type,
      section,
      key,
      parser: directive(section, key, NEWEST_VERSION)!.parser,
      sample: documentedValue(section, key) ?? '',
    })),
  ),
);

/** Each parser function is as likely as any other, however many directives have it. */
export const knownDirective: Arbitrary<Known> = fc
  .constantFrom(...byParser().values())
  .chain((some) => fc.constantFrom(...some));

function byParser(): ReadonlyMap<string, readonly Known[]> {
  const found = new Map<string, Known[]>();
  for (const known of DIRECTIVES) {
    const some = found.get(known.parser);
    if (some) some.push(known);
    else found.set(known.parser, [known]);
  }
  return found;
}

/** A value of a directive: any text, or a good value with something in it that was not there. */
export function valueFor({ sample }: Known): Arbitrary<string> {
  const short = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  return fc.oneof({ weight: 1, arbitrary: short }, { weight: 3, arbitrary: mutated(sample) });
}

/** A text, some stretches of which are taken out, doubled, or replaced with pieces. */
export function mutated(text: string): Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({ at: place, length: fc.nat({ max: 4 }), put: fc.oneof(piece, fc.constant(undefined)) });
  return fc.array(change, { minLength: 0, maxLength: 4 }).map((changes) =>
    changes.reduce((now, { at, length, put }) => {
      const from = Math.floor(at * now.length);
      return now.slice(0, from) + (put ?? now.slice(from, from + length).repeat(2)) + now.slice(from + length);
    }, text),
  );
}

/** Lines of a unit file: those that belong there, and any others. */
const line: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: knownDirective.chain((known) => valueFor(known).map((value) => `${known.key}=${value}`)) },
  { weight: 3, arbitrary: knownDirective.map(({ section }) => `[${section}]`) },
  { weight: 1, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '# x', '; x', '[X-A]', '[', '[]', 'stray', '=', '=x', 'Key', 'K =', '\\', ' \\'),
  },
);

/** The lines of a section that belongs to a type of unit. */
function sectionLines(type: UnitType): Arbitrary<string> {
  return fc.constantFrom(...sectionsOf(type)).chain((section) => {
    const known = DIRECTIVES.filter((one) => one.type === type && one.section === section);
    const own =
      known.length === 0
        ? line
        : fc.constantFrom(...known).chain((one) => valueFor(one).map((value) => `${one.key}=${value}`));
    return fc
      .array(fc.oneof({ weight: 5, arbitrary: own }, { weight: 1, arbitrary: line }), { maxLength: 8 })
      .map((lines) => [`[${section}]`, ...lines].join('\n'));
  });
}

export function unitText(type: UnitType): Arbitrary<string> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(sectionLines(type), { maxLength: 3 }).map((sections) => `${sections.join('\n')}\n`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\\\n', '\0'))
        .map(([lines, end]) => lines.join(end)),
    },
    { weight: 1, arbitrary: anyText },
  );
}

/** A workspace of a few files that have to do with one another. */
export interface Workspace {
  readonly version: number;
  readonly manager: 'system' | 'user';
  readonly files: Readonly<Record<string, string>>;
}

/** Names of units that are related by them. */
const NAMES = [
  'a.socket',
  'a.service',
  'a@.service',
  'a@x.service',
  'a.timer',
  'a.path',
  'b.socket',
  'b.target',
  '-.slice',
  'a.mount',
];
const PATHS = [
  ...NAMES.map((name) => `/w/${name}`),
  ...['a.socket.d/x.conf', 'a@.service.d/x.conf', 'service.d/x.conf', 'a-.service.d/x.conf'].map(
    (name) => `/w/${name}`,
  ),
  ...['/etc/systemd/system/a.service', '/w/sub/a.socket', '/usr/lib/systemd/user/a.socket'],
];

export const workspace: Arbitrary<Workspace> = fc
  .uniqueArray(fc.constantFrom(...PATHS), { minLength: 1, maxLength: 4 })
  .chain((paths) =>
    fc.record({
      version,
      manager,
      files: fc
        .tuple(...paths.map((path) => unitText(typeOf(path))))
        .map((texts) => Object.fromEntries(paths.map((path, index) => [path, texts[index]!]))),
    }),
  );

function typeOf(path: string): UnitType {
  return UNIT_TYPES.find((type) => path.includes(`.${type}`) || path.includes(`${type}.d/`)) ?? 'service';
}
