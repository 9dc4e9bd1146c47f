import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// .ci/run, in a clone of which the tests are a table: what it runs, what it runs again, and what it says in the end.

const ROOT = join(import.meta.dirname, '../..');

/** What a test of a file comes to, one word for each time that the file is run. */
type Outcomes = readonly ('passed' | 'failed' | 'skipped')[];

/** A program in the place of npm: it writes the report of the files that it is given, or of all, and notes what it was asked. */
const NPM = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const given = process.argv.slice(2);
appendFileSync('calls', given.filter((word) => !word.startsWith('--')).join(' ') + '\\n');
const { files, time, strays } = JSON.parse(readFileSync('table.json', 'utf8'));
const named = given.filter((word) => word.endsWith('.test.ts'));
const turn = named.length > 0 ? 1 : 0;
if (time[turn] === 'forever') setTimeout(() => {}, 60_000);
else {
  const testResults = Object.entries(files).map(([file, outcomes]) => {
    const status = outcomes[turn] ?? outcomes[0];
    const fullName = 'does what ' + file + ' says';
    return { name: process.cwd() + '/' + file, status: status === 'failed' ? 'failed' : 'passed', assertionResults: [{ fullName, status }] };
  }).filter(({ name }) => turn === 0 || named.includes(name));
  const report = given.find((word) => word.startsWith('--outputFile.json=')).slice('--outputFile.json='.length);
  writeFileSync(report, JSON.stringify({ testResults }));
  const caught = turn === 0 ? strays : [];
  if (caught.length > 0) console.log('\\u001b[31m\\nVitest caught ' + caught.length + ' unhandled errors during the test run.');
  for (const file of caught) console.log('\\u001b[31mThis error originated in "\\u001b[1m' + file + '\\u001b[22m" test file. It does not mean');
  console.log(' Test Files  ' + testResults.length + ' run');
  process.exitCode = caught.length > 0 || testResults.some(({ status }) => status === 'failed') ? 1 : 0;
}
`;

describe.skipIf(process.platform !== 'linux')('.ci/run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ci-run-'));
    cpSync(join(ROOT, '.ci'), join(folder, '.ci'), { recursive: true });
    write('client/e2e/harness/debian-packages.txt', '');
    write('bin/npm.mjs', NPM);
    write('bin/npm', `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'bin/npm.mjs')}" "$@"\n`, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode });
  }

  /** Runs it over files of tests, as if so many minutes had gone by before the first of them. */
  function run(
    files: Readonly<Record<string, Outcomes>>,
    { minutes = 0, time = ['soon', 'soon'], strays = [] as readonly string[] } = {},
  ) {
    for (const file of Object.keys(files)) write(file, '');
    write('table.json', JSON.stringify({ files, time, strays }));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('init');
    git('add', '--all');
    const env = { ...process.env, PATH: `${folder}/bin:${dirname(process.execPath)}:${process.env['PATH']}` };
    const { status, stdout } = spawnSync('bash', ['.ci/run'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, SECONDS: String(minutes * 60) },
    });
    const lines = stdout.trimEnd().split('\n');
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n');
    return { status, lines, last: lines.at(-1), again: calls.slice(1) };
  }

  const stories = (count: number, ...outcomes: Outcomes) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`client/e2e/story-${at}.test.ts`, outcomes]));

  it('is content where every file was run and every test passed', () => {
    const { status, last, again } = run({ 'server/a.test.ts': ['passed'], ...stories(2, 'passed') });
    expect([status, last, again]).toEqual([0, '3 passed, 0 failed, 0 skipped', []]);
  });

  it('tries stories that failed a second time, and names them right before the count', () => {
    const { status, lines, again } = run({
      'server/a.test.ts': ['passed'],
      'client/e2e/flaky.test.ts': ['failed', 'passed'],
      'client/e2e/good.test.ts': ['passed'],
    });
    expect(again).toEqual([`test ${folder}/client/e2e/flaky.test.ts`]);
    expect(lines.slice(-2)).toEqual([
      'Tried a second time, and passed: client/e2e/flaky.test.ts: "does what client/e2e/flaky.test.ts says".',
      '3 passed, 0 failed, 0 skipped',
    ]);
    expect(status).toBe(0);
  });

  it('refuses what fails twice', () => {
    const { status, lines } = run({ 'server/a.test.ts': ['passed'], ...stories(1, 'failed', 'failed') });
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^Tried a second time, and failed: client\/e2e\/story-0\.test\.ts/),
      '1 passed, 1 failed, 0 skipped',
    ]);
    expect(status).toBe(1);
  });

  it('tries eight again, and not nine', () => {
    const eight = run(stories(8, 'failed', 'passed'));
    expect([eight.status, eight.last, eight.again.length]).toEqual([0, '8 passed, 0 failed, 0 skipped', 1]);
    const nine = run(stories(9, 'failed', 'passed'));
    expect([nine.status, nine.last]).toEqual([1, '0 passed, 9 failed, 0 skipped']);
  });

  it('tries nothing again where anything else failed', () => {
    const other = run({ 'server/a.test.ts': ['failed'], ...stories(1, 'failed', 'passed') });
    expect([other.status, other.last, other.again]).toEqual([1, '0 passed, 2 failed, 0 skipped', []]);
  });

  it('accepts no error outside of the tests, unless a file had it that is good when it is tried again', () => {
    const files = { 'server/a.test.ts': ['passed'], ...stories(1, 'failed', 'passed') } as const;
    const own = run(files, { strays: ['client/e2e/story-0.test.ts'] });
    expect([own.status, own.last]).toEqual([0, '2 passed, 0 failed, 0 skipped']);
    const other = run(files, { strays: ['client/e2e/story-0.test.ts', 'server/a.test.ts'] });
    expect([other.status, other.last]).toEqual([1, '2 passed, 0 failed, 0 skipped']);
    expect(other.again.at(-1)).toContain('story-0');
    expect(other.lines).toContain('Errors outside of the tests, which no second try has cleared: 1.');
  });

  it('accepts no skipped test, and no file that was not run', () => {
    const skipped = run({ 'server/a.test.ts': ['passed'], 'server/b.test.ts': ['skipped'] });
    expect([skipped.status, skipped.last]).toEqual([1, '1 passed, 0 failed, 1 skipped']);
    write('server/forgotten.test.ts', '');
    const forgotten = run({ 'server/a.test.ts': ['passed'], 'server/b.test.ts': ['passed'] });
    expect([forgotten.status, forgotten.last]).toEqual([1, '2 passed, 0 failed, 0 skipped']);
    expect(forgotten.lines).toContain('server/forgotten.test.ts was not run.');
  });

  it('has what is left of 84 minutes for the second try, and none where nothing is', () => {
    const files = stories(1, 'failed', 'passed');
    const { lines, status } = run(files, { minutes: 51.5 });
    expect([lines.find((line) => line.startsWith('Once more')), status]).toEqual([
      `Once more from the beginning, for 32 minutes at most: ${folder}/client/e2e/story-0.test.ts`,
      0,
    ]);
    const late = run(files, { minutes: 83.5 });
    expect([late.status, late.last]).toEqual([1, '0 passed, 1 failed, 0 skipped']);
  });

  it('stops a second try that takes too long, and counts what came of the first', () => {
    const script = readFileSync(join(ROOT, '.ci/run'), 'utf8');
    write('.ci/run', script.replace(/^left=.*/m, 'left=2').replace('-gt 60', '-gt 0'), 0o755);
    const { status, last, lines } = run(stories(1, 'failed'), { time: ['soon', 'forever'] });
    expect([status, last]).toEqual([1, '0 passed, 1 failed, 0 skipped']);
    expect(lines).toContain('The tests were stopped after 0 minutes.');
  });
});
