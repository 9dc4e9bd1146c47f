// count.mjs STATUS FOLDER: judges a run of the tests by its exit status, vitest's report (FOLDER/vitest.json) and the list of the
// test files that there are (FOLDER/files). What files came to that were tried again (FOLDER/again.json) takes the place of what they
// came to at first. Says what is wrong, then what vitest said last, and last of all the count.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CLOSING_LINES = /^\s*(Test Files|Tests|Type Errors|Start at|Duration)\s/;
const COLOURS = /\u001b\[[0-9;]*m/g;

const [status, folder] = process.argv.slice(2);
const reportFile = join(folder, 'vitest.json');
const againFile = join(folder, 'again.json');
const complaints = [];
const counts = { passed: 0, failed: 0, skipped: 0 };

if (Number(status) !== 0) complaints.push(`npm test ended with status ${status}.`);
if (existsSync(reportFile)) judge(finalResults());
else complaints.push('No test was run: vitest wrote no report.');

for (const complaint of complaints) console.log(complaint);
for (const line of readFileSync(join(folder, 'log'), 'utf8').split('\n')) {
  const plain = line.replace(COLOURS, '');
  if (CLOSING_LINES.test(plain)) console.log(plain);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = complaints.length === 0 ? 0 : 1;

function finalResults() {
  const { testResults: first } = JSON.parse(readFileSync(reportFile, 'utf8'));
  const again = existsSync(againFile) ? JSON.parse(readFileSync(againFile, 'utf8')).testResults : [];
  const names = new Set(again.map(({ name }) => name));
  return [...first.filter(({ name }) => !names.has(name)), ...again];
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
