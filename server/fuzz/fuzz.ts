/**
 * Feeds every part of the server with anything: raw text and what looks like units, values, edits, requests and messages. No input may
 * make one throw, take more than 100 ms, or lose a byte. What does is written to `found/`, where the tests feed it again.
 *
 *   npm run fuzz                       a few thousand inputs for each part, others each time
 *   npm run fuzz -- --runs 1000000     so many inputs in all
 *   npm run fuzz -- --seed 1 --subject values
 */
import { parseArgs } from 'node:util';
import { feed } from './feed.ts';
import { keep } from './found.ts';
import { SUBJECTS } from './subjects.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '50000' }, seed: { type: 'string' }, subject: { type: 'string' } },
});
const seed = numberOf('seed', values.seed ?? String(Date.now() % 2 ** 31));
const subjects = SUBJECTS.filter(({ name }) => values.subject === undefined || name === values.subject);
if (subjects.length === 0) {
  console.error(`There is no subject ${values.subject}; these are: ${SUBJECTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const each = Math.ceil(numberOf('runs', values.runs) / subjects.length);

console.log(`Seed ${seed}`);
let faults = 0;
for (const subject of subjects) {
  const begun = performance.now();
  const fault = await feed(subject, seed, each);
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `${subject.name.padEnd(12)}${String(each).padStart(9)} inputs${took.padStart(9)} s   ${fault ? 'a fault' : 'no fault'}`,
  );
  if (!fault) continue;
  faults++;
  console.error(`${fault.error}\n${keep(fault)}`);
}
process.exitCode = faults > 0 ? 1 : 0;

/** Ends the program where an option is no whole number. */
function numberOf(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  console.error(`--${option} ${text}: this is not a whole number.`);
  process.exit(2);
}
