import { commands, type Disposable, languages, Uri, window, workspace } from 'vscode';
import { SAMPLE_SOCKET, SAMPLE_TEMPLATE } from '../new-unit/sample.ts';
import type { WalkthroughStep } from './walkthrough-steps.ts';

/** The walkthrough as those see it who know that something has happened. */
export interface Walkthrough extends Disposable {
  /** Marks a step as done. Only what happened to the sample's socket counts. */
  reached(step: WalkthroughStep, unit: string): void;
}

const CODE = 'accept-without-template';

/** Completes the steps as they happen, whether the walkthrough's button did it or not. */
export function createWalkthrough(): Walkthrough {
  const reached = (step: WalkthroughStep, unit: string) => {
    if (unit === SAMPLE_SOCKET) void commands.executeCommand('setContext', `systemd.walkthrough.${step}`, true);
  };
  /** The sample sockets that were seen with the error. */
  const wrong = new Set<string>();
  const judge = async (uri: Uri) => {
    if (!uri.path.endsWith(`/${SAMPLE_SOCKET}`)) return;
    const hasError = languages.getDiagnostics(uri).some(({ code }) => codeOf(code) === CODE);
    const shown = window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
    if (hasError && shown) reached('error', SAMPLE_SOCKET);
    if (hasError) wrong.add(uri.toString());
    else if (wrong.has(uri.toString()) && (await exists(Uri.joinPath(uri, '..', SAMPLE_TEMPLATE)))) {
      reached('fix', SAMPLE_SOCKET);
    }
  };
  const listeners = [
    languages.onDidChangeDiagnostics(({ uris }) => uris.forEach(judge)),
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(({ document }) => void judge(document.uri))),
  ];
  return {
    reached,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** The code of a diagnostic, which may come with a page about it. */
function codeOf(code: string | number | { readonly value: string | number } | undefined): string {
  return String(typeof code === 'object' ? code.value : code);
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
