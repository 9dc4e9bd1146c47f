// count.mjs STATUS FOLDER: judges a run of the tests by its exit status, vitest's report (FOLDER/vitest.json) and the list of the
// test files that there are (FOLDER/files). What files came to that were tried again (FOLDER/again.json) takes the place of what they
// came to at first. Says what is wrong, then what vitest said last, which files needed a second try, and last of all the count.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const CLOSING_LINES = /^\s*(Test Files|Tests|Type Errors|Start at|Duration)\s/;
const COLOURS = /\u001b\[[0-9;]*m/g;

const [status, folder] = process.argv.slice(2);
const reportFile = join(folder, 'vitest.json');
const againFile = join(folder, 'again.json');
const complaints = [];
const counts = { passed: 0, failed: 0, skipped: 0 };
const first = resultsOf(reportFile);
const again = resultsOf(againFile);
const log = readFileSync(join(folder, 'log'), 'utf8').replace(COLOURS, '');

if (Number(status) !== 0) complaints.push(`npm test ended with status ${status}.`);
if (first === undefined) complaints.push('No test was run: vitest wrote no report.');
else judge(finalResults());
const strays = unhandled();
if (strays > 0) complaints.push(`Errors outside of the tests, which no second try has cleared: ${strays}.`);

for (const complaint of complaints) console.log(complaint);
for (const line of log.split('\n')) if (CLOSING_LINES.test(line)) console.log(line);
for (const line of secondTries()) console.log(line);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = complaints.length === 0 ? 0 : 1;

function resultsOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : undefined;
}

function finalResults() {
  const names = new Set(again?.map(({ name }) => name));
  return [...first.filter(({ name }) => !names.has(name)), ...(again ?? [])];
}

/** How many errors vitest caught outside of every test, which are in no report, and not while a file was run that was tried again. */
function unhandled() {
  const caught = [...log.matchAll(/^Vitest caught (\d+) unhandled error/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  const origins = [...log.matchAll(/^This error originated in "(.+?)" test file/gm)].map(([, file]) => file);
  return caught - origins.filter((file) => again?.some(({ name }) => name.endsWith(`/${file}`))).length;
}

/** What passed at last is not all well: each test that did not at first, so that somebody looks at it. */
function secondTries() {
  return (again ?? []).map(({ name, status: now }) => {
    const before = first?.find((file) => file.name === name)?.assertionResults ?? [];
    const failed = before.filter((test) => test.status === 'failed').map(({ fullName }) => `"${fullName}"`);
    return `Tried a second time, and ${now}: ${relative('.', name)}: ${failed.join(', ') || 'the whole file'}.`;
  });
}

function judge(results) {
  for (const file of results) {
    const tests = file.assertionResults;
    for (const test of tests) count(test, file.name);
    // A file that could not even be loaded has no tests that could fail.
    if (file.status === 'failed' && !tests.some((test) => test.status === 'failed')) {
      counts.failed += 1;
      complaints.push(`${file.name} failed as a whole.`);
    }
  }
  if (counts.failed > 0) complaints.push(`${counts.failed} failed.`);
  const run = new Set(results.map((file) => resolve(file.name)));
  for (const name of readFileSync(join(folder, 'files'), 'utf8').split('\n')) {
    if (name !== '' && !run.has(resolve(name))) complaints.push(`${name} was not run.`);
  }
  if (counts.passed === 0) complaints.push('No test passed.');
}

function count(test, file) {
  if (test.status === 'passed') counts.passed += 1;
  else if (test.status === 'failed') counts.failed += 1;
  else {
    counts.skipped += 1;
    complaints.push(`${file}: "${test.fullName}" was skipped.`);
  }
}
