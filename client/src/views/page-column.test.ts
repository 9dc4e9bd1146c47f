import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOM = join(import.meta.dirname, '..');

it('only what makes two files at once decides for itself that something is shown beside another', () => {
  const sources = globSync('**/*.ts', { cwd: ROOM }).filter((file) => !file.endsWith('.test.ts'));
  const deciding = sources.filter((file) => /\bbesideColumn\(\)/.test(readFileSync(join(ROOM, file), 'utf8')));
  expect(deciding.map((file) => file.replaceAll('\\', '/')).toSorted()).toEqual([
    'commands/make-files.ts',
    'commands/new-unit.ts',
    'views/text-pages.ts',
  ]);
});
