import { env, Position, Range, TextEditorRevealType, Uri, window, workspace } from 'vscode';
import { outputText, succeeded } from '../manager/outcome.ts';
import { isManual, lineOfDirective, plainManual, type Reference, readReference } from '../views/manual-text.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/**
 * Shows the page of this machine's manual for the directive at the cursor; if there is none, offers the one on the web. A
 * reference of one page to another leads here too.
 */
export async function showManual(app: App, argument: unknown): Promise<void> {
  const manual: WantedPage | undefined = readReference(argument) ?? (await manualOf(app, argument));
  if (manual === undefined) return;
  const text = await installedPage(app, manual);
  if (text === undefined) return offerWeb(app, manual);

  const line = manual.directive === undefined ? undefined : lineOfDirective(text, manual.directive);
  const indent = line === undefined ? 0 : (/^ */.exec(text.split('\n')[line] ?? '')?.[0].length ?? 0);
  const start = new Position(line ?? 0, indent);
  const at = new Range(start, start);
  const page = await app.pages.show('systemd-manual', titleOf(manual), text, { selection: at });
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === page.toString());
  if (line !== undefined) editor?.revealRange(at, TextEditorRevealType.AtTop);
}

/** A page that is wanted; of the manual pages on the web only those of systemd itself have a place that is known. */
interface WantedPage extends Reference {
  readonly directive?: string | undefined;
  readonly url?: string;
}

async function manualOf(app: App, argument: unknown): Promise<WantedPage | undefined> {
  const uri = await subjectUri(app, argument);
  const manual =
    uri === undefined
      ? null
      : await app.server.request('systemd/manual', { textDocument: { uri }, position: cursorIn(uri) });
  return manual === null ? undefined : { ...manual, section: '5' };
}

function cursorIn(uri: string): Position | { line: number; character: number } {
  const editor = window.activeTextEditor;
  return editor?.document.uri.toString() === uri ? editor.selection.active : { line: 0, character: 0 };
}

/** The page as text of a readable width; undefined if man or the page is missing, or nothing may be run. */
async function installedPage({ machine }: App, { page, section }: Reference): Promise<string | undefined> {
  if (machine === undefined || !workspace.isTrusted) return undefined;
  for (const options of [['--no-hyphenation', '--no-justification'], []]) {
    // What only man-db knows is tried first; another man takes the page alone.
    const argv = ['man', ...options, section, page];
    const ran = succeeded(await machine.run(argv, { env: { MANWIDTH: '80', MANPAGER: 'cat', PAGER: 'cat' } }));
    if (ran.kind === 'missing') return undefined;
    const text = ran.kind === 'ok' ? plainManual(outputText(ran.value)) : '';
    if (isManual(text)) return text;
  }
  return undefined;
}

async function offerWeb({ t }: App, wanted: WantedPage): Promise<void> {
  const open = t('Open on the Web');
  const message = t('The manual page {0} is not installed on this machine.', titleOf(wanted));
  const chosen = await window.showInformationMessage(message, ...(wanted.url === undefined ? [] : [open]));
  if (chosen === open && wanted.url !== undefined) await env.openExternal(Uri.parse(wanted.url));
}

function titleOf({ page, section }: Reference): string {
  return `${page}(${section})`;
}
