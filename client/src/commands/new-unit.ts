import { Uri, window } from 'vscode';
import { listed } from '../l10n.ts';
import { filesOf, type NewFile, type UnitTemplate, unitTemplates } from '../new-unit/templates.ts';
import { isStem, stemOf } from '../new-unit/unit-stem.ts';
import { besideColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { createFiles, firstExisting, managerOf, pickFolder } from './new-files.ts';

/** Makes a pair of units from a template, in a folder that the person chooses, and opens both. Existing files are never overwritten. */
export async function newUnit(app: App, argument: unknown): Promise<void> {
  const template = await pickTemplate(app);
  if (template === undefined) return;
  const folder = argument instanceof Uri ? argument : await pickFolder(app);
  if (folder === undefined) return;
  const manager = managerOf(app, folder);
  const typed = await window.showInputBox({
    title: template.title,
    prompt: app.t('The name of the units, without their types'),
    placeHolder: 'demo',
    validateInput: (value) => whyNot(app, folder, value, (stem) => filesOf(template.id, stem, manager, app.t)),
  });
  if (typed === undefined || !isStem(stemOf(typed))) return;

  const files = filesOf(template.id, stemOf(typed), manager, app.t);
  const made = files.map(({ name, text }) => ({ uri: Uri.joinPath(folder, name), text }));
  if (!(await createFiles(app, folder, made))) return;
  const [first, second] = made.map(({ uri }) => uri);
  if (first !== undefined) await window.showTextDocument(first, { preview: false });
  if (second !== undefined) {
    await window.showTextDocument(second, { preview: false, viewColumn: besideColumn(), preserveFocus: true });
  }
}

async function pickTemplate({ t }: App): Promise<UnitTemplate | undefined> {
  const items = unitTemplates(t).map((template) => {
    const names = filesOf(template.id, 'NAME', 'system', t).map(({ name }) => name);
    return { label: template.title, description: listed(names, t), detail: template.detail, template };
  });
  const picked = await window.showQuickPick(items, {
    title: t('New Unit from Template'),
    placeHolder: t('Which kind of unit?'),
    matchOnDescription: true,
  });
  return picked?.template;
}

/** What is wrong with a name while it is typed; undefined for a valid one. */
async function whyNot(
  { t }: App,
  folder: Uri,
  typed: string,
  files: (stem: string) => readonly NewFile[],
): Promise<string | undefined> {
  const stem = stemOf(typed);
  if (typed === '') return undefined;
  if (!isStem(stem)) return t('Use letters, digits and : - _ . \\ only, without spaces.');
  const taken = await firstExisting(files(stem).map(({ name }) => Uri.joinPath(folder, name)));
  return taken === undefined ? undefined : t('{0} already exists.', taken.path.slice(taken.path.lastIndexOf('/') + 1));
}
