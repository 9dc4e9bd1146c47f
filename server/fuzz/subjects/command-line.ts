import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import colours from 'picocolors';
import { readArguments } from '../../src/check/arguments.ts';
import { check } from '../../src/check/check.ts';
import { FORMATS } from '../../src/check/formats.ts';
import { ENGLISH, english } from '../../src/core/text/message.ts';
import { diskInMemory } from '../../src/disk/disk-for-tests.ts';
import { anyText, piece, workspace } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

const WORDS = [
  'check',
  'explain',
  'effective',
  'graph',
  'completions',
  '--root=/w',
  '--stdin-filename=a.service',
  'bad-number',
  '--select=bad-number',
  '--ignore',
  '--fail-on=never',
  '--baseline',
  '--format',
  '--format=json',
  'text',
  'json',
  '--systemd-version',
  '--systemd-version=252',
  '-1',
  '1e9',
  '--unit-path',
  '--user',
  '--',
  '-',
  '--help',
  '-h',
  '--version',
  '--no-user',
  '-hx',
  '/w',
  'toString',
  '__proto__',
  '',
];

/** Any words are an order, or wrong use with a sentence about it. */
export const words = subject(
  'arguments',
  fc.array(fc.oneof(fc.constantFrom(...WORDS), piece), { maxLength: 8 }),
  (input) => {
    const request = readArguments(input);
    if (request.kind === 'wrong') ensure(english(request.message) !== '', 'nothing is said about wrong use');
  },
);

/** Every format prints the findings of any files, whatever they and their names are; JSON is JSON, and no control character is printed. */
export const printing = subject(
  'check',
  fc.record({ workspace, folder: anyText, format: fc.constantFrom(...FORMATS.keys()) }),
  (input) => {
    const folder = `/w/${input.folder.replaceAll(/[/\0]/g, '_') || 'x'}`;
    const files = Object.entries(input.workspace.files).map(([path, text]) => [folder + path, text] as const);
    const complaints: string[] = [];
    const format = FORMATS.get(input.format)!;
    const { version, manager } = input.workspace;
    const request = { format, version, manager, unitPath: [], paths: ['/w'] };
    const result = check(
      request,
      diskInMemory(Object.fromEntries(files)),
      (path) => path,
      (sentence) => complaints.push(english(sentence)),
    );
    const printed = [...format({ ...result, language: ENGLISH, program: '0.0.0' }, colours.createColors(false))].join(
      '',
    );
    ensure(complaints.length === 0, complaints.join('\n'));
    ensure(
      !/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/.test(printed),
      `a control character in ${JSON.stringify(printed)}`,
    );
    if (input.format === 'json' || input.format === 'sarif') JSON.parse(printed);
    if (input.format === 'checkstyle' || input.format === 'junit') {
      ensure(XMLValidator.validate(printed) === true, `no well-formed XML: ${printed}`);
    }
  },
);
