import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { createColors } from 'picocolors';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../core/text/message.ts';
import { FORMATS } from './formats.ts';
import type { Report } from './report.ts';

const REPORT: Report = {
  file: './units/web.socket',
  path: '/w/units/web.socket',
  line: 3,
  column: 6,
  endLine: 3,
  endColumn: 7,
  severity: 'warning',
  effect: 'ignore',
  scope: 'line',
  code: 'bad-number',
  message: '"x" is not a number.',
  excerpt: { text: 'Nice=x', from: 0 },
};
const OTHER: Report = { ...REPORT, file: 'b.service', line: 1, severity: 'hint', effect: 'advice', code: 'bad-mode' };
/** What a hostile file can put into a name or message. */
const HOSTILE: Report = {
  ...REPORT,
  file: 'a%b,c:d&<>"\n\x1b[31m\u202e\ud800.service',
  message: 'x\r\n::error::forged %0A <b a="c">\u0000',
};

function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
}

function printed(format: string, reports: readonly Report[], isColoured = false): string {
  const result = { files: 2, version: 257, program: '1.2.3', language: ENGLISH, reports };
  return [...FORMATS.get(format)!(result, createColors(isColoured))].join('');
}

describe.each([...FORMATS.keys()])('%s', (format) => {
  it('forges no line and no colour', () => {
    const lines = printed(format, [HOSTILE]).split('\n');
    expect(lines.filter((line) => /[\p{Cc}\u202e\u2066-\u2069]/u.test(line))).toEqual([]);
    // The message, as data, is never a command or an element of its own.
    expect(lines.filter((line) => /^::error|^\s*<b/.test(line))).toEqual([]);
  });

  it('has a test of what it prints, in this file', () => {
    expect(textOf('server/src/check/formats.test.ts')).toContain(`printed('${format}', `);
  });

  it.each(['README.md', 'server/README.md'])('is named in %s', (readme) => {
    expect(textOf(readme)).toMatch(new RegExp(`\\b${format}\\b`));
  });
});

describe('text', () => {
  const shown = (excerpt: string, column: number, endColumn: number, more: Partial<Report> = {}) =>
    printed('text', [{ ...REPORT, column, endColumn, excerpt: { text: excerpt, from: 0 }, ...more }])
      .split('\n')
      .slice(1, 3);

  it.each<[string, string, number, number, string[]]>([
    ['the value', 'Nice=x', 6, 7, ['  3 | Nice=x', '    |      ^']],
    ['behind wide characters', '描述=é x', 6, 7, ['  3 | 描述=é x', '    |        ^']],
    ['behind a tab and a combining mark', 'A=\te\u0301 x', 7, 8, ['  3 | A=\\te\u0301 x', '    |       ^']],
    ['nothing that has a width', 'Nice=', 6, 6, ['  3 | Nice=', '    |      ^']],
  ])('marks %s', (_what, excerpt, column, endColumn, lines) => {
    expect(shown(excerpt, column, endColumn)).toEqual(lines);
  });

  it('marks what goes on in the next line up to the end of the first', () => {
    expect(shown('ExecStart=/bin/a \\', 11, 3, { endLine: 4 })).toEqual([
      '  3 | ExecStart=/bin/a \\',
      '    |           ^^^^^^^^',
    ]);
  });

  it('shows the part of a long line that it is about', () => {
    const excerpt = { text: 'bbbxbbb', from: 400 };
    const lines = printed('text', [{ ...REPORT, column: 404, endColumn: 405, excerpt }]).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  3 | …bbbxbbb', '    |     ^']);
  });

  it('shows no line where there is none', () => {
    expect(printed('text', [{ ...REPORT, excerpt: { text: '', from: 0 } }]).split('\n')).toHaveLength(3);
  });
});

it('json has an element of one line for each finding, without what is only for showing it', () => {
  const [first, second, ...more] = JSON.parse(printed('json', [REPORT, OTHER])) as Record<string, unknown>[];
  expect([second?.code, more]).toEqual([OTHER.code, []]);
  expect(first).toEqual({
    file: './units/web.socket',
    line: 3,
    column: 6,
    endLine: 3,
    endColumn: 7,
    severity: 'warning',
    effect: 'ignore',
    scope: 'line',
    code: 'bad-number',
    message: '"x" is not a number.',
    url: expect.stringMatching(/\/rules\/bad-number\.html$/),
  });
  expect(printed('json', [REPORT, OTHER]).split('\n')).toHaveLength(5);
  expect(printed('json', [])).toBe('[]\n');
});

it('gcc', () => {
  expect(printed('gcc', [REPORT, OTHER])).toBe(
    './units/web.socket:3:6: warning: "x" is not a number. [bad-number]\nb.service:1:6: note: "x" is not a number. [bad-mode]\n',
  );
});

it('github', () => {
  expect(printed('github', [REPORT])).toBe(
    '::warning file=units/web.socket,line=3,endLine=3,col=6,endColumn=7,title=bad-number::"x" is not a number.\n',
  );
  const [line] = printed('github', [HOSTILE]).split('\n');
  expect(line).toContain('file=a%25b%2Cc%3Ad&<>"\\n\\u001b[31m\\u202e');
  expect(line).toContain('::x\\r\\n::error::forged %250A');
});

describe('sarif', () => {
  it('has a run with what was found, where, and the pages of the rules', () => {
    const log = JSON.parse(printed('sarif', [REPORT, OTHER, REPORT])) as Log;
    const [run] = log.runs;
    expect([log.version, run!.tool.driver.version]).toEqual(['2.1.0', '1.2.3']);
    expect(run!.tool.driver.rules!.map(({ id }) => id)).toEqual(['bad-number', 'bad-mode']);
    expect(run!.results!.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['bad-number', 0, 'warning'],
      ['bad-mode', 1, 'note'],
      ['bad-number', 0, 'warning'],
    ]);
    expect(run!.results![0]!.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'units/web.socket' },
      region: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 7 },
    });
  });

  it.each([
    ['/w/a b%.service', 'file:///w/a%20b%25.service'],
    ['C:\\w\\a.service', 'file:///C:/w/a.service'],
    ['../a.service', '../a.service'],
    ['\ud800.service', '%EF%BF%BD.service'],
  ])('writes the path %s as a URI', (file, uri) => {
    const log = JSON.parse(printed('sarif', [{ ...REPORT, file }])) as Log;
    expect(log.runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation).toEqual({ uri });
  });

  it('has a run without results where nothing is found', () => {
    expect((JSON.parse(printed('sarif', [])) as Log).runs).toMatchObject([
      { results: [], tool: { driver: { rules: [] } } },
    ]);
  });
});

describe.each(['checkstyle', 'junit'])('%s', (format) => {
  it.each([
    ['nothing', []],
    ['findings of several files', [REPORT, REPORT, OTHER]],
    ['hostile text', [HOSTILE]],
  ])('is well-formed with %s', (_what, reports) => {
    expect(XMLValidator.validate(printed(format, reports))).toBe(true);
  });
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  htmlEntities: true,
  isArray: (_name: string, _path: unknown, _leaf: boolean, isAttribute: boolean) => !isAttribute,
});

it('checkstyle has the findings of each file', () => {
  const [{ file: files }] = parser.parse(printed('checkstyle', [REPORT, REPORT, OTHER])).checkstyle;
  expect(files.map(({ name, error }: { name: string; error: object[] }) => [name, error.length])).toEqual([
    ['./units/web.socket', 2],
    ['b.service', 1],
  ]);
  expect(files[0].error[0]).toEqual({
    line: '3',
    column: '6',
    severity: 'warning',
    message: '"x" is not a number.',
    source: 'systemd-units.bad-number',
  });
});

it('junit has a failure for each finding, and a test that passed for none', () => {
  const suites = (reports: readonly Report[]) => parser.parse(printed('junit', reports)).testsuites[0].testsuite;
  expect(suites([REPORT, OTHER])).toMatchObject([
    { name: './units/web.socket', tests: '1', failures: '1', testcase: [{ failure: [{ type: 'ignore' }] }] },
    { name: 'b.service', tests: '1', failures: '1' },
  ]);
  expect(suites([])).toMatchObject([{ tests: '1', failures: '0' }]);
});
