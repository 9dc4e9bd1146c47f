import { describe, expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { createHost } from '../workspace/host.ts';
import { baseName } from '../workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { clash, nameFault } from './rename-refusals.ts';
import { createRenamedUnits } from './rename-units.ts';

type Files = Readonly<Record<string, string>>;

function snapshotOf(files: Files, links: Files = {}) {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply(
    Object.entries(files).map(([path, text]) => {
      return { path, layer: 'disk' as const, text, ...(links[path] !== undefined && { link: links[path] }) };
    }),
  );
  return host.snapshot();
}

describe('a name is given to a unit', () => {
  /** The name taken apart, or what is said against it. */
  function fault(path: string, name: string, files: Files = {}, links: Files = {}): string {
    const found = nameFault(snapshotOf({ [path]: '', ...files }, links), path, parseUnitName(baseName(path))!, name);
    return 'full' in found ? `${found.full} is fine` : english(found);
  }

  it.each([
    ['/w/a.service', 'b.service'],
    ['/w/a@.service', 'b@.service'],
    ['/w/a@1.service', 'b@2.service'],
    ['/w/a.service', `${'b'.repeat(247)}.service`],
    ['/w/a.service', 'aZ9:-_.\\x2d.service'],
  ])('to %s: %s', (path, name) => {
    expect(fault(path, name)).toBe(`${name} is fine`);
  });

  it.each([
    ['/w/a.service', '', 'A unit needs a name.'],
    ['/w/a.service', 'b', '"b" has no unit suffix. Write b.service.'],
    ['/w/a.socket', '.serviceb', '".serviceb" has no unit suffix. Write .serviceb.socket.'],
    ['/w/a.service', '@.service', '"@.service" is no unit name: something has to stand before the "@" or the suffix.'],
    ['/w/a.service', 'ä.service', 'A unit name cannot contain "ä". Use letters, digits and : - _ . \\ @ only.'],
    ['/w/a.service', 'b c', 'A unit name cannot contain " ". Use letters, digits and : - _ . \\ @ only.'],
    ['/w/a.service', `${'b'.repeat(248)}.service`, 'The name has 256 characters; a unit name has at most 255.'],
    ['/w/a.service', 'b'.repeat(255), `"${'b'.repeat(255)}" has no unit suffix. Write ${'b'.repeat(255)}.service.`],
    ['/w/a.socket', 'b.service', 'a.socket is a .socket unit, and its new name has to end in .socket.'],
    ['/w/a@.service', 'b.service', 'a@.service is a template: its new name needs "@" before .service.'],
    ['/w/a@.service', 'b@1.service', 'a@.service is a template: its new name needs "@" before .service.'],
    ['/w/a@1.service', 'b.service', 'a@1.service is an instance: its new name needs an instance behind "@".'],
    ['/w/a@1.service', 'b@.service', 'a@1.service is an instance: its new name needs an instance behind "@".'],
    ['/w/a.service', 'b@.service', 'a.service is no template: its new name cannot contain "@".'],
    ['/w/a.service', 'b@1.service', 'a.service is no template: its new name cannot contain "@".'],
  ])('but not to %s: %j', (path, name, expected) => {
    expect(fault(path, name)).toBe(expected);
  });

  it.each([
    ['/w/srv-a.mount', '[Mount]\nWhere=/srv/a\n', 'srv-b.mount', 'srv-a.mount'],
    ['/w/srv-a.automount', '[Automount]\nWhere=/srv/a\n', 'srv-b.automount', 'srv-a.automount'],
  ])('but not to %s, whose path is another: %j', (path, text, name, fixed) => {
    expect(fault(path, name, { [path]: text })).toBe(
      `The unit for /srv/a can only be called ${fixed}. Change Where= first.`,
    );
  });

  it.each([
    // The one name that its path allows, which it did not have.
    ['/w/x.mount', '[Mount]\nWhere=/srv/b\n'],
    ['/w/x.mount', '[Mount]\nWhat=/dev/sda1\n'],
    ['/w/x.mount', '[Mount]\nWhere=relative\n'],
    ['/w/x.mount', '[Automount]\nWhere=/srv/a\n'],
    ['/w/x.automount', '[Mount]\nWhere=/srv/a\n'],
  ])('to %s with %j', (path, text) => {
    const name = `srv-b.${path.slice(path.indexOf('.') + 1)}`;
    expect(fault(path, name, { [path]: text })).toBe(`${name} is fine`);
  });

  it('whatever a path says in a unit of another type', () => {
    expect(fault('/w/a.service', 'b.service', { '/w/a.service': '[Automount]\nWhere=/srv/a\n' })).toBe(
      'b.service is fine',
    );
  });

  it('but not where a link leads to its file', () => {
    const files = { '/w/a.service': '[Service]\n', '/w/also.service': '[Service]\n' };
    const links = { '/w/also.service': '/w/a.service' };
    expect(fault('/w/a.service', 'b.service', files, links)).toBe(
      'also.service is a symbolic link to a.service, which an editor cannot change. Remove the link first.',
    );
    expect(fault('/w/also.service', 'b.service', files, links)).toBe('b.service is fine');
  });

  it('that is a link itself, whatever leads to it', () => {
    const files = { '/w/a.service': '[Service]\n', '/w/one.service': '[Service]\n', '/w/two.service': '[Service]\n' };
    const links = { '/w/one.service': '/w/a.service', '/w/two.service': '/w/one.service' };
    expect(fault('/w/one.service', 'b.service', files, links)).toBe('b.service is fine');
  });
});

describe('a new name is taken', () => {
  type Kinds = Readonly<Record<string, 'file' | 'directory' | 'nothing'>>;

  /**
   * What is said where units are renamed, by path, together with more files and folders.
   *
   * @param disk What there is, where there is a disk.
   */
  function taken(files: Files, names: Files, more: Files = {}, disk?: Kinds): string | undefined {
    const units = Object.entries(names).map(([path, to]) => {
      return { path, from: parseUnitName(baseName(path))!, to: parseUnitName(to)! };
    });
    const own = units.map(({ path, to }) => [path, path.replace(/[^/]*$/, to.full)] as const);
    const moves = [...own, ...Object.entries(more)].map(([file, to]) => ({ kind: 'rename' as const, file, to }));
    const world = disk ? { kind: (path: string) => disk[path] ?? 'nothing' } : {};
    const renamed = createRenamedUnits(new Map(units.map((unit) => [unit.path, unit])));
    const found = clash(snapshotOf(files), renamed, moves, world);
    return found && english(found);
  }

  const TWO = { '/w/a.service': '', '/w/b.service': '' };

  it('by another unit', () => {
    expect(taken(TWO, { '/w/a.service': 'b.service' })).toBe('There is already a unit b.service, in /w.');
    expect(taken(TWO, { '/w/a.service': 'c.service' })).toBeUndefined();
  });

  it.each(['/w/b.service.in', '/w/b.container'])('by the unit that is made of %s', (path) => {
    const files = { '/w/a.service': '', [path]: '[Container]\nImage=x\n' };
    expect(taken(files, { '/w/a.service': 'b.service' })).toBe('There is already a unit b.service, in /w.');
  });

  it('by a unit that this one would hide, in another folder', () => {
    const files = { '/w/a.service': '', '/w/sub/b.service': '' };
    expect(taken(files, { '/w/a.service': 'b.service' })).toBe('There is already a unit b.service, in /w/sub.');
  });

  it('by none that gets another name itself', () => {
    expect(taken(TWO, { '/w/a.service': 'b.service', '/w/b.service': 'a.service' })).toBeUndefined();
    expect(
      taken(
        TWO,
        { '/w/a.service': 'b.service', '/w/b.service': 'a.service' },
        {},
        { '/w/a.service': 'file', '/w/b.service': 'file' },
      ),
    ).toBeUndefined();
  });

  it('by none where only the template of an instance is there', () => {
    const files = { '/w/a@1.service': '', '/w/b@.service': '' };
    expect(taken(files, { '/w/a@1.service': 'b@1.service' })).toBeUndefined();
    expect(taken({ ...files, '/w/b@1.service': '' }, { '/w/a@1.service': 'b@1.service' })).toBe(
      'There is already a unit b@1.service, in /w.',
    );
    expect(taken({ '/w/a@.service': '', '/w/b@.service': '' }, { '/w/a@.service': 'b@.service' })).toBe(
      'There is already a unit b@.service, in /w.',
    );
  });

  it.each([
    ['file', 'There is already b.service.d in /w.'],
    ['directory', 'There is already b.service.d in /w.'],
    ['nothing', undefined],
  ] as const)('by what is on the disk: a %s', (kind, expected) => {
    const more = { '/w/a.service.d': '/w/b.service.d' };
    expect(taken({ '/w/a.service': '' }, { '/w/a.service': 'b.service' }, more, { '/w/b.service.d': kind })).toBe(
      expected,
    );
  });

  it('by no file that is still known and has left the disk', () => {
    const files = { '/w/a.service': '', '/w/b.service.d/x.conf': '[Unit]\n' };
    const more = { '/w/a.service.d': '/w/b.service.d' };
    expect(taken(files, { '/w/a.service': 'b.service' }, more, {})).toBeUndefined();
    // Without a disk there is nothing else to ask.
    expect(taken(files, { '/w/a.service': 'b.service' }, more)).toBe('There is already b.service.d in /w.');
    expect(taken({ '/w/a.service': '' }, { '/w/a.service': 'b.service' }, more)).toBeUndefined();
  });

  it('by a file that is known', () => {
    const files = { '/w/a.service': '', '/w/c.service.d/x.conf': '[Unit]\n' };
    const more = { '/w/c.service.d/y.conf': '/w/c.service.d/x.conf' };
    expect(taken(files, { '/w/a.service': 'b.service' }, more)).toBe('There is already x.conf in /w/c.service.d.');
  });

  it('by another that gets it at the same time', () => {
    const both = { '/w/a.service': 'c.service', '/w/b.service': 'c.service' };
    expect(taken(TWO, both)).toBe('There is already c.service in /w.');
  });
});
