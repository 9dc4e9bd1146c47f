import { expect, it, onTestFinished } from 'vitest';
import { diagnose } from '../core/findings/run.ts';
import { FAULTS, FAULTY } from '../core/testing/faults.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { Disk } from '../disk/disk.ts';
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
      return new TextEncoder().encode(files[path]);
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
    (sentence) => complaints.push(sentence),
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
