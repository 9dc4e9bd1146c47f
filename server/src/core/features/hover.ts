import { directiveEver } from '../catalogue/catalogue.ts';
import { directiveDoc, manualUrl, sectionDoc, sinceOf } from '../catalogue/documentation.ts';
import { sectionsOf } from '../catalogue/unit-type.ts';
import { valueSource } from '../syntax/tree.ts';
import { layout, type Text } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { tokenText } from '../values/words/word-list.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { describeNamed, describeUnit } from './describe-unit.ts';
import { type Place, placeAt, tokenAt } from './place.ts';
import { withVariables } from './unit-variables.ts';

export interface Hover {
  readonly range: Range;
  /** Markdown without HTML and without command links. */
  readonly markdown: Text;
}

/** What to say about the place under the pointer (LSP textDocument/hover); undefined where there is nothing to say. */
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

/** A directive's documentation as it is shown in hovers and beside completions. */
export function directiveMarkdown(section: string, key: string, version: number): string | undefined {
  const doc = directiveDoc(section, key);
  const known = directiveEver(section, key);
  if (!doc && !known) return undefined;
  const since = sinceOf(section, key);
  const facts = [
    doc?.values && `- **Values:** ${doc.values}`,
    doc?.byDefault && `- **Default:** ${doc.byDefault}`,
    doc?.combines && `- **Combines:** ${doc.combines}`,
    doc?.mistake && `- **Mistake:** ${doc.mistake}`,
    since > 0 && `- **Since:** systemd ${since}${since > version ? `, and this unit is checked for ${version}` : ''}`,
  ].filter(Boolean);
  const link = doc && `[${doc.manual}(5)](${manualUrl(doc.manual, version, key)})`;
  return [
    `**${key}=** in \`[${section}]\``,
    doc?.instead && `**Retired.** ${doc.instead}`,
    doc?.text,
    facts.join('\n'),
    doc?.example && `\`\`\`systemd-unit\n${doc.example.text}\`\`\``,
    link,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function hoverSection(snapshot: Snapshot, file: UnitFile, name: string, range: Range): Hover | undefined {
  const text = sectionDoc(name);
  if (!text || !sectionsOf(file.kind.type).includes(name)) return undefined;
  const unit = describeUnit(snapshot, file);
  return { range, markdown: [`**[${name}]**`, text, unit].filter(Boolean).join('\n\n') };
}

function hoverKey(place: Place & { kind: 'key' }, version: number): Hover | undefined {
  const markdown = directiveMarkdown(place.section, place.node.key, version);
  return markdown ? { range: place.node.keyRange, markdown } : undefined;
}

/** What the word under the pointer means; where it speaks for itself, what the directive takes. */
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
    const known = withVariables(world, snapshot, file);
    const said = grammarFor(entry.at.parser)?.describe?.(token, node.value, entry.at, known);
    const named = token.kind === 'unit' ? describeNamed(snapshot, tokenText(token, node.value), file) : undefined;
    if (said !== undefined || named !== undefined) return { range, markdown: layout('\n\n', [said, named]) };
    // A command's words are the program's affair.
    if (token.kind === 'argument') return undefined;
  }
  const markdown = node.value === '' ? undefined : directiveSummary(section, node.key);
  return markdown ? { range: node.valueRange, markdown } : undefined;
}

/** What a directive takes and what it is by default, in two lines. */
function directiveSummary(section: string, key: string): string | undefined {
  const doc = directiveDoc(section, key);
  if (!doc?.values) return undefined;
  const byDefault = doc.byDefault && `- **Default:** ${doc.byDefault}`;
  return [`**${key}=**\n`, `- **Values:** ${doc.values}`, byDefault].filter(Boolean).join('\n');
}
