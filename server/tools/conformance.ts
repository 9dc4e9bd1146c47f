/**
 * Prints how well `check` agrees with real systemd: recall and precision for lines and for refused units, by version, and
 * then by what was missed or wrongly said.
 *
 *   npm run conformance                 the cases that the project carries, with the verdicts recorded for them
 *   npm run conformance -- --live       the same cases, with the verdict of the systemd on this machine
 *   npm run conformance -- --show 20    also up to 20 disagreements for each version, one a line
 *   npm run conformance -- --about Nice only cases whose description holds the word
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, readCases, VERSIONS, type Verdict, type Version } from '../test/conformance/cases.ts';
import { askSystemd, installedVersion } from '../test/conformance/live.ts';
import { precision, recall, type Score, score } from '../test/conformance/score.ts';

const cli = join(import.meta.dirname, '../../dist/cli.cjs');
const { values } = parseArgs({
  options: {
    live: { type: 'boolean', default: false },
    show: { type: 'string', default: '0' },
    about: { type: 'string', default: '' },
  },
});

const cases = readCases().filter((one) => one.about.includes(values.about));
console.log(`${cases.length} units`);
console.log('version   lines: recall  precision   refused: recall  precision   missed  false');
if (values.live) {
  const version = installedVersion();
  if (version === undefined) {
    console.error('There is no systemd-analyze on this machine; install systemd, or leave --live away.');
    process.exit(2);
  }
  const verdicts = askSystemd(cases);
  await report(version, (one) => verdicts.get(one.name));
} else {
  for (const version of VERSIONS) await report(version, (one) => one.verdicts[version as Version]);
}

async function report(version: number, verdictOf: (one: Case) => Verdict | undefined): Promise<void> {
  const result = await score(cases, version, verdictOf, cli);
  const cell = (value: number): string => value.toFixed(4).padStart(9);
  const { lines, refused } = result;
  console.log(
    `${version}${' '.repeat(11)}${cell(recall(lines))}  ${cell(precision(lines))}${' '.repeat(9)}${cell(recall(refused))}  ${cell(precision(refused))}` +
      `   ${String(lines.misses + refused.misses).padStart(6)} ${String(lines.falseAlarms + refused.falseAlarms).padStart(6)}`,
  );
  for (const [kind, count] of byKind(result)) console.log(`            ${String(count).padStart(5)}  ${kind}`);
  for (const one of result.disagreements.slice(0, Number(values.show))) {
    console.log(`    ${one.what}: ${one.unit}${one.line ? `:${one.line}` : ''} ${one.about}: ${one.kind}: ${one.text}`);
  }
}

function byKind({ disagreements }: Score): [string, number][] {
  const counts = new Map<string, number>();
  for (const { what, kind } of disagreements) counts.set(`${what}: ${kind}`, (counts.get(`${what}: ${kind}`) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
