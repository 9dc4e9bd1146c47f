import { commands, type QuickPickItem, ViewColumn, window } from 'vscode';
import type { App } from '../commands/app.ts';
import type { Order } from '../fleet/order.ts';
import { reportText } from '../fleet/report.ts';
import type { HostResult } from '../fleet/results.ts';
import { listed, type Translate } from '../l10n.ts';

/** Shows the table of results of a check or a deployment, as a page to read; a table wants the whole width. */
export async function showFleetReport(
  { pages, t }: App,
  order: Order,
  results: readonly HostResult[],
  check: boolean,
): Promise<void> {
  const title = check ? t('Check of {0}', order.unit) : t('Results of {0}', order.unit);
  const page = pages.make('systemd-fleet', `${title}.md`, reportText(order, results, check, t));
  const options = { viewColumn: ViewColumn.Active, preview: true, preserveFocus: true };
  await commands.executeCommand('vscode.openWith', page, 'vscode.markdown.preview.editor', options);
}

/** Asks, beside the page that says what would change; a notification would be out of sight before it was read. */
export async function askFleet(
  summary: string,
  unit: string,
  ready: readonly string[],
  t: Translate,
): Promise<'deploy' | 'keep' | undefined> {
  const deploy: QuickPickItem = { label: `$(cloud-upload) ${t('Deploy {0} to {1}', unit, machinesText(ready, t))}` };
  const keep: QuickPickItem = {
    label: `$(save) ${t('Save the Playbook…')}`,
    description: t('to run by hand; nothing is deployed'),
  };
  const cancel: QuickPickItem = { label: `$(close) ${t('Cancel')}` };
  const items = [...(ready.length > 0 ? [deploy] : []), keep, cancel];
  const picked = await window.showQuickPick(items, {
    title: t('Checked: {0}', summary),
    placeHolder: t('Nothing happens before you choose'),
    ignoreFocusOut: true,
  });
  return picked === deploy ? 'deploy' : picked === keep ? 'keep' : undefined;
}

/** A few machines by their names, many by their number. */
export function machinesText(hosts: readonly string[], t: Translate): string {
  return hosts.length <= 3 ? listed(hosts, t) : t('{0} machines', hosts.length);
}
