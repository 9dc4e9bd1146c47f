import { ProcessExecution, Task, TaskPanelKind, TaskRevealKind, TaskScope, type Terminal, tasks, window } from 'vscode';
import { reachText } from '../manager/describe-target.ts';
import type { App } from './app.ts';

/**
 * Logs in to a host in a terminal that the person sees, where ssh shows the host's key and asks for passphrase, password or
 * a second factor. The connection is then shared with what follows. Gives whether it worked; where it did not, the person was told
 * why, and the terminal stays, as it has what ssh said.
 */
export async function logIn(app: App, host: string): Promise<boolean> {
  const { machine, t } = app;
  if (machine === undefined) return false;
  const [program = '', ...args] = await machine.hosts.logInCommand(host);
  const before = new Set(window.terminals);
  const code = await runVisibly(`ssh ${host}`, program, args);
  app.targets?.forget();
  if (code === 0) {
    for (const terminal of window.terminals) if (!before.has(terminal) && isOf(terminal, host)) terminal.dispose();
    return true;
  }
  // Whoever closes the terminal knows why.
  if (code === undefined) return false;
  const again = t('Log In Again');
  const answer = await window.showWarningMessage(
    t('Logging in to {0} failed: {1}.', host, await whyNot(app, host)),
    again,
  );
  return answer === again && logIn(app, host);
}

/**
 * Runs a program in a terminal that has the focus, and that stays open with what the program wrote when it fails. Gives its exit
 * status, or undefined where the terminal was closed before.
 */
async function runVisibly(name: string, program: string, args: readonly string[]): Promise<number | undefined> {
  const task = new Task(
    { type: 'systemd' },
    TaskScope.Workspace,
    name,
    'systemd',
    new ProcessExecution(program, [...args]),
  );
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    focus: true,
    panel: TaskPanelKind.New,
    showReuseMessage: false,
    echo: false,
  };
  const execution = await tasks.executeTask(task);
  return new Promise((resolve) => {
    const listener = tasks.onDidEndTaskProcess((ended) => {
      if (ended.execution !== execution) return;
      listener.dispose();
      resolve(ended.exitCode);
    });
  });
}

function isOf(terminal: Terminal, host: string): boolean {
  return terminal.name.includes(`ssh ${host}`);
}

/** As the next connection without a person would be told. */
async function whyNot({ machine, t }: App, host: string): Promise<string> {
  const [target] = machine?.hosts.targets(host) ?? [];
  const reach = target && (await machine?.detect(target));
  return reach === undefined || reach.kind === 'reachable' ? t('ssh ended without a connection') : reachText(reach, t);
}
