/**
 * Run inside a throw-away machine: deploys a plan to the user manager and kills itself at a step, as an extension host that
 * dies would, after putting back what an earlier one has left behind. Arguments: a file with the plan as JSON, the folder for
 * records, the helper, and the step with its number.
 */
import { readFileSync } from 'node:fs';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { prepareDeployment } from '../../src/deploy/deployment.ts';
import { createGuards } from '../../src/deploy/guards.ts';
import { recover } from '../../src/deploy/recovery.ts';
import { runPlan } from '../../src/deploy/run-plan.ts';
import { asPlanned } from '../../src/deploy/source.ts';
import { privilegedOperations } from '../../src/manager/privileged/client.ts';
import { openHelper } from '../../src/manager/privileged/open-helper.ts';
import { userTarget } from '../../src/manager/targets/user.ts';

const [planFile = '', records = '', helper = '', step = '', count = '1'] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
const target = userTarget();
const watcher = privilegedOperations(() => openHelper([process.execPath, helper]), true);
const guards = createGuards(records, () => watcher);

for (const left of (await guards.leftBehind()).records) await recover(left, target, guards.for);
const prepared = await prepareDeployment(target, plan, asPlanned);
if (prepared.kind !== 'ok') throw new Error(JSON.stringify(prepared));
let left = Number(count);
const report = await runPlan(prepared.value, {
  start: true,
  guard: guards.for(target, plan.start),
  onStep: (name) => {
    // A little later, so that what the step does has begun.
    if (name === step && --left === 0) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 4);
  },
});
console.log(report.result);
watcher.dispose();
