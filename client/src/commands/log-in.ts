import { ThemeIcon, window } from 'vscode';
import type { App } from './app.ts';

/**
 * Logs in to a host in a terminal that the person sees, where ssh shows the host's key and asks for passphrase, password or
 * a second factor. The connection is then shared with what follows. Gives whether it worked.
 */
export async function logIn(app: App, host: string): Promise<boolean> {
  if (app.machine === undefined) return false;
  const [shellPath = '', ...shellArgs] = await app.machine.hosts.logInCommand(host);
  const terminal = window.createTerminal({
    name: `ssh ${host}`,
    iconPath: new ThemeIcon('remote'),
    shellPath,
    shellArgs,
    isTransient: true,
    message: app.t('Log in to {0}. The connection is kept for a few minutes.', host),
  });
  terminal.show();
  const code = await new Promise<number | undefined>((resolve) => {
    const listener = window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      listener.dispose();
      resolve(closed.exitStatus?.code);
    });
  });
  app.targets?.forget();
  return code === 0;
}
