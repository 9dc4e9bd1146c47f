import { expect, it } from 'vitest';
import { type Remark, readRemarks } from './read-remarks.ts';

function brief({ severity, path, line, unit, text }: Remark): string {
  return `${severity ?? '?'} | ${path ?? unit ?? '-'}${line === undefined ? '' : ` line ${line}`} | ${text}`;
}

// The outputs are what systemd 252, 257 and 262 wrote.

it('reads messages with priority and place in the source', () => {
  const remarks =
    readRemarks(`<28>src/shared/conf-parser.c:157: /w/a.service:3: Unknown key 'Afterr' in section [Unit], ignoring.
<30>src/shared/conf-parser.c:1484: /w/a.service:13: Support for option BlockIOWeight= has been removed and it is ignored
<29>src/core/load-fragment.c:6146: d.service: Unit configuration has fatal error, unit will not be started.
<27>src/core/manager.c:2285: Unit d.service has a bad unit file setting.
<27>src/analyze/analyze-verify-util.c:268: a.service: Failed to create a.service/start: Unit sysinit.target not found.
<27>src/analyze/analyze-verify-util.c:319: Failed to initialize manager: No such device or address
`);
  expect(remarks.map(brief)).toEqual([
    "warning | /w/a.service line 3 | Unknown key 'Afterr' in section [Unit], ignoring.",
    'info | /w/a.service line 13 | Support for option BlockIOWeight= has been removed and it is ignored',
    'notice | d.service | Unit configuration has fatal error, unit will not be started.',
    'error | d.service | Unit d.service has a bad unit file setting.',
    'error | a.service | Failed to create a.service/start: Unit sysinit.target not found.',
    'error | - | Failed to initialize manager: No such device or address',
  ]);
  expect(remarks[0]?.source).toBe('src/shared/conf-parser.c');
});

it('reads the plain form, which does not tell how grave a message is', () => {
  const remarks = readRemarks(`/w/sp ace/a.service:7: Failed to add dependency on bad@@x, ignoring: Invalid argument
a.service: Command /nonexistent is not executable: No such file or directory
`);
  expect(remarks.map(brief)).toEqual([
    '? | /w/sp ace/a.service line 7 | Failed to add dependency on bad@@x, ignoring: Invalid argument',
    '? | a.service | Command /nonexistent is not executable: No such file or directory',
  ]);
});

it('keeps a message of several lines together, and colons within it', () => {
  const remarks = readRemarks(
    '<28>/w/a.service:2: Failed to parse value: x:1: y\nmore of it\n<28>/w/a.service:3: other\n',
  );
  expect(remarks.map(brief)).toEqual([
    'warning | /w/a.service line 2 | Failed to parse value: x:1: y\nmore of it',
    'warning | /w/a.service line 3 | other',
  ]);
});

it.each([
  [
    '<27>src/core/unit.c:9: a.service: One.\nUnit b.service not found.\n',
    ['error | a.service | One.\nUnit b.service not found.'],
  ],
  ['<27>a.service: Unit b.service not found.\n', ['error | a.service | Unit b.service not found.']],
  ['<27>/w/a.service:1: Unit b.service not found.\n', ['error | /w/a.service line 1 | Unit b.service not found.']],
  ['<28>Not /w/a.service:3: x\n', ['warning | - | Not /w/a.service:3: x']],
  ['<28>Of <1> and src/a.c:1: x\n', ['warning | - | Of <1> and src/a.c:1: x']],
  ['Before all\n<28>a.service: x\n', ['? | - | Before all', 'warning | a.service | x']],
  ['Of <28> here\nmore\n', ['? | - | Of <28> here', '? | - | more']],
  ['a.service: x\n  \nb.service: y\n', ['? | a.service | x', '? | b.service | y']],
])('takes for a place only what a message begins with: %j', (output, expected) => {
  expect(readRemarks(output).map(brief)).toEqual(expected);
});

it('finds nothing in nothing', () => expect(readRemarks('\n')).toEqual([]));
