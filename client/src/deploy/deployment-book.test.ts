import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Deployed } from './deployed.ts';
import { createDeploymentBook } from './deployment-book.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'book-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps one record for each unit and target, whatever their names, for nobody else to read', async () => {
  const book = createDeploymentBook(join(folder, 'new/book'));
  const places = [
    ['user', 'a.socket'],
    ['system', 'a.socket'],
    ['ssh:../../x:user', 'a.socket'],
    ['user', 'a\\x2f-:@b.socket'],
  ] as const;
  for (const [target, unit] of places) await book.put(deployed(target, unit));
  for (const [target, unit] of places) expect(await book.get(target, unit)).toEqual(deployed(target, unit));
  const names = readdirSync(join(folder, 'new/book'));
  expect(names).toHaveLength(places.length);
  const modes = names.map((name) => statSync(join(folder, 'new/book', name)).mode & 0o777);
  if (process.platform !== 'win32') expect(modes).toEqual(names.map(() => 0o600));

  await book.put({ ...deployed('user', 'a.socket'), time: 2 });
  expect(await book.get('user', 'a.socket')).toMatchObject({ time: 2 });
  await book.remove(deployed('user', 'a.socket'));
  expect(await book.get('user', 'a.socket')).toBeUndefined();
  expect(readdirSync(join(folder, 'new/book'))).toHaveLength(places.length - 1);
});

it('takes nothing else for a record', async () => {
  const book = createDeploymentBook(folder);
  expect(await book.get('user', 'a.socket')).toBeUndefined();
  await book.put(deployed('user', 'a.socket'));
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), '');
  expect(await book.get('user', 'a.socket')).toBeUndefined();
});

it('tells that a record could not be written', async () => {
  writeFileSync(join(folder, 'x'), '');
  const book = createDeploymentBook(join(folder, 'x'));
  expect(await book.put(deployed('user', 'a.socket'))).toMatchObject({ kind: 'file', operation: 'write' });
});

function deployed(target: string, unit: string): Deployed {
  return { target, unit, service: 'a.service', time: 1, files: [], folders: [], enabled: false };
}
