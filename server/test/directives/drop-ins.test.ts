import { expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { directiveDoc } from '../../src/core/catalogue/documentation.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { dropInFor } from '../../src/core/features/drop-in.ts';
import { dropInOfCopy } from '../../src/core/features/drop-in-of-copy.ts';
import { effectiveText } from '../../src/core/features/effective-text.ts';
import { createHost } from '../../src/core/workspace/host.ts';

// A drop-in that a person is given to edit changes nothing by itself: over the documented example of every directive, written twice where
// that gives a list of two.

const EXAMPLES = [...new Set(UNIT_TYPES.flatMap(sectionsOf))].flatMap((section) =>
  keysOf(section, NEWEST_VERSION).flatMap((key) => {
    const example = directiveDoc(section, key)?.example;
    return example === undefined ? [] : [{ section, key, ...example }];
  }),
);

/** The lines of a unit that are in force, in no order. */
function inForce(files: Readonly<Record<string, string>>, path: string): readonly string[] {
  const host = createHost();
  host.apply(Object.entries(files).map(([file, text]) => ({ path: file, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return effectiveText(snapshot, snapshot.file(path)!)!
    .lines.map((line) => line.text)
    .toSorted();
}

/** Where an empty value does not empty a list, what is said twice is there twice, and means the same. */
function effects(name: string, text: string, section: string, key: string): readonly (readonly string[])[] {
  const path = `/w/${name}`;
  const host = createHost();
  host.apply([{ path, layer: 'disk', text }]);
  const made = dropInFor(host.snapshot(), host.snapshot().file(path)!, [{ section, key }], ['/w'])!;
  const all = [inForce({ [path]: text }, path), inForce({ [path]: text, [made.path]: made.text }, path)];
  const emptied = inForce({ [path]: `${text}\n[${section}]\n${key}=\n` }, path);
  return emptied.some((line) => line.startsWith(`${key}=`)) ? all.map((lines) => [...new Set(lines)]) : all;
}

it('a drop-in for a directive leaves the unit as it is', () => {
  expect(EXAMPLES.length).toBeGreaterThan(400);
  const changed = EXAMPLES.flatMap(({ section, key, name, text }) => {
    if (name.includes('/')) return [];
    const twice = text.replace(new RegExp(`^${key}=(.+)$`, 'm'), '$&\n$&');
    return [text, twice].flatMap((one) => {
      const [before, after] = effects(name, one, section, key);
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [`${section}.${key}: ${after?.join(' | ')}`];
    });
  });
  expect(changed).toEqual([]);
});

/** The assignments among lines, each once: not the headers of sections, and not what is emptied. */
function assigned(lines: readonly string[]): string {
  const found = new Set(lines.filter((line) => /^[^[].*=./.test(line)));
  return [...found].toSorted().join(' | ');
}

it('a drop-in of a copy of a packaged unit makes the packaged one what the copy is, but for what it says is kept', () => {
  let kept = 0;
  const wrong = EXAMPLES.flatMap(({ section, key, name, text }) => {
    if (name.includes('/')) return [];
    const line = new RegExp(`^${key}=(.+)$`, 'm');
    const [twice, without] = [text.replace(line, '$&\n$&'), text.replace(line, '')];
    const pairs = [
      [text, twice],
      [twice, text],
      [without, text],
      [text, without],
    ] as const;
    return pairs.flatMap(([packaged, copy]) => {
      const path = `/w/${name}`;
      const host = createHost();
      host.apply([{ path, layer: 'disk', text: copy }]);
      const made = dropInOfCopy(host.snapshot(), host.snapshot().file(path)!, packaged)!;
      kept += made.kept.length;
      const wanted = assigned([...inForce({ [path]: copy }, path), ...made.kept]);
      const got = assigned(inForce({ [path]: packaged, [made.path]: made.text }, path));
      return wanted === got ? [] : [`${section}.${key}: ${made.text}\nmakes ${got}\nof ${packaged}\nand not ${wanted}`];
    });
  });
  expect(wrong).toEqual([]);
  expect(kept).toBeGreaterThan(50);
});
