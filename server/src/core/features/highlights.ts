import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { Token } from '../values/grammar.ts';
import { tokenText } from '../values/words/word-list.ts';
import { analysisOf } from '../workspace/analyse.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt, tokenAt } from './place.ts';

/**
 * What is the same as what stands at the offset: headers of a section, lines of a directive, a unit, a variable (LSP
 * textDocument/documentHighlight).
 */
export function highlights(snapshot: Snapshot, file: UnitFile, offset: number): readonly Range[] {
  const place = placeAt(file, offset, snapshot.settings);
  switch (place.kind) {
    case 'header':
      return file.tree.sections.flatMap(({ header }) =>
        header && header.name === place.header.name ? [header.nameRange] : [],
      );
    case 'key':
      return file.tree.sections
        .filter((section) => section.name === place.section)
        .flatMap((section) => section.nodes)
        .flatMap((node) => (node.kind === 'assignment' && node.key === place.node.key ? [node.keyRange] : []));
    case 'value': {
      const token = place.entry && tokenAt(place.entry, place.offset);
      const name = token && named(token, place.node.value);
      return name === undefined ? [] : sameName(snapshot, file, name);
    }
    default:
      return [];
  }
}

function sameName(snapshot: Snapshot, file: UnitFile, name: string): Range[] {
  return analysisOf(file, snapshot.settings).entries.flatMap(({ node, parsed }) =>
    parsed.tokens
      .filter((token) => named(token, node.value) === name)
      .map((token) => valueSource(node, token.from, token.to)),
  );
}

/** What a token names, with its kind; undefined where it is no name. `$A` and `${A}` are the variable of `A=b`. */
function named(token: Token, value: string): string | undefined {
  const text = tokenText(token, value);
  if (token.kind === 'unit' || token.kind === 'user') return `${token.kind} ${text}`;
  return token.kind === 'variable' ? `variable ${text.replace(/^\$\{?|\}$/g, '')}` : undefined;
}
