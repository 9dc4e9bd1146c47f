import { window, workspace } from 'vscode';
import type { Params } from '../../../server/src/protocol/requests.ts';
import { pageColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

type Format = Params<'systemd/graph'>['format'];

/** What the languages are called. */
const FORMATS: readonly (readonly [name: string, format: Format])[] = [
  ['Mermaid', 'mermaid'],
  ['Graphviz', 'dot'],
];

/** Opens the graph of what a unit starts and depends on as a new document, to be looked at, changed and saved. */
export async function showGraph(app: App, argument: unknown): Promise<void> {
  const { t } = app;
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const formats = FORMATS.map(([label, format]) => ({
    label,
    description: format === 'dot' ? t('drawn by dot') : t('drawn by the Markdown preview, GitHub and GitLab'),
    format,
  }));
  const picked = await window.showQuickPick(formats, { title: t('Dependency Graph') });
  if (picked === undefined) return;
  const graph = await app.server.request('systemd/graph', { textDocument: { uri }, format: picked.format });
  if (graph === null) return;
  const isMermaid = picked.format === 'mermaid';
  const content = isMermaid ? `# ${graph.unit}\n\n\`\`\`mermaid\n${graph.text}\`\`\`\n` : graph.text;
  const document = await workspace.openTextDocument({ content, language: isMermaid ? 'markdown' : 'plaintext' });
  await window.showTextDocument(document, { viewColumn: await pageColumn(), preview: false });
  if (graph.cut) {
    void window.showInformationMessage(t('{0} is related to more units than are in the graph.', graph.unit));
  }
}
