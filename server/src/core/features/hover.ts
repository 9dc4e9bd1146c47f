import { directiveEver } from '../catalogue/catalogue.ts';
import { type DirectiveDoc, directiveDoc, manualUrl, partOf, sectionDoc, sinceOf } from '../catalogue/documentation.ts';
import { sectionsOf } from '../catalogue/unit-type.ts';
import { valueSource } from '../syntax/tree.ts';
import { layout, type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { tokenText } from '../values/words/word-list.ts';
import { bindsIpv6Only } from '../workspace/addresses.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { describeNamed, describeUnit } from './describe-unit.ts';
import { type Place, placeAt, tokenAt } from './place.ts';
import { withVariables } from './unit-variables.ts';

export interface Hover {
  readonly range: Range;
  /** Markdown without HTML and without command links. */
  readonly markdown: Message;
}

/** The hover for an offset (LSP textDocument/hover); undefined if there is none. */
export function hover(snapshot: Snapshot, file: UnitFile, offset: number, world: World): Hover | undefined {
  const place = placeAt(file, offset, snapshot.settings);
  switch (place.kind) {
    case 'header':
      return hoverSection(snapshot, file, place.header.name, place.header.content);
    case 'key':
      return hoverKey(place, snapshot.settings.version);
    case 'value':
      return hoverValue(snapshot, file, place, world);
    case 'comment':
    case 'line':
      return undefined;
  }
}

/**
 * A directive's documentation as it is shown in hovers and beside completions: the answer and the facts, and below a rule what is to be
 * read when there is time.
 */
export function directiveMarkdown(section: string, key: string, version: number): Message | undefined {
  const doc = directiveDoc(section, key);
  const known = directiveEver(section, key);
  if (!doc && !known) return undefined;
  return layout('\n\n', [
    say`**${key}=** in \`[${section}]\``,
    labelled(partOf(doc, 'instead'), (text) => say`**Retired.** ${text}`),
    partOf(doc, 'summary'),
    facts(doc, sinceOf(section, key), version),
    doc && '---',
    partOf(doc, 'text'),
    labelled(partOf(doc, 'combines'), (text) => say`**Combines:** ${text}`),
    labelled(partOf(doc, 'mistake'), (text) => say`**Mistake:** ${text}`),
    doc?.example && `\`\`\`systemd-unit\n${doc.example.text}\`\`\``,
    doc && `[${doc.manual}(5)](${manualUrl(doc.manual, version, key)})`,
  ]);
}

function facts(doc: DirectiveDoc | undefined, since: number, version: number): Message | undefined {
  const lines = [
    labelled(partOf(doc, 'values'), (text) => say`- **Values:** ${text}`),
    labelled(partOf(doc, 'byDefault'), (text) => say`- **Default:** ${text}`),
    labelled(partOf(doc, 'managers'), (text) => say`- **Managers:** ${text}`),
    since > version
      ? say`- **Since:** systemd ${since}, and this unit is checked for ${version}`
      : since > 0 && say`- **Since:** systemd ${since}`,
  ].filter((line) => typeof line === 'object');
  return lines.length > 0 ? layout('\n', lines) : undefined;
}

function hoverSection(snapshot: Snapshot, file: UnitFile, name: string, range: Range): Hover | undefined {
  const text = sectionDoc(name);
  if (!text || !sectionsOf(file.kind.type).includes(name)) return undefined;
  const unit = describeUnit(snapshot, file);
  return { range, markdown: layout('\n\n', [`**[${name}]**`, text, unit]) };
}

function hoverKey(place: Place & { kind: 'key' }, version: number): Hover | undefined {
  const markdown = directiveMarkdown(place.section, place.node.key, version);
  return markdown ? { range: place.node.keyRange, markdown } : undefined;
}

/** What the word at the offset means; otherwise what the directive accepts. */
function hoverValue(
  snapshot: Snapshot,
  file: UnitFile,
  place: Place & { kind: 'value' },
  world: World,
): Hover | undefined {
  const { entry, node, section } = place;
  const token = entry && tokenAt(entry, place.offset);
  if (entry && token) {
    const range = valueSource(node, token.from, token.to);
    const known: World = { ...withVariables(world, snapshot, file), ipv6Only: () => isIpv6Only(snapshot, file) };
    const said = grammarFor(entry.at.parser)?.describe?.(token, node.value, entry.at, known);
    const named = token.kind === 'unit' ? describeNamed(snapshot, tokenText(token, node.value), file) : undefined;
    if (said !== undefined || named !== undefined) return { range, markdown: layout('\n\n', [said, named]) };
    // The meaning of a command's arguments is up to the program.
    if (token.kind === 'argument') return undefined;
  }
  const markdown = node.value === '' ? undefined : directiveSummary(section, node.key);
  return markdown ? { range: node.valueRange, markdown } : undefined;
}

function isIpv6Only(snapshot: Snapshot, file: UnitFile): boolean {
  const unit = unitOf(snapshot, file);
  return unit !== undefined && bindsIpv6Only(unit) !== undefined;
}

/** What a directive takes and what it is by default, in two lines. */
function directiveSummary(section: string, key: string): Message | undefined {
  const doc = directiveDoc(section, key);
  const values = labelled(partOf(doc, 'values'), (text) => say`- **Values:** ${text}`);
  if (!values) return undefined;
  const byDefault = labelled(partOf(doc, 'byDefault'), (text) => say`- **Default:** ${text}`);
  return layout('\n', [`**${key}=**\n`, values, byDefault]);
}

function labelled(text: Message | undefined, label: (text: Message) => Message): Message | undefined {
  return text && label(text);
}
