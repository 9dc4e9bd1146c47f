import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { createHost, type HostChange } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { directivesIn, dropInFor } from './drop-in.ts';

const FOLDERS = ['/w', '/v'];

/** The path and text of the drop-in for the directives at the marks of a file. */
function made(path: string, marked: string, others: Record<string, string> = {}): [string, string] | undefined {
  const { snapshot, file, marks } = sceneOf(path, marked, others);
  const directives = marks.flatMap((at) => directivesIn(snapshot, file, { from: at, to: at }));
  const found = dropInFor(snapshot, file, directives, FOLDERS);
  return found && [found.path, found.text];
}

const UNIT = `[Unit]
After=^a.service
[Service]
Environment=A=1
Environment=^B=2
ExecStart=^/bin/a \\
  -b
Type=^exec
`;

describe('a drop-in for directives', () => {
  it('has their values, behind an empty assignment where systemd would append', () => {
    expect(made('/w/a.service', UNIT)).toEqual([
      '/w/a.service.d/override.conf',
      '[Unit]\nAfter=a.service\n\n[Service]\nEnvironment=\nEnvironment=A=1\nEnvironment=B=2\nExecStart=\nExecStart=/bin/a    -b\nType=exec\n',
    ]);
  });

  it('has all lists that are emptied together', () => {
    expect(made('/w/a.socket', '[Socket]\nListenStream=1\nListenDatagram=^2\nListenStream=3\n')?.[1]).toBe(
      '[Socket]\nListenDatagram=\nListenStream=1\nListenDatagram=2\nListenStream=3\n',
    );
  });

  it('has the values of earlier drop-ins, and not those of later ones', () => {
    const others = {
      '/w/a.service.d/a.conf': '[Service]\nEnvironment=B=2\n',
      '/w/a.service.d/z.conf': '[Service]\nEnvironment=C=3\n',
    };
    expect(made('/w/a.service', '[Service]\nEnvironment=^A=1\n', others)?.[1]).toBe(
      '[Service]\nEnvironment=\nEnvironment=A=1\nEnvironment=B=2\n',
    );
  });

  it('without directives has the section of the unit', () => {
    expect(made('/w/a.timer', '[Timer]\n')).toEqual(['/w/a.timer.d/override.conf', '[Timer]\n']);
  });

  it('goes on in a file that is there', () => {
    const others = { '/w/a.service.d/override.conf': '[Service]\r\nNice=1\r\n' };
    expect(made('/w/a.service', '[Service]\nType=^exec\n', others)?.[1]).toBe('[Service]\r\nNice=1\r\nType=exec\r\n');
  });
});

describe('the name of a drop-in', () => {
  const AT = '/w/a.service.d';
  const VENDOR = '/usr/lib/systemd/system/a.service';
  type Written = Pick<HostChange, 'path'> & { readonly text?: string; readonly link?: string };
  const MASK = { text: '', link: '/dev/null' };

  /** The path and whether it is a file that is there, with files of which some are links. */
  function named(path: string, files: readonly Written[]): [string | undefined, boolean] {
    const host = createHost({ ...DEFAULT_SETTINGS, loadPath: ['/etc/systemd/system', '/usr/lib/systemd/system'] });
    host.apply([{ path, layer: 'editor', text: '[Service]\nType=exec\n' }]);
    host.apply(
      files.map(({ path: at, text = '', link }) => ({ path: at, text, layer: 'disk', ...(link && { link }) })),
    );
    const file = host.snapshot().file(path);
    const found = file && dropInFor(host.snapshot(), file, [], FOLDERS);
    return [found?.path, found?.edits !== undefined];
  }

  it.each<[string, string, readonly Written[], string, boolean]>([
    ['is that of systemctl edit', '/w/a.service', [], 'override.conf', false],
    [
      'is that of a file that is there',
      '/w/a.service',
      [{ path: `${AT}/override.conf`, text: '[Unit]\n' }],
      'override.conf',
      true,
    ],
    [
      'is that of an empty file, which is filled',
      '/w/a.service',
      [{ path: `${AT}/override.conf` }],
      'override.conf',
      true,
    ],
    [
      'is none that leads to /dev/null',
      '/w/a.service',
      [{ ...MASK, path: `${AT}/override.conf` }],
      'override2.conf',
      false,
    ],
    [
      'is none that leads to a file of others',
      '/w/a.service',
      [{ path: `${AT}/override.conf`, text: '[Unit]\n', link: '/w/common.conf' }],
      'override2.conf',
      false,
    ],
    [
      'is the first that is free',
      '/w/a.service',
      [1, 2, 3].map((number) => ({ ...MASK, path: `${AT}/override${number === 1 ? '' : number}.conf` })),
      'override4.conf',
      false,
    ],
    [
      'is none that an administrator has masked',
      VENDOR,
      [{ ...MASK, path: '/etc/systemd/system/a.service.d/override.conf' }],
      'override2.conf',
      false,
    ],
    [
      'is none that an empty file elsewhere masks',
      VENDOR,
      [{ path: '/etc/systemd/system/a.service.d/override.conf' }],
      'override2.conf',
      false,
    ],
  ])('%s', (_, path, files, name, edited) => expect(named(path, files)).toEqual([`${AT}/${name}`, edited]));
});

describe('the folder of a drop-in', () => {
  const INSTALLED = '/usr/lib/systemd/system/ssh.service';

  it.each([
    ['of an installed unit is in the first folder of the workspace', {}, '/w/ssh.service.d/override.conf'],
    [
      'of an installed unit with drop-ins in the workspace is beside these',
      { '/v/host/ssh.service.d/a.conf': '[Unit]\n' },
      '/v/host/ssh.service.d/override.conf',
    ],
  ])('%s', (_, others, expected) => {
    expect(made(INSTALLED, '[Service]\nType=^exec\n', others)?.[0]).toBe(expected);
  });

  it('of a drop-in whose unit is not known is its own', () => {
    expect(made('/w/x/a.service.d/a.conf', '[Service]\nType=^exec\n')?.[0]).toBe('/w/x/a.service.d/override.conf');
  });

  it('is nowhere without a folder, and for what belongs to no single unit', () => {
    const { snapshot, file } = sceneOf(INSTALLED, '[Service]\n');
    expect(dropInFor(snapshot, file, [], [])).toBeUndefined();
    expect(made('/w/service.d/a.conf', '[Service]\nType=^exec\n')).toBeUndefined();
  });
});
