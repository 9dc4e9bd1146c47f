import { window } from 'vscode';
import type { App } from './app.ts';

/** Restarts the language server. */
export async function restartServer(app: App): Promise<void> {
  await app.server.restart();
  window.setStatusBarMessage(app.t('The systemd language server was restarted'), 3000);
}
