import { expect, it } from 'vitest';
import { planOf } from '../deploy/plan-for-tests.ts';
import { english } from '../l10n.ts';
import { acrossFolders } from './across-folders.ts';

const file = (source: string) => {
  const destination = source.slice(source.lastIndexOf('/') + 1);
  return { source, destination, text: '', mode: 0o644, unit: destination };
};
const folderOf = (uri: string) => /^file:\/\/\/(\w+)\//.exec(uri)?.[1];
const warningOf = (...sources: readonly string[]) =>
  acrossFolders(planOf({ files: sources.map(file) }), folderOf, english)?.message;

it('warns of a pair from two folders, and names the folder of each file', () => {
  expect(warningOf('file:///front/a@.service', 'file:///back/a.socket')).toBe(
    'The files are in different folders of the workspace: a@.service from front, a.socket from back. Check that they are meant for one machine.',
  );
});

it('has nothing to warn of where all are in one folder, or there is one file', () => {
  expect(warningOf('file:///front/a@.service', 'file:///front/a.socket')).toBeUndefined();
  expect(warningOf('file:///front/a.socket')).toBeUndefined();
  expect(warningOf()).toBeUndefined();
});
