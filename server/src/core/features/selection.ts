import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Place, placeAt } from './place.ts';

/**
 * What a growing selection takes in from an offset on, the smallest first: the word, the value, the line as systemd joins it, the section,
 * the file (LSP textDocument/selectionRange).
 */
export function selectionsAt(snapshot: Snapshot, file: UnitFile, offset: number): readonly Range[] {
  const place = placeAt(file, offset, snapshot.settings);
  const section = file.tree.sections.find(({ range }) => range.from <= offset && offset <= range.to);
  const last = section?.nodes.findLast((node) => node.kind !== 'blank');
  const ranges = [
    ...inLine(place),
    ...(section?.header
      ? [{ from: section.header.content.from, to: last?.content.to ?? section.header.content.to }]
      : []),
    { from: 0, to: file.text.length },
  ];
  // Each has to hold the one before, and to be larger.
  const out: Range[] = [];
  for (const range of ranges) {
    const inner = out.at(-1);
    const holds = range.from <= (inner?.from ?? offset) && (inner?.to ?? offset) <= range.to;
    if (holds && (!inner || range.from < inner.from || range.to > inner.to)) out.push(range);
  }
  return out;
}

function inLine(place: Place): Range[] {
  switch (place.kind) {
    case 'header':
      return [place.header.nameRange, place.header.content];
    case 'key':
      return [place.node.keyRange, place.node.content];
    case 'value': {
      const { node, entry, offset } = place;
      const around = (entry?.parsed.tokens ?? [])
        .filter((token) => token.from <= offset && offset <= token.to)
        .sort((a, b) => a.to - a.from - (b.to - b.from))
        .map((token) => valueSource(node, token.from, token.to));
      return [...around, node.valueRange, node.content];
    }
    default:
      return [];
  }
}
