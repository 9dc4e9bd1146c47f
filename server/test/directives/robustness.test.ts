import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION, OLDEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { completions } from '../../src/core/features/completion.ts';
import { highlights } from '../../src/core/features/highlights.ts';
import { hover } from '../../src/core/features/hover.ts';
import { links } from '../../src/core/features/links.ts';
import { parameterHelp } from '../../src/core/features/parameter-help.ts';
import { definition, references } from '../../src/core/features/references.ts';
import { selectionsAt } from '../../src/core/features/selection.ts';
import { valueTokens } from '../../src/core/features/value-tokens.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';

const WORLD = {
  units: () => [{ name: 'a\\x2db@.service', description: '[x](y)', file: '/w/a' }],
  directory: () => ['a b', 'c:d/', 'e%f', '"g'],
  users: () => ['root'],
  groups: () => [],
  kind: () => 'file' as const,
  now: () => 0,
  timeZone: () => 60,
  fact: () => undefined,
};

/** Pieces of which values go wrong in interesting ways. */
const PIECE = fc.constantFrom(
  ...[
    'a',
    '/b',
    '%',
    '%t',
    '%i',
    '%z',
    '$',
    '${A',
    '$A',
    '"',
    "'",
    '\\',
    '\\x4',
    '\\\n',
    '\n',
    '\r\n',
    '\0',
    '#',
    ';',
    ' ; ',
  ],
  ...[
    '=',
    ':',
    '::',
    ',',
    '~',
    '-',
    '+',
    '!',
    '@',
    '|',
    '[',
    ']',
    '[::1]:80',
    'AF_',
    'CAP_',
    '@clock',
    'SIG',
    '1',
    '0x',
    '5min',
  ],
  ...[
    'Mon..',
    '*-*',
    '9:00',
    'yes',
    'infinity',
    '50%',
    '1G',
    '\ud800',
    'é',
    '\ufeff',
    'a@.service',
    '-.slice',
    'root:',
    'x:y:z',
  ],
);

it('whatever the text, every feature answers at every place', () => {
  const directive = fc
    .constantFrom(...UNIT_TYPES)
    .chain((type) =>
      fc
        .constantFrom(...sectionsOf(type).filter((section) => keysOf(section, NEWEST_VERSION).length > 0))
        .chain((section) =>
          fc.tuple(fc.constant(type), fc.constant(section), fc.constantFrom(...keysOf(section, NEWEST_VERSION))),
        ),
    );
  fc.assert(
    fc.property(
      directive,
      fc.array(PIECE, { maxLength: 10 }),
      fc.constantFrom(OLDEST_VERSION, NEWEST_VERSION),
      fc.nat(),
      ([type, section, key], pieces, version, place) => {
        const text = `[${section}]\n${key}=${pieces.join('')}`;
        const { snapshot, file } = sceneOf(`/w/a@.${type}`, text, {}, { version });
        const offset = text.length - (place % (text.length + 1));
        expect(() => {
          for (const offer of completions(snapshot, file, offset, WORLD)) {
            if (offer.range.from > offer.range.to || offer.range.to > text.length) throw new Error(offer.label);
          }
          hover(snapshot, file, offset, WORLD);
          parameterHelp(snapshot, file, offset);
          definition(snapshot, file, offset);
          references(snapshot, file, offset);
          highlights(snapshot, file, offset);
          selectionsAt(snapshot, file, offset);
          links(snapshot, file, WORLD);
          valueTokens(snapshot, file, { from: 0, to: text.length });
        }, JSON.stringify(text)).not.toThrow();
      },
    ),
    { numRuns: 1500 },
  );
});
