import { expect, it } from 'vitest';
import { parseUnitName } from '../values/unit-name.ts';
import { createHost } from '../workspace/host.ts';
import { baseName } from '../workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { moves } from './rename-moves.ts';
import { createRenamedUnits } from './rename-units.ts';

/**
 * What is renamed, as `FROM > TO`, in its order.
 *
 * @param known The files that are known.
 * @param names The new names, by the paths of the units' files.
 * @param disk What is in folders, by their paths.
 */
function moved(
  known: readonly string[],
  names: Readonly<Record<string, string>>,
  disk: Readonly<Record<string, readonly string[]>> = {},
): string[] {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply(known.map((path) => ({ path, layer: 'disk', text: '[Unit]\n' })));
  const units = Object.entries(names).map(([path, to]) => {
    return { path, from: parseUnitName(baseName(path))!, to: parseUnitName(to)! };
  });
  const renamed = createRenamedUnits(new Map(units.map((unit) => [unit.path, unit])));
  const found = moves(host.snapshot(), renamed, { directory: (path) => disk[path] ?? [] });
  expect(found.filter(({ kind }) => kind !== 'rename')).toEqual([]);
  return found.map(({ file, to }) => `${file} > ${to}`);
}

const A_TO_B = { '/w/a.service': 'b.service' };

it('a file, and the folder of its drop-ins behind it', () => {
  expect(moved(['/w/a.service.d/x.conf', '/w/a.service.d/y.conf', '/w/a.service'], A_TO_B)).toEqual([
    '/w/a.service > /w/b.service',
    '/w/a.service.d > /w/b.service.d',
  ]);
});

it('several units at once', () => {
  const known = ['/w/a.service', '/w/a.socket', '/w/a.socket.d/x.conf'];
  expect(moved(known, { ...A_TO_B, '/w/a.socket': 'b.socket' })).toEqual([
    '/w/a.service > /w/b.service',
    '/w/a.socket > /w/b.socket',
    '/w/a.socket.d > /w/b.socket.d',
  ]);
});

it.each([
  ['/w/c.service.d/x.conf', 'the drop-ins of another unit'],
  ['/w/service.d/x.conf', 'those of all units of a type'],
  ['/w/a-.service.d/x.conf', 'those of all whose names begin alike'],
  ['/w/a.service/c.service', 'a folder that has its name'],
  ['/w/a.service.old/c.service', 'a folder that is not one of drop-ins'],
  ['/w/conf.d/a.service.old/c.service', 'such a folder, wherever it is'],
  ['/w/a.service.wants.d/c.service', 'a folder of drop-ins for no unit'],
  ['/w/conf.d/c.service', 'a folder of units whose name ends as one of drop-ins does'],
  ['/w/roles/x/a.service.d/x.conf', 'the drop-ins of its namesake'],
])('not %s, %s', (path) => {
  const known = ['/w/a.service', '/w/c.service', '/w/roles/x/a.service', path];
  expect(moved(known, A_TO_B)).toEqual(['/w/a.service > /w/b.service']);
});

it('the drop-ins of a template and of its instances, but not of an instance with a file of its own', () => {
  const known = ['/w/a@.service', '/w/a@1.service', ...['', '1', '2'].map((one) => `/w/a@${one}.service.d/x.conf`)];
  expect(moved(known, { '/w/a@.service': 'b@.service' })).toEqual([
    '/w/a@.service > /w/b@.service',
    '/w/a@.service.d > /w/b@.service.d',
    '/w/a@2.service.d > /w/b@2.service.d',
  ]);
  expect(moved(known, { '/w/a@1.service': 'b@5.service' })).toEqual([
    '/w/a@1.service > /w/b@5.service',
    '/w/a@1.service.d > /w/b@5.service.d',
  ]);
});

it('on a disk what stands for it in the folders of others, before these', () => {
  const disk = {
    '/w': [
      'a.service',
      'a.service.d/',
      'a.service.wants/',
      'c.target.wants/',
      'c.target.requires/',
      'c.target.upholds/',
      'c.target.links/',
      'a.service.d',
      'a.service.wants/nested',
      'notes.d/',
    ],
    '/w/a.service.wants': ['a.service', 'c.service'],
    '/w/c.target.wants': ['a.service', 'a.service.d/', 'x-a.service', 'notes.txt'],
    '/w/c.target.requires': ['a.service'],
    '/w/c.target.upholds': ['a.service'],
    '/w/c.target.links': ['a.service'],
    // What is in here is part of no other unit.
    '/w/a.service.d': ['a.service', 'x.conf'],
    '/w/notes.d': ['a.service'],
  };
  expect(moved(['/w/a.service', '/w/c.target'], A_TO_B, disk)).toEqual([
    '/w/a.service.wants/a.service > /w/a.service.wants/b.service',
    '/w/c.target.wants/a.service > /w/c.target.wants/b.service',
    '/w/c.target.requires/a.service > /w/c.target.requires/b.service',
    '/w/c.target.upholds/a.service > /w/c.target.upholds/b.service',
    '/w/a.service > /w/b.service',
    '/w/a.service.d > /w/b.service.d',
    '/w/a.service.wants > /w/b.service.wants',
  ]);
});

it('an instance that a folder of another unit holds, with its template', () => {
  const disk = { '/w': ['c.target.wants/'], '/w/c.target.wants': ['a@1.service', 'a@.service', 'ab@1.service'] };
  expect(moved(['/w/a@.service', '/w/ab@.service'], { '/w/a@.service': 'b@.service' }, disk)).toEqual([
    '/w/c.target.wants/a@1.service > /w/c.target.wants/b@1.service',
    '/w/c.target.wants/a@.service > /w/c.target.wants/b@.service',
    '/w/a@.service > /w/b@.service',
  ]);
});

it('a folder that both the disk and its files tell of, once', () => {
  const disk = { '/w': ['a.service.d/'], '/w/a.service.d': ['x.conf'] };
  expect(moved(['/w/a.service', '/w/a.service.d/x.conf'], A_TO_B, disk)).toEqual([
    '/w/a.service > /w/b.service',
    '/w/a.service.d > /w/b.service.d',
  ]);
});
