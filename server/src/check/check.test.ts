import { expect, it, onTestFinished } from 'vitest';
import { diagnose } from '../core/findings/run.ts';
import { FAULTS, FAULTY } from '../core/testing/faults.ts';
import { english } from '../core/text/message.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { Disk } from '../disk/disk.ts';
import { diskInMemory } from '../disk/disk-for-tests.ts';
import type { CheckArguments } from './arguments.ts';
import { check } from './check.ts';
import { FORMATS } from './formats.ts';

const WRONG = '[Service]\nExecStart=/bin/true\nNope=1\n';

function checked(
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = ['/w'],
  before: (snapshot: Snapshot) => void = () => undefined,
  version: CheckArguments['version'] = 257,
): { found: string[]; complaints: string[] } {
  const disk: Disk = {
    read: (path) => {
      if (files[path] === 'crash the disk') throw new RangeError('too far');
      return files[path] === undefined ? 'unreadable' : new TextEncoder().encode(files[path]);
    },
    list: () => Object.keys(files).map((path) => ({ name: path.slice(3), kind: 'file' })),
    link: () => undefined,
    real: (path) => path,
    kind: (path) => (path === '/w' ? 'folder' : 'file'),
  };
  const complaints: string[] = [];
  const request: CheckArguments = {
    format: FORMATS.get('text')!,
    version,
    manager: 'system',
    unitPath: [],
    paths,
  };
  const { reports } = check(
    request,
    disk,
    (path) => path,
    (sentence) => complaints.push(english(sentence)),
    (snapshot, file) => {
      before(snapshot);
      if (file.text.includes('crash the rules')) throw new TypeError('x is not a function');
      return diagnose(snapshot, file);
    },
  );
  return { found: Array.from(reports, ({ file, code }) => `${file} ${code}`), complaints };
}

it.each([
  ['judging', '# crash the rules\n', 'TypeError: x is not a function'],
  ['reading', 'crash the disk', 'RangeError: too far'],
])('an error of ours while %s a file is told with its name, and the others are checked', (_, text, reason) => {
  const { found, complaints } = checked({ '/w/a.service': WRONG, '/w/b.service': text, '/w/c.service': WRONG });
  expect(found).toEqual(['/w/a.service unknown-directive', '/w/c.service unknown-directive']);
  expect(complaints).toEqual([
    `/w/b.service: This file could not be checked because of an internal error (${reason}). Other files are not affected. ` +
      'Please report it together with the file.',
  ]);
});

it.each(FAULTS)(
  '$name: the rest is checked, and a complaint for each file names what failed',
  ({ plant, kept, says }) => {
    let undo: (() => void) | undefined;
    onTestFinished(() => undo?.());
    const { found, complaints } = checked(FAULTY, ['/w'], (snapshot) => {
      undo ??= plant(snapshot);
    });
    for (const [path, codes] of Object.entries(kept)) {
      expect(found.filter((one) => one.startsWith(`${path} `)).sort()).toEqual(
        codes.map((code) => `${path} ${code}`).sort(),
      );
    }
    expect(complaints.map((one) => one.slice(0, one.indexOf(':'))).sort()).toEqual(Object.keys(says).sort());
    for (const complaint of complaints) {
      const path = complaint.slice(0, complaint.indexOf(':'));
      expect(complaint.slice(0, path.length + 2 + says[path]!.length)).toBe(`${path}: ${says[path]}`);
    }
  },
);

it('an empty path is not the current folder', () => {
  expect(checked({ '/w/a.service': WRONG }, [''])).toEqual({
    found: [],
    complaints: ['An empty path was given: there is no such file or folder.'],
  });
});

it('judges by the systemd whose library is there, where that is asked for', () => {
  const unit = { '/w/a.service': '[Service]\nExecStart=/bin/true\nRestartMode=direct\n' };
  const here = (library: string) =>
    checked({ ...unit, [`/w/${library}`]: '' }, ['/w/a.service'], undefined, 'installed');
  expect(here('libsystemd-shared-252.so')).toEqual({ found: ['/w/a.service unknown-directive'], complaints: [] });
  expect(here('libsystemd-shared-257.so')).toEqual({ found: [], complaints: [] });
  expect(here('libc.so').complaints).toEqual(['--systemd-version installed: no systemd is installed here.']);
});

/** What is found in the named paths of a disk, and what is said besides; notes begin with "note". */
function checkedOn(disk: Disk, ...paths: string[]): { found: string[]; said: string[] } {
  const said: string[] = [];
  const request: CheckArguments = {
    format: FORMATS.get('text')!,
    version: 257,
    manager: 'system',
    unitPath: [],
    paths,
  };
  const result = check(
    request,
    disk,
    (path) => path,
    (sentence, kind) => said.push(`${kind ?? 'error'}: ${english(sentence)}`),
  );
  return { found: Array.from(result.reports, ({ file, code }) => `${file} ${code}`), said };
}

const ACCEPTING = '[Socket]\nListenStream=8080\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';
const CONNECTION = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\nStandardError=journal\n';

it.each([
  ['in its folder', '/w/a.socket', '/w/a@.service'],
  ['in the load path of its root', '/w/etc/systemd/system/a.socket', '/w/usr/lib/systemd/system/a@.service'],
  ['elsewhere in its role', '/w/roles/r/files/a.socket', '/w/roles/r/units/a@.service'],
  ['made of a template of its role', '/w/roles/r/files/a.socket', '/w/roles/r/templates/a@.service.j2'],
])('a file that is named alone is judged by what stands around it: %s', (_, socket, service) => {
  const disk = diskInMemory({ [socket]: ACCEPTING, [service]: `${CONNECTION}Nope=1\n` });
  expect(checkedOn(disk, socket)).toEqual({ found: [], said: [] });
  expect(checkedOn(diskInMemory({ [socket]: ACCEPTING }), socket).found).toEqual([`${socket} accept-without-template`]);
});

it('a drop-in that is named alone tells what the unit is refused for', () => {
  const files = {
    '/w/a.service': '[Service]\nExecStart=/bin/true\nNope=1\n',
    '/w/a.service.d/x.conf': '[Service]\nExecStart=\n',
  };
  expect(checkedOn(diskInMemory(files), '/w/a.service.d/x.conf').found).toEqual(['/w/a.service service-without-exec']);
});

it('a link that leads nowhere is noted in a folder, and an error where it is named', () => {
  const disk = diskInMemory(
    { '/w/a.service': CONNECTION },
    { '/w/b.service': '/nowhere/b.service', '/w/m.service': '/dev/null' },
  );
  const { said } = checkedOn(disk, '/w');
  expect(said).toEqual(['note: /w/b.service: the link leads nowhere. systemd passes it by.']);
  expect(checkedOn(disk, '/w/b.service').said).toEqual([expect.stringMatching(/^error: /)]);
});

it('a drop-in that is a link to nothing hides others of its name', () => {
  const files = {
    '/r/etc/systemd/system/a.service': '[Service]\nExecStart=/bin/true\n',
    '/r/usr/lib/systemd/system/a.service.d/x.conf': '[Service]\nExecStart=\n',
  };
  const link = '/r/etc/systemd/system/a.service.d/x.conf';
  const unit = '/r/etc/systemd/system/a.service';
  const found = (links: Readonly<Record<string, string>>) => checkedOn(diskInMemory(files, links), unit).found;
  expect(found({})).toEqual([`${unit} service-without-exec`]);
  expect(found({ [link]: '/nowhere/x.conf' })).toEqual([]);
  const folder = checkedOn(diskInMemory(files, { [link]: '/nowhere/x.conf' }), '/r/etc/systemd/system');
  expect(folder).toEqual({ found: [], said: [`note: ${link}: the link leads nowhere. systemd passes it by.`] });
  const named = checkedOn(diskInMemory(files, { [link]: '/nowhere/x.conf' }), link);
  expect(named.said).toEqual([expect.stringMatching(/^error: /)]);
});

it('an absolute link leads below the root that it lies in', () => {
  const link = '/w/etc/systemd/system/alias.service';
  const target = '/usr/lib/systemd/system/real.service';
  const disk = diskInMemory(
    {
      [`/w${target}`]: '[Service]\nExecStart=/bin/true\n',
      '/w/etc/systemd/system/x.socket':
        '[Socket]\nListenStream=1\nService=alias.service\n[Install]\nWantedBy=sockets.target\n',
    },
    { [link]: target },
  );
  expect(checkedOn(disk, '/w')).toEqual({ found: [], said: [] });
});
