import { describe, expect, it } from 'vitest';
import { NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { SMALL_MACHINE as WORLD } from '../testing/machines.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { plainSnippet } from '../text/snippet.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { completions } from './completion.ts';
import type { Completion } from './completion-entry.ts';

interface Opened {
  readonly snapshot: Snapshot;
  readonly file: UnitFile;
}

function open(
  path: string,
  text: string,
  version = NEWEST_VERSION,
  others: Readonly<Record<string, string>> = {},
): Opened {
  const host = createHost({ ...DEFAULT_SETTINGS, version });
  host.apply(Object.entries(others).map(([other, content]) => ({ path: other, layer: 'disk', text: content })));
  host.apply([{ path, layer: 'editor', text }]);
  const snapshot = host.snapshot();
  return { snapshot, file: snapshot.file(path)! };
}

/** Completes where `^` stands. */
function completeAt(
  path: string,
  marked: string,
  version?: number,
  others?: Readonly<Record<string, string>>,
): readonly Completion[] {
  const offset = marked.indexOf('^');
  const { snapshot, file } = open(path, marked.replace('^', ''), version, others);
  return completions(snapshot, file, offset, WORLD);
}

const shownLabel = ({ title, label }: Completion): string => english(title ?? label);
const labels = (found: readonly Completion[]): string[] => found.map(shownLabel);
const inOrder = (found: readonly Completion[]): string[] =>
  labels([...found].sort((a, b) => (a.sort < b.sort ? -1 : 1)));

/** The text after taking an offer where `^` stands. */
function taken(marked: string, offer: Completion): string {
  const newText = offer.snippet ? plainSnippet(offer.insert) : offer.insert;
  return applyEdits(marked.replace('^', ''), [{ range: offer.range, newText }]);
}

const FRAGMENT = {
  '/w/demo.service': '[Service]\nEnvironment=PORT=80\nExecStart=/bin/old $PORT\nUser=x\n[Unit]\nAfter=a.socket\n',
};
const DROP_IN = '/w/demo.service.d/10.conf';

describe('sections and directives', () => {
  it('an empty file is offered whole units and its sections', () => {
    const offered = ['socket-accept', 'socket', '[Unit]', '[Socket]', '[Install]'];
    expect(inOrder(completeAt('/w/demo.socket', '^'))).toEqual(offered);
  });

  it.each(['[Unit]\n[^', '[Unit]\n[^]', '[Unit]\n[So^]', '[Unit]\n[Socket^]\n'])(
    'in %j a header is completed with the sections that are missing',
    (marked) => {
      expect(labels(completeAt('/w/demo.socket', marked))).toEqual(['[Socket]', '[Install]']);
    },
  );

  it('directives are those of the section and version, with `=` and without those already set', () => {
    const found = completeAt('/w/demo.socket', '[Socket]\nAccept=yes\nListenStream=1\n^');
    expect(labels(found)).toContain('ListenStream');
    expect(labels(found)).not.toContain('Accept');
    expect(labels(found)).not.toContain('ExecStart');
    expect(found.find((one) => one.label === 'ListenDatagram')).toMatchObject({
      insert: 'ListenDatagram=',
      more: true,
    });
    expect(labels(completeAt('/w/demo.service', '[Service]\n^', 252))).not.toContain('RestartMode');
  });

  it('directives of a few words come with a choice of them where that is wanted', () => {
    const { snapshot, file } = open('/w/demo.service', '[Service]\n');
    const found = completions(snapshot, file, 10, WORLD, { choices: true });
    const insert = (label: string) => found.find((one) => one.label === label)?.insert;
    expect(insert('RemainAfterExit')).toBe(`RemainAfterExit=\${1|yes,no|}`);
    expect(insert('KillMode')).toMatch(/^KillMode=\$\{1\|control-group,/);
    expect(insert('ExecStart')).toBe('ExecStart=');
    expect(insert('SystemCallFilter')).toBe('SystemCallFilter=');
  });

  it('directives that systemd refuses in units of the type are left out', () => {
    expect(labels(completeAt('/w/demo.socket', '[Socket]\n^'))).not.toContain('ManagedOOMSwap');
    expect(labels(completeAt('/w/demo.service', '[Service]\n^'))).toContain('ManagedOOMSwap');
    expect(labels(completeAt('/w/demo.socket', '[Socket]\n^'))).not.toContain('Delegate');
    expect(labels(completeAt('/w/demo.slice', '[Slice]\n^'))).not.toContain('Slice');
  });

  it('a second command is offered to oneshot services only', () => {
    const text = '[Service]\nExecStart=/bin/a\n^\n';
    expect(labels(completeAt('/w/demo.service', text))).not.toContain('ExecStart');
    expect(labels(completeAt('/w/demo.service', text))).toContain('ExecStartPre');
    expect(labels(completeAt('/w/demo.service', text.replace('\n^', '\nType=oneshot\n^')))).toContain('ExecStart');
  });

  it('a drop-in is offered to empty the lists that the unit fills before setting them anew', () => {
    const found = completeAt(DROP_IN, '[Service]\n^\n', undefined, FRAGMENT);
    const replace = found.find((one) => shownLabel(one) === 'ExecStart (replace)')!;
    expect(taken('[Service]\n^\n', replace)).toBe('[Service]\nExecStart=\nExecStart=/bin/old $PORT\n');
    expect(labels(found)).not.toContain('ExecStart');
    expect(labels(found)).toContain('Environment');
    expect(labels(found)).toContain('Environment (replace)');
    expect(labels(found)).not.toContain('ExecStartPre (replace)');
    // Dependencies are never emptied, and a single value needs no emptying.
    expect(labels(completeAt(DROP_IN, '[Unit]\n^\n', undefined, FRAGMENT))).not.toContain('After (replace)');
    expect(labels(found)).not.toContain('User (replace)');
    const emptied = completeAt(DROP_IN, '[Service]\nExecStart=\n^\n', undefined, FRAGMENT);
    expect(labels(emptied)).not.toContain('ExecStart (replace)');
    expect(labels(emptied)).toContain('ExecStart');
  });

  it('the commonest come first', () => {
    expect(inOrder(completeAt('/w/demo.socket', '[Socket]\n^')).slice(0, 3)).toEqual([
      'ListenStream',
      'Accept',
      'ListenDatagram',
    ]);
  });

  it('a key is replaced and its `=` kept, and a word without one is replaced as a whole', () => {
    const found = completeAt('/w/demo.socket', '[Socket]\nList^en=9\n').find((one) => one.label === 'ListenStream')!;
    expect(found).toMatchObject({ insert: 'ListenStream', range: { from: 9, to: 15 } });
    const word = '[Socket]\nAcc^ept\n';
    const accept = completeAt('/w/demo.socket', word).find((one) => one.label === 'Accept')!;
    expect(taken(word, accept)).toBe('[Socket]\nAccept=\n');
  });
});

describe('values', () => {
  it('a comment is left alone', () => {
    expect(completeAt('/w/demo.socket', '[Socket]\n# Acc^')).toEqual([]);
    expect(completeAt('/w/demo.socket', '[Socket]\nListenStream=\\\n# 1^\n2\n')).toEqual([]);
  });

  it.each([
    ['[Unit]\nAfter=foo.target fo^\n', 'foo.socket', '[Unit]\nAfter=foo.target foo.socket\n'],
    ['[Unit]\nAfter=foo.target ^\n', 'foo.socket', '[Unit]\nAfter=foo.target foo.socket\n'],
    ['[Unit]\nAfter=f^oo.target a.service\n', 'foo.socket', '[Unit]\nAfter=foo.socket a.service\n'],
    ['[Service]\nRestart=  ^\n', 'always', '[Service]\nRestart=  always\n'],
    ['[Service]\nRestart=on^-failure\n', 'always', '[Service]\nRestart=always\n'],
    ['[Service]\nReadWritePaths=/etc \\\n  /usr/^\n', 'two', '[Service]\nReadWritePaths=/etc \\\n  /usr/two\n'],
    ['[Service]\nReadOnlyPaths=/a/o^x/b\n', 'one/', '[Service]\nReadOnlyPaths=/a/one/b\n'],
    ['[Service]\nExecStart=tw^\n', 'two', '[Service]\nExecStart=/usr/local/sbin/two\n'],
    ['[Service]\nExecStart=-@tw^\n', 'two', '[Service]\nExecStart=-@/usr/local/sbin/two two\n'],
  ])('in %j the offer %s gives %j', (marked, label, expected) => {
    const offer = completeAt('/w/demo.service', marked).find((one) => one.label === label)!;
    expect(taken(marked, offer)).toBe(expected);
  });

  it.each<[string, string, string[], string[]]>([
    ['/w/demo.service', '[Service]\nCapabilityBoundingSet=CAP_KILL CAP_^', ['CAP_CHOWN'], ['CAP_KILL', '~']],
    ['/w/demo.service', '[Service]\nCapabilityBoundingSet=~CAP_^', ['CAP_CHOWN'], ['~']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=@system-service @^', ['@mount', 'read'], ['@system-service']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=~@clock:^', ['EPERM', 'kill'], ['@mount']],
    ['/w/demo.service', '[Service]\nRestrictAddressFamilies=AF_UNIX AF_^', ['AF_INET'], ['AF_UNIX', 'none']],
    ['/w/demo.service', '[Service]\nKillSignal=SIG^', ['SIGTERM'], []],
    ['/w/demo.service', '[Service]\nSuccessExitStatus=1 SIG^', ['SIGKILL', 'TEMPFAIL'], []],
    ['/w/demo.service', '[Service]\nUser=^', ['root', 'www-data'], ['nobody', 'adm']],
    ['/w/demo.service', '[Service]\nSupplementaryGroups=root ^', ['adm'], ['www-data']],
    ['/w/demo.service', '[Service]\nSlice=^', ['foo.slice', 'system.slice'], ['foo.service']],
    ['/w/demo.service', '[Service]\nSockets=^', ['foo.socket'], ['foo.service']],
    ['/w/demo.socket', '[Socket]\nService=^', ['foo.service', 'foo@.service'], ['foo.socket']],
    ['/w/demo.timer', '[Timer]\nUnit=^', ['foo.service', 'foo.target'], ['demo.timer']],
    ['/w/demo.service', '[Unit]\nAfter=foo@^', ['foo@.service'], []],
    ['/w/demo@.service', '[Unit]\nAfter=foo@^', ['foo@%i.service'], []],
    ['/w/demo@.service', '[Unit]\nAfter=x@%^', ['%i', '%p'], ['%t', '%%']],
    ['/w/demo.service', '[Service]\nExecStart=/bin/echo %^', ['%n', '%t', '%%'], ['%c']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=%^', [], ['%n']],
    ['/w/demo.service', '[Service]\nMemoryMax=%^', [], ['%n']],
    ['/w/demo.service', '[Service]\nEnvironment=A=b \\\n  C=%^', ['%n'], []],
    ['/w/demo.service', '[Service]\nExecStart=^', ['two', '/usr/', '-', '@', '|'], ['$MAINPID']],
    ['/w/demo.service', '[Service]\nExecStart=-^', ['two', '@'], ['-']],
    ['/w/demo.service', '[Service]\nExecStart=/bin/a --file=/etc/^', ['one/', 'two'], []],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $^', ['$PORT', `\${PORT}`, '$MAINPID'], []],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a --p=$^', [`\${PORT}`], ['$PORT']],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a "x ${PO^"', [`\${PORT}`], ['$PORT']],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=:/bin/a $^', [], ['$PORT', `\${PORT}`]],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $$^', [], ['$PORT', `\${PORT}`]],
    ['/w/demo.service', '[Service]\nRuntimeDirectory=x\nExecStart=/bin/a $^', ['$RUNTIME_DIRECTORY'], []],
    [DROP_IN, '[Service]\nExecStartPre=/bin/a $^', ['$PORT'], []],
    ['/w/systemd/user/demo.service', '[Unit]\nSuccessAction=^', ['exit'], ['reboot']],
    ['/w/systemd/user/demo.service', '[Install]\nWantedBy=^', ['default.target'], ['multi-user.target']],
    ['/w/demo.socket', '[Socket]\nListenFIFO=/^', ['etc/'], ['dev/', 'proc/']],
    [
      '/w/demo.socket',
      '[Socket]\nListenStream=^',
      ['8080', '%t/demo.sock', '/run/demo.sock', '@demo'],
      ['/etc/', 'etc/'],
    ],
    ['/w/demo.socket', '[Socket]\nListenStream=/^', ['etc/'], ['8080']],
    ['/w/demo.socket', '[Socket]\nListenStream=8080\nListenStream=^', ['8081', '[::1]:8081'], ['8080']],
    ['/w/demo.timer', '[Timer]\nOnCalendar=Mon^', ['Mon', 'daily'], []],
    ['/w/demo.service', '[Service]\nTemporaryFileSystem=/var:ro,^', ['size=', 'noexec'], ['ro']],
    ['/w/demo.mount', '[Mount]\nOptions=ro,^', ['noexec', 'uid='], ['ro']],
    ['/w/demo.service', '[Service]\nMountImages=/a:/b:^', ['root', 'ro'], []],
    ['/w/demo.service', '[Service]\nBindPaths=/a:/b:^', ['norbind'], []],
    ['/w/demo.service', '[Service]\nLimitNOFILE=1024:^', ['infinity'], []],
  ])('of %s, in %j, there are %j but not %j', (path, marked, wanted, unwanted) => {
    const found = labels(completeAt(path, marked, undefined, FRAGMENT));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found.filter((label) => unwanted.includes(label))).toEqual([]);
  });

  it('the usual target comes first in WantedBy=', () => {
    expect(inOrder(completeAt('/w/demo.socket', '[Install]\nWantedBy=^'))[0]).toBe('sockets.target');
    expect(inOrder(completeAt('/w/systemd/user/demo.service', '[Install]\nWantedBy=^'))[0]).toBe('default.target');
  });
});
