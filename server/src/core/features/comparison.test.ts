import { expect, it } from 'vitest';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { compareWithSystemd } from './comparison.ts';
import type { Remark } from './comparison-types.ts';
import { unitFiles } from './unit-files.ts';

/** What real systemd says of the files, `PATH:LINE: text` or `UNIT: text` behind its severity, and what becomes of it. */
function compared(files: Readonly<Record<string, string>>, output: string, version = 262) {
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager: 'system', loadPath: ['/usr/lib/systemd/system'] });
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  const remarks = output.trim() === '' ? [] : output.trim().split('\n').map(remarkOf);
  const result = compareWithSystemd(snapshot, snapshot.file(Object.keys(files)[0]!)!, remarks)!;
  return {
    refused: result.refused,
    agreed: result.agreed.map((one) => `${one.remarks} = ${one.claims.map(({ code }) => code)}`),
    onlySystemd: result.onlySystemd,
    onlyHere: result.onlyHere.map(({ code }) => code),
    elsewhere: result.elsewhere,
    places: result.places.map((place) => place && `${place.file} ${textAt(files[place.file]!, place.range)}`),
  };
}

function textAt(text: string, { from, to }: { from: number; to: number }): string {
  return text.slice(from, to);
}

function remarkOf(line: string): Remark {
  const [, severity, subject, text] = /^(\w+) (\S+?): (.*)$/.exec(line.trim())!;
  const [, path, number] = /^(\/.*):(\d+)$/.exec(subject!) ?? [];
  return {
    severity: severity as Remark['severity'],
    source: undefined,
    path,
    line: number === undefined ? undefined : Number(number),
    unit: path === undefined ? subject : undefined,
    text: text!,
  };
}

it('meets line by line, at the last line of what is continued, and in drop-ins', () => {
  const files = {
    '/w/a.service':
      '[Unit]\nAfterr=b.service\nAfter=\\\n  b.service \\\n# comment\n  bad@@x\n[Service]\nExecStart=/bin/true\nType=simpel\n',
    '/w/a.service.d/x.conf': '[Service]\nRestart=sometimes\n',
  };
  const output = `
    warning /w/a.service:2: Unknown key 'Afterr' in section [Unit], ignoring.
    warning /w/a.service:6: Failed to add dependency on bad@@x, ignoring: Invalid argument
    warning /w/a.service:9: Failed to parse Type=simpel, ignoring: Invalid argument
    warning /w/a.service.d/x.conf:2: Failed to parse Restart=sometimes, ignoring: Invalid argument
    error a.service: Failed to create a.service/start: Unit sysinit.target not found.`;
  expect(compared(files, output)).toEqual({
    refused: { bySystemd: false, here: false },
    agreed: ['0 = unknown-directive', '1 = bad-unit-name', '2 = bad-keyword', '3 = bad-keyword'],
    onlySystemd: [],
    onlyHere: [],
    elsewhere: [4],
    places: [
      '/w/a.service Afterr=b.service',
      '/w/a.service After=\\\n  b.service \\\n# comment\n  bad@@x',
      '/w/a.service Type=simpel',
      '/w/a.service.d/x.conf Restart=sometimes',
      null,
    ],
  });
});

it('meets about the unit as a whole, where both refuse it', () => {
  const output = `
    error c.socket: Unit has no Listen setting (ListenStream=, ListenDatagram=, ListenFIFO=, ...). Refusing.
    error c.socket: Unit c.socket has a bad unit file setting.`;
  expect(compared({ '/w/c.socket': '[Socket]\nAccept=no\n' }, output)).toMatchObject({
    refused: { bySystemd: true, here: true },
    agreed: ['0 = socket-without-listener'],
    onlySystemd: [],
    onlyHere: [],
  });
});

it('meets about a line that refuses the unit', () => {
  const output = `
    error /w/d.service:2: Neither a valid executable name nor an absolute path: bin/x
    notice d.service: Unit configuration has fatal error, unit will not be started.
    error d.service: Unit d.service has a bad unit file setting.`;
  expect(compared({ '/w/d.service': '[Service]\nExecStart=bin/x\n' }, output)).toMatchObject({
    refused: { bySystemd: true, here: true },
    agreed: ['0 = bad-command'],
    onlySystemd: [],
  });
});

it('takes the refusal alone for an agreement where systemd names no line', () => {
  const files = { '/w/e.service': '[Unit]\nDescription=\ud800\n[Service]\nExecStart=/bin/true\n' };
  const output =
    'error e.service: Unit e.service failed to load properly, please adjust/correct and reload service manager';
  expect(compared(files, output)).toMatchObject({ agreed: ['0 = unclean-text'], onlySystemd: [], onlyHere: [] });
});

it('meets about the missing template of a socket, though we make no claim of it', () => {
  const files = { '/w/b.socket': '[Socket]\nListenStream=1234\nAccept=yes\n' };
  const output = 'error b.socket: service b@internal.service not loaded, socket cannot be started.';
  expect(compared(files, output)).toMatchObject({ agreed: ['0 = accept-without-template'], onlySystemd: [] });
  expect(compared(files, '')).toMatchObject({ agreed: [], onlyHere: [], onlySystemd: [] });
});

it('tells what only one of the two says', () => {
  const files = { '/w/f@.service': '[Service]\nExecStart=/bin/true\nRestartMode=normal\n' };
  const unknown = "warning /w/f@.service:3: Unknown key 'RestartMode' in section [Service], ignoring.";
  expect(compared(files, unknown)).toMatchObject({ onlySystemd: [0], onlyHere: [], agreed: [] });
  expect(compared(files, '', 252)).toMatchObject({ onlySystemd: [], onlyHere: ['unknown-directive'], agreed: [] });
  const ofInstance = 'warning f@i.service: Something new in systemd.';
  expect(compared(files, ofInstance)).toMatchObject({ onlySystemd: [0], elsewhere: [] });
  const ofOthers =
    'warning /usr/lib/systemd/system/dbus.socket:5: ListenStream= references a path below legacy directory';
  expect(compared(files, ofOthers)).toMatchObject({ elsewhere: [0], onlySystemd: [] });
});

it('knows the files of a unit, and the folders of those that it names', () => {
  const host = createHost({
    ...DEFAULT_SETTINGS,
    version: 262,
    manager: 'system',
    loadPath: ['/usr/lib/systemd/system'],
  });
  const texts = {
    '/w/sockets/a.socket': '[Unit]\nAfter=d.service\n[Socket]\nListenStream=1\n',
    '/w/sockets/a.socket.d/x.conf': '[Socket]\nBacklog=1\n',
    '/w/services/a.service': '[Service]\nExecStart=/bin/true\n',
    '/usr/lib/systemd/system/d.service': '[Service]\nExecStart=/bin/true\n',
  };
  host.apply(Object.entries(texts).map(([path, text]) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  expect(unitFiles(snapshot, snapshot.file('/w/sockets/a.socket.d/x.conf')!)).toEqual({
    unit: 'a.socket',
    manager: 'system',
    fragment: '/w/sockets/a.socket',
    dropIns: ['/w/sockets/a.socket.d/x.conf'],
    folders: ['/w/services'],
  });
});
