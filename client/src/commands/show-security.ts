import { window } from 'vscode';
import { securityTable } from '../views/security-table.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';
import { type PlacedTable, showTable } from './table-panel.ts';

/** Shows how exposed a service is: what systemd-analyze looks at, how much each thing adds, and what to write. */
export async function showSecurity(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const look = async (): Promise<PlacedTable | undefined> => {
    const found = await app.server.request('systemd/security', { textDocument: { uri } });
    return found === null ? undefined : securityTable(found, app.t);
  };
  const first = await look();
  if (first === undefined) {
    void window.showInformationMessage(
      app.t('Only a service that systemd would load has an exposure. Open the file of a service.'),
    );
    return;
  }
  showTable(app, 'systemd.security', first, look);
}
