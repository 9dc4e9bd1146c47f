import { window } from 'vscode';
import type { Deployed } from '../deploy/deployed.ts';
import { causeOf } from '../explain/cause-of.ts';
import { meaningOf } from '../explain/error-code.ts';
import type { App } from './app.ts';

/** Writes the record by which a deployment can be taken away again, and tells where that fails. */
export async function keepRecord({ machine, t }: App, deployed: Deployed): Promise<void> {
  const kept = await machine?.book.put(deployed);
  if (kept === undefined || kept.kind === 'ok') return;
  const reason = kept.kind === 'file' ? meaningOf(kept.code, t) : causeOf(kept, deployed.unit, t('this machine'), t);
  void window.showWarningMessage(
    t(
      'What was done with {0} could not be recorded ({1}). Undeploying it may leave something behind: check its files afterwards.',
      deployed.unit,
      reason,
    ),
  );
}
