import { window } from 'vscode';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { App } from './app.ts';
import { createDropIn } from './create-drop-in.ts';

/**
 * Of a packaged unit there is nothing to deploy. What changes it is a drop-in.
 *
 * @param activate Starts it as it is, where that is another way.
 */
export async function tellPackaged(app: App, uri: string, plan: Plan, activate?: () => Promise<void>): Promise<void> {
  const { t } = app;
  const path = plan.packaged.find(({ unit }) => unit === plan.unit)?.path ?? plan.unit;
  const [start, dropIn] = [t('Activate'), t('Create Drop-in…')];
  const message = t('{0} is installed by a package and is not copied. A drop-in changes it.', path);
  const answer = await window.showInformationMessage(message, ...(activate === undefined ? [] : [start]), dropIn);
  if (answer === start) await activate?.();
  if (answer === dropIn) await createDropIn(app, uri);
}
