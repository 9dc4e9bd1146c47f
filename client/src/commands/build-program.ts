import { ProcessExecution, Task, TaskScope, tasks, type Uri, window, workspace } from 'vscode';
import type { App } from './app.ts';

/** Offers to make a program of its source, as a task that the person sees. Nothing runs in an untrusted workspace. */
export async function offerBuild({ t, machine }: App, folder: Uri, argv: readonly string[]): Promise<void> {
  const [compiler, ...args] = argv;
  if (compiler === undefined) return;
  const words = argv.map((word) => (/^[\w./=+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
  const message = t('The program has to be built before the service can start: {0}', words);
  if (machine === undefined || !workspace.isTrusted || folder.scheme !== 'file') {
    void window.showInformationMessage(message);
    return;
  }
  const build = t('Build');
  if ((await window.showInformationMessage(message, build)) !== build) return;
  const execution = new ProcessExecution(compiler, args, { cwd: folder.fsPath });
  await tasks.executeTask(new Task({ type: 'process' }, TaskScope.Workspace, words, 'systemd', execution));
}
