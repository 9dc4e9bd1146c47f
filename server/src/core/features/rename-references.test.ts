import { describe, expect, it } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { createHost } from '../workspace/host.ts';
import { baseName } from '../workspace/paths.ts';
import { ReadingError } from '../workspace/reading-error.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { referenceEdits } from './rename-references.ts';
import { createRenamedUnits } from './rename-units.ts';

type Files = Readonly<Record<string, string>>;

function snapshotOf(files: Files): Snapshot {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk', text })));
  return host.snapshot();
}

function unitsOf(names: Files) {
  const units = Object.entries(names).map(([path, to]) => {
    return { path, from: parseUnitName(baseName(path))!, to: parseUnitName(to)! };
  });
  return createRenamedUnits(new Map(units.map((unit) => [unit.path, unit])));
}

/**
 * The texts that are edited, by their files.
 *
 * @param names The new names, by the paths of the units' files.
 */
function edited(files: Files, names: Files, isOurs: (path: string) => boolean = () => true): Files {
  const changes = referenceEdits(snapshotOf(files), unitsOf(names), isOurs);
  expect(changes.filter(({ kind, edits }) => kind !== 'edit' || edits.length === 0)).toEqual([]);
  return Object.fromEntries(changes.map(({ file, edits }) => [file, applyEdits(files[file]!, edits)]));
}

const SECTIONS: Readonly<Record<string, string>> = { Sockets: 'Service', Alias: 'Install' };

/** What the one line of a unit file is after a renaming; undefined where it stays. */
function lineAfter(path: string, line: string, others: readonly string[], names: Files): string | undefined {
  const head = `[${SECTIONS[line.split('=', 1)[0]!] ?? 'Unit'}]\n`;
  const files = { ...Object.fromEntries(others.map((one) => [one, '[Unit]\n'])), [path]: `${head}${line}\n` };
  const after = edited(files, names);
  expect(Object.keys(after).filter((one) => one !== path)).toEqual([]);
  return after[path]?.slice(head.length, -1);
}

describe('in files of other units', () => {
  it.each<[string, string, string, Files]>([
    ['names of the unit', 'After=x.service a.service', 'After=x.service b.service', { '/w/a.service': 'b.service' }],
    ['quoted names', 'Alias="a.service" x.service', 'Alias="b.service" x.service', { '/w/a.service': 'b.service' }],
    ['names of instances', 'After=a@1.service', 'After=b@1.service', { '/w/a@.service': 'b@.service' }],
    ['names that end in a specifier', 'After=a@%H.service', 'After=b@%H.service', { '/w/a@.service': 'b@.service' }],
    [
      'an instance',
      'After=a@1.service a@2.service',
      'After=b@9.service a@2.service',
      { '/w/a@1.service': 'b@9.service' },
    ],
    ['a backslash', 'After=a\\x2d.service', 'After=b\\x2d.service', { '/w/a\\x2d.service': 'b\\x2d.service' }],
    [
      'a backslash, twice',
      'Sockets=a\\\\x2d.socket',
      'Sockets=b\\\\x2d.socket',
      { '/w/a\\x2d.socket': 'b\\x2d.socket' },
    ],
    [
      'a backslash in quotes',
      'Alias="a\\x2d.service"',
      'Alias="b\\x2d.service"',
      { '/w/a\\x2d.service': 'b\\x2d.service' },
    ],
    [
      'a backslash, twice, in the name of an instance',
      'Sockets=a\\\\x2d@%i.socket',
      'Sockets=b\\\\x2d@%i.socket',
      { '/w/a\\x2d@.socket': 'b\\x2d@.socket' },
    ],
    [
      'a backslash in the name of an instance',
      'After=a\\x2d@%i.service',
      'After=b\\x2d@%i.service',
      { '/w/a\\x2d@.service': 'b\\x2d@.service' },
    ],
  ])('%s: %s becomes %s', (_what, line, expected, names) => {
    expect(lineAfter('/w/z@.service', line, ['/w/a@.service', ...Object.keys(names)], names)).toBe(expected);
  });

  it.each([
    ['/w/x-a.service', 'After=%j.service'],
    ['/w/a.target', 'After=%p.service'],
    ['/w/z@a.service', 'After=%i.service'],
    ['/w/z@1.service.d/x.conf', 'After=%i.service', { '/w/1.service': 'b.service' }],
  ])('of %s a specifier that comes to the name: %s', (path, line, names: Files = { '/w/a.service': 'b.service' }) => {
    expect(lineAfter(path, line, ['/w/z@.service', ...Object.keys(names)], names)).toBe('After=b.service');
  });

  it.each(['After=xa.service a.service.d', 'After=x.service', 'Description=a.service', 'Foo=a.service', '# a.service'])(
    'nothing else: %s',
    (line) => {
      expect(
        lineAfter('/w/z.service', line, ['/w/a.service', '/w/x.service', '/w/xa.service'], {
          '/w/a.service': 'b.service',
        }),
      ).toBeUndefined();
    },
  );

  it('no name that leads to another file', () => {
    const files = {
      '/w/a.service': '[Unit]\n',
      '/w/roles/x/a.service': '[Unit]\n',
      '/w/roles/x/z.service': '[Unit]\nAfter=a.service\n',
      '/w/z.service': '[Unit]\nAfter=a.service\n',
    };
    expect(edited(files, { '/w/a.service': 'b.service' })).toEqual({ '/w/z.service': '[Unit]\nAfter=b.service\n' });
  });

  it('no file that is not to be edited', () => {
    const files = {
      '/w/a.service': '[Unit]\n',
      '/w/y.service': '[Unit]\nAfter=a.service\n',
      '/usr/z.service': '[Unit]\nAfter=a.service\n',
    };
    expect(Object.keys(edited(files, { '/w/a.service': 'b.service' }, (path) => path.startsWith('/w/')))).toEqual([
      '/w/y.service',
    ]);
  });
});

describe('in files of the renamed unit', () => {
  const FILES = [
    '/w/a.service',
    '/w/a@.service',
    '/w/a-db.service',
    '/w/a@1-db.service',
    '/w/a\\x2d1.socket',
    '/w/a.socket',
    '/w/fail@.service',
  ];

  it.each<[string, string, string | undefined, Files]>([
    // Where the specifier would lead elsewhere, the name is written out.
    ['/w/a.service', 'After=%p-db.service', 'After=a-db.service', {}],
    ['/w/a.service', 'After=x.service %N-db.service', 'After=x.service a-db.service', {}],
    ['/w/a.service.d/x.conf', 'After=%p-db.service', 'After=a-db.service', {}],
    ['/w/a.service', 'Sockets=%p\\\\x2d1.socket', 'Sockets=a\\\\x2d1.socket', {}],
    // It leads to the same still, or to what the unit goes with.
    ['/w/a.service', 'After=a-db.service', undefined, {}],
    ['/w/a.service', 'After=%n', undefined, {}],
    [
      '/w/a.service',
      'After=1.service 2.service 3.service 4.service %N.socket',
      undefined,
      { '/w/a.socket': 'b.socket' },
    ],
    ['/w/a.service', 'After=1.service 2.service 3.service 4.service fail@%n.service', undefined, {}],
    ['/w/a.service', 'After=%N.socket', 'After=a.socket', {}],
    ['/w/a.service', 'After=a.socket', 'After=b.socket', { '/w/a.socket': 'b.socket' }],
    // There is no file of it.
    ['/w/a.service', 'After=%p-gone.service', undefined, {}],
    // Its name is written there itself.
    ['/w/a.service', 'Before=a.service', 'Before=b.service', {}],
    ['/w/a.service.d/x.conf', 'Before=a.service', 'Before=b.service', {}],
  ])('of %s: %s becomes %s', (path, line, expected, more) => {
    expect(lineAfter(path, line, FILES, { '/w/a.service': 'b.service', ...more })).toBe(expected);
  });

  it.each([
    ['/w/a@.service', 'After=%p-db.service', 'After=a-db.service'],
    ['/w/a@1.service.d/x.conf', 'After=%p-db.service', 'After=a-db.service'],
    ['/w/a@.service.d/x.conf', 'After=%p@%i.service', undefined],
    ['/w/a@1.service.d/x.conf', 'After=%p@%i.service', undefined],
  ])('of a template, %s: %s becomes %s', (path, line, expected) => {
    expect(lineAfter(path, line, FILES, { '/w/a@.service': 'b@.service' })).toBe(expected);
  });

  it.each([
    ['/w/service.d/x.conf', 'of all units of a type'],
    ['/w/c.service.d/x.conf', 'of another unit'],
    ['/w/gone.service.d/x.conf', 'of a unit without a file'],
  ])('not of %s, a drop-in %s', (path) => {
    expect(
      lineAfter(path, 'After=%p-db.service', [...FILES, '/w/c.service', '/w/c-db.service'], {
        '/w/a.service': 'b.service',
      }),
    ).toBeUndefined();
  });

  it('nothing where no way to write it leads to the same file', () => {
    const names = { '/w/a.service': 'b.service', '/w/y@1.service': 'x@1.service' };
    expect(lineAfter('/w/a.service', 'After=x@1.service', ['/w/x@.service', '/w/y@1.service'], names)).toBeUndefined();
  });
});

describe('of many files', () => {
  /** The snapshot with one file, of which nothing but its text may be looked at. */
  function unreadable(files: Files, path: string, fault: Error): Snapshot {
    const snapshot = snapshotOf(files);
    const file = new Proxy(snapshot.file(path)!, {
      get(target, name) {
        if (name === 'text' || name === 'path' || name === 'kind') return target[name];
        throw fault;
      },
    });
    return Object.create(snapshot, { files: { value: () => [file] } });
  }

  const NAMES = unitsOf({ '/w/a.service': 'b.service', '/w/a\\x2d.socket': 'c.socket' });

  it.each([
    ['/w/z.service', 'After=x.service'],
    ['/w/z.service', 'After=%p.service'],
    ['/w/z@1.service', 'After=%i.service'],
    ['/w/service.d/x.conf', 'After=%p.service'],
    ['/w/a.target', 'Description=text'],
  ])('%s with %s is not read, as it cannot name the unit', (path, line) => {
    const snapshot = unreadable({ [path]: `[Unit]\n${line}\n` }, path, new Error('read'));
    expect(referenceEdits(snapshot, NAMES, () => true)).toEqual([]);
  });

  it.each([
    ['/w/z.service', 'After=a.service'],
    ['/w/z.service', 'Sockets=a\\\\x2d.socket'],
    ['/w/x-a.service', 'After=%j.service'],
    ['/w/z@a.service', 'After=%i.service'],
  ])('%s with %s is read, and left alone where that fails by a fault of ours', (path, line) => {
    const files = { [path]: `[Unit]\n${line}\n` };
    expect(() => referenceEdits(unreadable(files, path, new Error('read')), NAMES, () => true)).toThrow('read');
    const fault = new ReadingError(path, new Error('read'));
    expect(referenceEdits(unreadable(files, path, fault), NAMES, () => true)).toEqual([]);
  });
});
