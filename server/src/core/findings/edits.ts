import type { FileChange, Fix } from '../diagnostic.ts';
import type { Assignment } from '../syntax/tree.ts';
import { isBlank } from '../text/blank.ts';
import type { TextEdit } from '../text/edit.ts';
import { lineEndOf } from '../text/eol.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { EffectiveUnit, Item } from '../workspace/effective-unit.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A fix that changes one file. */
export function editFix(title: Message, safety: Fix['safety'], file: UnitFile, ...edits: TextEdit[]): Fix {
  return { title, safety, changes: [{ kind: 'edit', file: file.path, edits }] };
}

/** A fix that renames the file of a unit, and the folders of its drop-ins with it. */
export function renameFix(title: Message, unit: EffectiveUnit, name: string): Fix[] {
  const file = unit.fragment;
  if (!file || file.link !== undefined || (file.kind.kind === 'fragment' && file.kind.untitled)) return [];
  const folders = new Set(unit.dropIns.map(({ path }) => folderOf(path)));
  const own = [...folders].filter((folder) => baseName(folder) === `${unit.name.full}.d`);
  const changes: FileChange[] = [file.path, ...own].map((path) => {
    const to = join(folderOf(path), path === file.path ? name : `${name}.d`);
    return { kind: 'rename', file: path, to };
  });
  return [{ title, safety: 'unsafe', changes }];
}

/** Takes out the line, with its line end, that an item came from. */
export function dropLine(item: Item): TextEdit {
  return { range: item.entry.node.range, newText: '' };
}

/** A fix that takes out the line that an item came from: `safe` where systemd ignores it. */
export function removeFix(item: Item, safety: Fix['safety']): Fix {
  const { node, file } = item.entry;
  return editFix(say`Remove ${node.key}=`, safety, file, dropLine(item));
}

/** Gives the assignment that an item came from another value. */
export function setValue(item: Item, newText: string): TextEdit {
  return { range: item.entry.node.valueRange, newText };
}

/** Takes one word, which stands at the range, out of a list, or the whole line where it was the only one. */
export function dropWord(item: Item, { from, to }: Range): TextEdit {
  const { file, node, parsed } = item.entry;
  if (parsed.items.length < 2) return dropLine(item);
  if (from <= node.valueRange.from && to >= node.valueRange.to) return dropLine(item);
  let end = to;
  while (end < node.valueRange.to && isBlank(file.text[end])) end++;
  if (end > to) return { range: { from, to: end }, newText: '' };
  let start = from;
  while (start > node.valueRange.from && isBlank(file.text[start - 1])) start--;
  return { range: { from: start, to }, newText: '' };
}

/** Adds lines at the end of a section, which is made where the file has none. They end as the file's own lines do. */
export function addToSection(file: UnitFile, section: string, lines: string): TextEdit {
  const { text } = file;
  const eol = lineEndOf(text);
  const added = lines.replaceAll('\n', eol);
  const target = file.tree.sections.findLast((one) => one.header && one.name === section);
  const last = target?.nodes.findLast((node) => node.kind !== 'blank') ?? target?.header;
  if (last) return { range: { from: last.content.to, to: last.content.to }, newText: `${eol}${added}` };
  const gap = text === '' ? '' : /[\r\n]$/.test(text) ? eol : `${eol}${eol}`;
  return { range: { from: text.length, to: text.length }, newText: `${gap}[${section}]${eol}${added}${eol}` };
}

/** Adds the line, or gives the assignment that already says something else this value. */
export function assign(file: UnitFile, section: string, key: string, value: string): TextEdit {
  const nodes = file.tree.sections.filter((one) => one.header && one.name === section).flatMap((one) => one.nodes);
  const present = nodes.findLast((node): node is Assignment => node.kind === 'assignment' && node.key === key);
  return present ? { range: present.valueRange, newText: value } : addToSection(file, section, `${key}=${value}`);
}
