import type { Blocker, Plan } from '../../../server/src/protocol/plan.ts';
import type { Failure } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import type { Deployed } from './deployed.ts';
import { changes, type Deployment, prepareDeployment } from './deployment.ts';
import type { ReadSource } from './source.ts';
import { prepareRemoval, type Removal } from './undeploy.ts';

/** What the person decides. */
export interface Person<Agreed> {
  /** Whether they trust the workspace. Asked again right before anything is done. */
  trusts(): boolean;
  /** Shows what would be done. Undefined for a no, otherwise what of it is agreed to. */
  agree(prepared: Agreed): Promise<Agreed | undefined>;
}

/** How far it got. Only `ran` has changed anything. */
export type Consented<Agreed, Report> =
  | { readonly kind: 'untrusted' }
  /** A blocker stops it. */
  | { readonly kind: 'blocked'; readonly blocker: Blocker }
  /** A file of the workspace could not be saved. */
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'declined' }
  | { readonly kind: 'ran'; readonly agreed: Agreed; readonly report: Report };

/** Deploys a plan: saves, looks, asks, and runs what was agreed to. Nothing is run or written without trust and a yes. */
export async function deployWithConsent<Report>(
  target: Target,
  plan: Plan,
  workspace: { readonly save: () => Promise<boolean>; readonly read: ReadSource },
  person: Person<Deployment>,
  run: (agreed: Deployment) => PromiseLike<Report>,
): Promise<Consented<Deployment, Report>> {
  if (!person.trusts()) return { kind: 'untrusted' };
  const blocker = plan.blockers.find(({ stop }) => stop);
  if (blocker !== undefined) return { kind: 'blocked', blocker };
  if (!(await workspace.save())) return { kind: 'unsaved' };
  const prepared = await prepareDeployment(target, plan, workspace.read);
  if (prepared.kind !== 'ok') return { kind: 'failed', failure: prepared };
  // Where nothing is written and no privileges are needed, the command itself was the yes.
  const asks = changes(prepared.value).length > 0 || target.elevation !== 'direct';
  return runAgreed(prepared.value, asks, person, run);
}

/** Undeploys: looks, asks, and runs what was agreed to, under the same conditions. */
export async function undeployWithConsent<Report>(
  target: Target,
  deployed: Deployed,
  person: Person<Removal>,
  run: (agreed: Removal) => PromiseLike<Report>,
): Promise<Consented<Removal, Report>> {
  if (!person.trusts()) return { kind: 'untrusted' };
  const removal = await prepareRemoval(target, deployed);
  if (removal.kind !== 'ok') return { kind: 'failed', failure: removal };
  return runAgreed(removal.value, true, person, run);
}

async function runAgreed<Agreed, Report>(
  prepared: Agreed,
  asks: boolean,
  person: Person<Agreed>,
  run: (agreed: Agreed) => PromiseLike<Report>,
): Promise<Consented<Agreed, Report>> {
  const agreed = asks ? await person.agree(prepared) : prepared;
  if (agreed === undefined) return { kind: 'declined' };
  if (!person.trusts()) return { kind: 'untrusted' };
  return { kind: 'ran', agreed, report: await run(agreed) };
}
