import { describe, expect, it } from 'vitest';
import { columnsOf, filled, inTwoColumns, widest } from './terminal-columns.ts';

it.each([
  ['web.service', 11],
  ['网页.service', 12],
  ['e\u0301', 1],
  ['', 0],
])('%s takes %i columns', (text, columns) => expect(columnsOf(text)).toBe(columns));

it('fills texts up to the widest', () => {
  const texts = ['网页', 'web', 'a'];
  expect(texts.map((text) => `${filled(text, widest(texts))}|`)).toEqual(['网页|', 'web |', 'a   |']);
  expect(filled('longer', 3)).toBe('longer');
});

describe('two columns', () => {
  const LONG = 'CapabilityBoundingSet=~CAP_SETUID CAP_SETGID CAP_SETPCAP';
  const ROWS = [
    ['0.5  PrivateNetwork=yes', 'keeps it from reaching the network of the machine'],
    [`0.3  ${LONG}`, 'keeps it from changing its users, groups and capabilities'],
    ['0.2  网页=yes', '使它无法读取和写入内核日志，也不能改变内核的任何可调参数'],
  ] as const;

  it.each([120, 100, 80, 60, 50])('stay within a terminal of %i columns, and what is said in its own', (terminal) => {
    const lines = inTwoColumns(ROWS, terminal);
    const begin = 4 + Math.min(44, Math.floor(terminal / 2));
    const own = lines.filter((line) => !line.includes(LONG));
    expect(own.filter((line) => columnsOf(line) > terminal)).toEqual([]);
    expect(own.filter((line) => !line.slice(0, line.search(/keeps|使/)).trim()).length).toBeGreaterThan(0);
    for (const line of lines) if (line.startsWith('   ')) expect(line.search(/\S/)).toBe(begin);
    expect(lines.join('').replaceAll(/\s+/g, '')).toBe(ROWS.flat().join('').replaceAll(/\s+/g, ''));
  });

  it('are one line for each row where no terminal is, or too narrow a one', () => {
    const [first, second] = inTwoColumns(ROWS);
    expect(inTwoColumns(ROWS)).toHaveLength(3);
    expect(inTwoColumns(ROWS, 30)).toHaveLength(3);
    expect(first).toBe(`  ${ROWS[0][0].padEnd(44)}  ${ROWS[0][1]}`);
    expect(second).toBe(`  ${ROWS[1][0]}  ${ROWS[1][1]}`);
  });

  it('are as near as the rows allow', () => {
    expect(
      inTwoColumns(
        [
          ['a', 'x'],
          ['网页', 'y'],
        ],
        80,
      ),
    ).toEqual(['  a     x', '  网页  y']);
    expect(inTwoColumns([], 80)).toEqual([]);
  });
});
