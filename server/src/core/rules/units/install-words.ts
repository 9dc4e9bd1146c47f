import { valueSource } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import { extractWords } from '../../values/words/words.ts';
import { key } from '../../workspace/memory.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** A name in a list of [Install], which only `systemctl enable` reads (src/shared/install.c). */
export interface InstallWord {
  readonly key: string;
  readonly text: string;
  readonly range: Range;
}

/** The words of [Install] lists in a file, one after the other. */
export function installWords(file: UnitFile, keys: readonly string[]): readonly InstallWord[] {
  const all = file.memory.remember(WORDS, () => [...readWords(file)]);
  return all.length === 0 ? all : all.filter((word) => keys.includes(word.key));
}

/** Of all lists of [Install], as several rules ask for them. */
const WORDS = key<readonly InstallWord[]>('words of [Install]');

function* readWords(file: UnitFile): Iterable<InstallWord> {
  for (const section of file.tree.sections) {
    if (!section.header || section.name !== 'Install') continue;
    for (const node of section.nodes) {
      if (node.kind !== 'assignment') continue;
      for (const word of extractWords(node.value, { unquote: true, retainEscape: true }).words) {
        yield { key: node.key, text: word.text, range: valueSource(node, word.from, word.to) };
      }
    }
  }
}
