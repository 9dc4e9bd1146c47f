import { expect, test } from 'vitest';
import { defines, enumConstants } from './c-text.ts';
import { parseRows } from './directive-table.ts';
import { packDirectives, sinceOf } from './directives.ts';
import { compareWithDump } from './dump-check.ts';
import { wordChanges } from './history.ts';
import { manVersion, parsePage } from './man-versions.ts';
import { parseStringTables } from './string-tables.ts';
import { parseSets } from './syscalls.ts';

test('reads the rendered directive table', () => {
  const rows = parseRows(
    '%%\nUnit.After,  config_parse_unit_deps,  UNIT_AFTER,  0\nSlice.Delegate, config_parse_delegate , 0, x(a, b)\n',
  );
  expect([...rows]).toEqual([
    ['Unit.After', { parser: 'config_parse_unit_deps', ltype: 'UNIT_AFTER' }],
    ['Slice.Delegate', { parser: 'config_parse_delegate', ltype: '0' }],
  ]);
});

test('dates each row with the first table that has it', () => {
  const row = (parser: string) => ({ parser, ltype: '0' });
  const tables = [
    [252, new Map([['Unit.A', row('old')]])],
    [
      257,
      new Map([
        ['Unit.A', row('new')],
        ['Unit.B', row('new')],
      ]),
    ],
  ] as const;
  expect(packDirectives(tables, new Map())).toEqual({
    versions: [252, 257],
    parsers: ['new', 'old'],
    sections: {
      Unit: {
        A: [
          [0, 1],
          [257, 0],
        ],
        B: [[257, 0]],
      },
    },
  });
});

test.each([
  { first: 252, man: undefined, since: 0, why: 'older than the records' },
  { first: 252, man: 231, since: 231, why: 'the man page goes further back than the tables' },
  { first: 252, man: 253, since: 252, why: 'a stable branch took it early' },
  { first: 257, man: 256, since: 256, why: 'between two tables' },
  { first: 257, man: 231, since: 257, why: 'the entry is grouped with an older one' },
  { first: 257, man: undefined, since: 257, why: 'not documented' },
])('a directive exists since $since: $why', ({ first, man, since }) => {
  expect(sinceOf(first, [252, 254, 257], man)).toBe(since);
});

test('takes a version from the entry it stands in', () => {
  const page = parsePage(
    '<varlistentry><term><varname>A=</varname></term><term><varname>B=</varname></term><listitem>' +
      '<row><xi:include href="version-info.xml" xpointer="v261"/></row>' +
      '<varlistentry><term><option>x</option></term><xi:include href="version-info.xml" xpointer="v257"/></varlistentry>' +
      '<xi:include href="version-info.xml" xpointer="v244"/></listitem></varlistentry>' +
      '<varlistentry><term><varname>C=</varname></term></varlistentry>',
  );
  expect([...page]).toEqual([
    ['A', 244],
    ['B', 244],
    ['C', undefined],
  ]);
});

test('the page of the section goes before all others', () => {
  const pages = new Map([
    ['systemd.path.xml', new Map([['TriggerLimitBurst', 250]])],
    ['systemd.socket.xml', new Map([['TriggerLimitBurst', 230]])],
  ]);
  expect([manVersion(pages, 'Path', 'TriggerLimitBurst'), manVersion(pages, 'Unit', 'TriggerLimitBurst')]).toEqual([
    250, 230,
  ]);
});

test('reads string tables and sets', () => {
  const source =
    'static const char* const kill_mode_table[_MAX] = {\n [A] = "control-group", /* "no" */\n [B] = "none",\n};';
  expect([...parseStringTables(source)]).toEqual([['kill_mode', ['control-group', 'none']]]);
  expect([...parseSets('{ .name = "@swap",\n .help = "x",\n .value =\n "swapon\\0"\n "swapoff\\0" }')]).toEqual([
    ['@swap', ['swapoff', 'swapon']],
  ]);
});

test('reads enums and defines of headers', () => {
  expect([...enumConstants('A = 3, /* 4, */ B, C = A')]).toEqual([
    ['A', 3],
    ['B', 4],
    ['C', 3],
  ]);
  expect([...defines('#define EAGAIN 11\n# define EWOULDBLOCK EAGAIN\n#define OTHER 1', /^E/)]).toEqual([
    ['EAGAIN', 11],
    ['EWOULDBLOCK', 11],
  ]);
});

test('keeps only what changes of a long list', () => {
  expect(
    wordChanges([
      [252, ['a', 'b']],
      [254, ['b', 'a']],
      [257, ['b', 'c']],
    ]),
  ).toEqual([
    [252, ['a', 'b']],
    [257, ['c', '-a']],
  ]);
});

test('compares the table with what systemd dumps', () => {
  const row = { parser: 'p', ltype: '0' };
  const table = new Map([
    ['Unit.A', row],
    ['Unit.B', row],
    ['Unit.Old', { parser: 'p', ltype: 'DISABLED_LEGACY' }],
  ]);
  expect(compareWithDump(table, '[Unit]\nA=X\nC=Y\n')).toEqual({
    rows: 2,
    onlyInTable: ['Unit.B'],
    onlyInDump: ['Unit.C'],
  });
});
