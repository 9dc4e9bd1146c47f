import type { World } from '../values/grammar.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { directiveCompletions } from './complete-directives.ts';
import { sectionCompletions } from './complete-sections.ts';
import { hardeningCompletions, skeletonCompletions } from './complete-skeletons.ts';
import { suppressionCompletions } from './complete-suppressions.ts';
import { valueCompletions } from './complete-values.ts';
import type { Completion } from './completion-entry.ts';
import { placeAt } from './place.ts';

export interface CompletionOptions {
  /** Directives that take one of a few words come with a snippet in which it is chosen: for editors that do not ask again by themselves. */
  readonly choices?: boolean;
}

/**
 * What may be typed at an offset (LSP textDocument/completion): whole units, sections, directives of the section, values from the
 * directive's grammar, and codes in comments that suppress findings. Nothing is offered that systemd of the chosen version would not take there.
 */
export function completions(
  snapshot: Snapshot,
  file: UnitFile,
  offset: number,
  world: World,
  options: CompletionOptions = {},
): readonly Completion[] {
  const place = placeAt(file, offset, snapshot.settings);
  switch (place.kind) {
    case 'header':
      return sectionCompletions(file, place.header.content, place.header);
    case 'key':
      return directiveCompletions(snapshot, file, {
        section: place.section,
        range: place.node.keyRange,
        typed: place.node.key,
        hasEquals: true,
        choices: false,
      });
    case 'value':
      return valueCompletions(snapshot, file, place, world);
    case 'line': {
      const range = { from: place.from, to: endOfWord(file.text, offset) };
      if (place.text.startsWith('[')) return sectionCompletions(file, { from: place.from, to: offset });
      const { section } = place;
      if (!section?.header) return [...skeletonCompletions(snapshot, file, range), ...sectionCompletions(file, range)];
      const typed = place.text;
      const directives = directiveCompletions(snapshot, file, {
        section: section.name,
        range,
        typed,
        hasEquals: false,
        choices: options.choices ?? false,
      });
      const lines = [...directives, ...hardeningCompletions(snapshot, file, section.name, range)];
      return typed === '' ? [...lines, ...sectionCompletions(file, range)] : lines;
    }
    case 'comment':
      return suppressionCompletions(snapshot, file, offset, endOfWord(file.text, offset));
  }
}

/** In the middle of a word all of it is replaced. */
function endOfWord(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /[A-Za-z0-9-]/.test(text[end]!)) end++;
  return end;
}
