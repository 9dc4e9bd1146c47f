import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { format } from '../../src/core/features/format.ts';
import { PAGES } from '../../src/core/findings/pages.generated.ts';
import { readPage } from '../../src/core/findings/rule-page.ts';
import { parse } from '../../src/core/syntax/parse.ts';
import { decodeUnit } from '../../src/core/text/bytes.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { unitFile } from '../../src/core/workspace/unit-file.ts';
import { classifyPath } from '../../src/core/workspace/unit-path.ts';
import { readCases } from './cases.ts';
import { readDropInCases } from './drop-ins.ts';

/** What systemd reads of a text: sections, assignments and stray lines in order, values as they are joined and stripped. */
function read(text: string): unknown[] {
  return parse(text).nodes.flatMap((node) => {
    switch (node.kind) {
      case 'header':
        return [['section', node.name, node.closed]];
      case 'assignment':
        return [['assignment', node.key, node.value]];
      case 'comment':
        return [['comment', text.slice(node.content.from, node.content.to).trimEnd()]];
      case 'stray':
        return [['stray', node.line.text]];
      default:
        return [];
    }
  });
}

function formatted(path: string, text: string): string {
  const file = unitFile(path, text);
  return file ? applyEdits(text, format(file)) : text;
}

/** A text with more blanks and blank lines, where these say nothing. */
function untidy(text: string): string {
  return text.replace(/^([A-Za-z]+)=(?=\S)/gm, ' $1 \t= ').replace(/^\[/gm, '\n\n\t[');
}

function* units(folder: string): Iterable<[string, string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && classifyPath(path)) yield [path, decodeUnit(readFileSync(path))];
  }
}

const installed = (): [string, string][] => {
  try {
    return [...units('/usr/lib/systemd')];
  } catch {
    return [];
  }
};

it.each<[what: string, texts: () => Iterable<[string, string]>]>([
  ['cases shown to systemd', () => readCases().map(({ name, bytes }) => [`/w/${name}`, decodeUnit(bytes)])],
  [
    'drop-ins shown to systemd',
    () =>
      readDropInCases().flatMap(({ files }) =>
        [...files].flatMap(([path, given]): [string, string][] =>
          given instanceof Uint8Array ? [[path, decodeUnit(given)]] : [],
        ),
      ),
  ],
  ['fixtures', () => units(join(import.meta.dirname, '../../../test-fixtures'))],
  ['units of this machine', installed],
  [
    'examples of the pages',
    () =>
      Object.keys(PAGES).flatMap((code) =>
        (readPage(code)?.examples ?? []).flatMap(({ files }) =>
          files.map(({ name, text }): [string, string] => [`/w/${name}`, text]),
        ),
      ),
  ],
])('formatting changes nothing that systemd reads, and nothing twice: %s', (_what, texts) => {
  for (const [path, given] of texts()) {
    for (const text of [given, untidy(given), given.replaceAll('\n', '\r\n')]) {
      const once = formatted(path, text);
      expect(read(once), path).toEqual(read(text));
      expect(formatted(path, once), path).toBe(once);
    }
  }
});
