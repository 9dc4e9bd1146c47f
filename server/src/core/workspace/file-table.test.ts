import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FileTable } from './file-table.ts';
import { type UnitFile, unitFile } from './unit-file.ts';

const paths = Array.from({ length: 200 }, (_, index) => `/w/${index}.service`);

it('holds what a plain map would hold, whatever the changes, and older tables stay as they were', () => {
  const change = fc.tuple(fc.constantFrom(...paths), fc.option(fc.constantFrom('a', 'b')));
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 40 }), { maxLength: 12 }), (rounds) => {
      let table = new FileTable();
      const plain = new Map<string, UnitFile>();
      const older: [FileTable, string][] = [];
      for (const round of rounds) {
        const changes = new Map(round.map(([path, text]) => [path, text === null ? undefined : unitFile(path, text)]));
        for (const [path, file] of changes) {
          if (file) plain.set(path, file);
          else plain.delete(path);
        }
        table = table.with(changes);
        older.push([table, contents(plain.values())]);
      }
      for (const [one, expected] of older) expect(contents(one.values())).toBe(expected);
      for (const path of paths) expect(table.get(path)).toBe(plain.get(path));
    }),
  );
});

function contents(files: Iterable<UnitFile>): string {
  return Array.from(files, ({ path, text }) => path + text)
    .sort()
    .join();
}
