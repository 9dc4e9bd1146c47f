import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { isRetired } from '../catalogue/retired.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../catalogue/unit-type.ts';
import { applyEdits } from '../text/edit.ts';
import { plainSnippet } from '../text/snippet.ts';
import type { World } from '../values/grammar.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { completions } from './completion.ts';
import type { Completion } from './completion-entry.ts';

/** A machine with a little of everything, so that every kind of offer is made. */
const WORLD: World = {
  units: () =>
    ['foo.service', 'foo@.service', 'foo.socket', 'foo.target', 'foo.slice', 'foo.timer', 'dev-sda1.device'].map(
      (name) => ({
        name,
        description: `The unit ${name}`,
        file: `/w/${name}`,
      }),
    ),
  directory: (path) => (path === '/' ? ['etc/', 'usr/', 'dev/', 'proc/'] : ['one/', 'two']),
  users: () => ['root', 'www-data', 'nobody'],
  groups: () => ['root', 'adm'],
  fact: () => undefined,
};

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

/** Completes where `|` stands. */
function completeAt(
  path: string,
  marked: string,
  version?: number,
  others?: Readonly<Record<string, string>>,
): readonly Completion[] {
  const offset = marked.indexOf('|');
  const { snapshot, file } = open(path, marked.replace('|', ''), version, others);
  return completions(snapshot, file, offset, WORLD);
}

const labels = (found: readonly Completion[]): string[] => found.map((one) => one.label);
const inOrder = (found: readonly Completion[]): string[] =>
  labels([...found].sort((a, b) => (a.sort < b.sort ? -1 : 1)));

/** The text after taking an offer where `|` stands. */
function taken(marked: string, offer: Completion): string {
  const newText = offer.snippet ? plainSnippet(offer.insert) : offer.insert;
  return applyEdits(marked.replace('|', ''), [{ range: offer.range, newText }]);
}

const FRAGMENT = {
  '/w/demo.service': '[Service]\nEnvironment=PORT=80\nExecStart=/bin/old $PORT\nUser=x\n[Unit]\nAfter=a.socket\n',
};
const DROP_IN = '/w/demo.service.d/10.conf';

describe('sections and directives', () => {
  it('an empty file is offered its sections', () => {
    expect(labels(completeAt('/w/demo.socket', '|'))).toEqual(['[Unit]', '[Socket]', '[Install]']);
  });

  it.each(['[Unit]\n[|', '[Unit]\n[|]', '[Unit]\n[So|]', '[Unit]\n[Socket|]\n'])(
    'in %j a header is completed with the sections that are missing',
    (marked) => {
      expect(labels(completeAt('/w/demo.socket', marked))).toEqual(['[Socket]', '[Install]']);
    },
  );

  it('directives are those of the section and version, with `=` and without those already set', () => {
    const found = completeAt('/w/demo.socket', '[Socket]\nAccept=yes\nListenStream=1\n|');
    expect(labels(found)).toContain('ListenStream');
    expect(labels(found)).not.toContain('Accept');
    expect(labels(found)).not.toContain('ExecStart');
    expect(found.find((one) => one.label === 'ListenDatagram')).toMatchObject({
      insert: 'ListenDatagram=',
      more: true,
    });
    expect(labels(completeAt('/w/demo.service', '[Service]\n|', 252))).not.toContain('RestartMode');
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
    expect(labels(completeAt('/w/demo.socket', '[Socket]\n|'))).not.toContain('ManagedOOMSwap');
    expect(labels(completeAt('/w/demo.service', '[Service]\n|'))).toContain('ManagedOOMSwap');
    expect(labels(completeAt('/w/demo.socket', '[Socket]\n|'))).not.toContain('Delegate');
    expect(labels(completeAt('/w/demo.slice', '[Slice]\n|'))).not.toContain('Slice');
  });

  it('a second command is offered to oneshot services only', () => {
    const text = '[Service]\nExecStart=/bin/a\n|\n';
    expect(labels(completeAt('/w/demo.service', text))).not.toContain('ExecStart');
    expect(labels(completeAt('/w/demo.service', text))).toContain('ExecStartPre');
    expect(labels(completeAt('/w/demo.service', text.replace('\n|', '\nType=oneshot\n|')))).toContain('ExecStart');
  });

  it('a drop-in is offered to empty the lists that the unit fills before setting them anew', () => {
    const found = completeAt(DROP_IN, '[Service]\n|\n', undefined, FRAGMENT);
    const replace = found.find((one) => one.label === 'ExecStart (replace)')!;
    expect(taken('[Service]\n|\n', replace)).toBe('[Service]\nExecStart=\nExecStart=/bin/old $PORT\n');
    expect(labels(found)).not.toContain('ExecStart');
    expect(labels(found)).toContain('Environment');
    expect(labels(found)).toContain('Environment (replace)');
    expect(labels(found)).not.toContain('ExecStartPre (replace)');
    // Dependencies are never emptied, and a single value needs no emptying.
    expect(labels(completeAt(DROP_IN, '[Unit]\n|\n', undefined, FRAGMENT))).not.toContain('After (replace)');
    expect(labels(found)).not.toContain('User (replace)');
    const emptied = completeAt(DROP_IN, '[Service]\nExecStart=\n|\n', undefined, FRAGMENT);
    expect(labels(emptied)).not.toContain('ExecStart (replace)');
    expect(labels(emptied)).toContain('ExecStart');
  });

  it('the commonest come first', () => {
    expect(inOrder(completeAt('/w/demo.socket', '[Socket]\n|')).slice(0, 3)).toEqual([
      'ListenStream',
      'Accept',
      'ListenDatagram',
    ]);
  });

  it('a key is replaced and its `=` kept, and a word without one is replaced as a whole', () => {
    const found = completeAt('/w/demo.socket', '[Socket]\nList|en=9\n').find((one) => one.label === 'ListenStream')!;
    expect(found).toMatchObject({ insert: 'ListenStream', range: { from: 9, to: 15 } });
    const word = '[Socket]\nAcc|ept\n';
    const accept = completeAt('/w/demo.socket', word).find((one) => one.label === 'Accept')!;
    expect(taken(word, accept)).toBe('[Socket]\nAccept=\n');
  });
});

describe('values', () => {
  it('a comment is left alone', () => {
    expect(completeAt('/w/demo.socket', '[Socket]\n# Acc|')).toEqual([]);
    expect(completeAt('/w/demo.socket', '[Socket]\nListenStream=\\\n# 1|\n2\n')).toEqual([]);
  });

  it.each([
    ['[Unit]\nAfter=foo.target fo|\n', 'foo.socket', '[Unit]\nAfter=foo.target foo.socket\n'],
    ['[Unit]\nAfter=foo.target |\n', 'foo.socket', '[Unit]\nAfter=foo.target foo.socket\n'],
    ['[Unit]\nAfter=f|oo.target a.service\n', 'foo.socket', '[Unit]\nAfter=foo.socket a.service\n'],
    ['[Service]\nRestart=  |\n', 'always', '[Service]\nRestart=  always\n'],
    ['[Service]\nRestart=on|-failure\n', 'always', '[Service]\nRestart=always\n'],
    ['[Service]\nReadWritePaths=/etc \\\n  /usr/|\n', 'two', '[Service]\nReadWritePaths=/etc \\\n  /usr/two\n'],
    ['[Service]\nReadOnlyPaths=/a/o|x/b\n', 'one/', '[Service]\nReadOnlyPaths=/a/one/b\n'],
    ['[Service]\nExecStart=tw|\n', 'two', '[Service]\nExecStart=/usr/local/sbin/two\n'],
    ['[Service]\nExecStart=-@tw|\n', 'two', '[Service]\nExecStart=-@/usr/local/sbin/two two\n'],
  ])('in %j the offer %s gives %j', (marked, label, expected) => {
    const offer = completeAt('/w/demo.service', marked).find((one) => one.label === label)!;
    expect(taken(marked, offer)).toBe(expected);
  });

  it.each<[string, string, string[], string[]]>([
    ['/w/demo.service', '[Service]\nCapabilityBoundingSet=CAP_KILL CAP_|', ['CAP_CHOWN'], ['CAP_KILL', '~']],
    ['/w/demo.service', '[Service]\nCapabilityBoundingSet=~CAP_|', ['CAP_CHOWN'], ['~']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=@system-service @|', ['@mount', 'read'], ['@system-service']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=~@clock:|', ['EPERM', 'kill'], ['@mount']],
    ['/w/demo.service', '[Service]\nRestrictAddressFamilies=AF_UNIX AF_|', ['AF_INET'], ['AF_UNIX', 'none']],
    ['/w/demo.service', '[Service]\nKillSignal=SIG|', ['SIGTERM'], []],
    ['/w/demo.service', '[Service]\nSuccessExitStatus=1 SIG|', ['SIGKILL', 'TEMPFAIL'], []],
    ['/w/demo.service', '[Service]\nUser=|', ['root', 'www-data'], ['nobody', 'adm']],
    ['/w/demo.service', '[Service]\nSupplementaryGroups=root |', ['adm'], ['www-data']],
    ['/w/demo.service', '[Service]\nSlice=|', ['foo.slice', 'system.slice'], ['foo.service']],
    ['/w/demo.service', '[Service]\nSockets=|', ['foo.socket'], ['foo.service']],
    ['/w/demo.socket', '[Socket]\nService=|', ['foo.service', 'foo@.service'], ['foo.socket']],
    ['/w/demo.timer', '[Timer]\nUnit=|', ['foo.service', 'foo.target'], ['demo.timer']],
    ['/w/demo.service', '[Unit]\nAfter=foo@|', ['foo@.service'], []],
    ['/w/demo@.service', '[Unit]\nAfter=foo@|', ['foo@%i.service'], []],
    ['/w/demo@.service', '[Unit]\nAfter=x@%|', ['%i', '%p'], ['%t', '%%']],
    ['/w/demo.service', '[Service]\nExecStart=/bin/echo %|', ['%n', '%t', '%%'], ['%c']],
    ['/w/demo.service', '[Service]\nSystemCallFilter=%|', [], ['%n']],
    ['/w/demo.service', '[Service]\nMemoryMax=%|', [], ['%n']],
    ['/w/demo.service', '[Service]\nEnvironment=A=b \\\n  C=%|', ['%n'], []],
    ['/w/demo.service', '[Service]\nExecStart=|', ['two', '/usr/', '-', '@', '|'], ['$MAINPID']],
    ['/w/demo.service', '[Service]\nExecStart=-|', ['two', '@'], ['-']],
    ['/w/demo.service', '[Service]\nExecStart=/bin/a --file=/etc/|', ['one/', 'two'], []],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $|', ['$PORT', `\${PORT}`, '$MAINPID'], []],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a --p=$|', [`\${PORT}`], ['$PORT']],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a "x ${PO|"', [`\${PORT}`], ['$PORT']],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=:/bin/a $|', [], ['$PORT', `\${PORT}`]],
    ['/w/demo.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $$|', [], ['$PORT', `\${PORT}`]],
    ['/w/demo.service', '[Service]\nRuntimeDirectory=x\nExecStart=/bin/a $|', ['$RUNTIME_DIRECTORY'], []],
    [DROP_IN, '[Service]\nExecStartPre=/bin/a $|', ['$PORT'], []],
    ['/w/systemd/user/demo.service', '[Unit]\nSuccessAction=|', ['exit'], ['reboot']],
    ['/w/systemd/user/demo.service', '[Install]\nWantedBy=|', ['default.target'], ['multi-user.target']],
    ['/w/demo.socket', '[Socket]\nListenFIFO=/|', ['etc/'], ['dev/', 'proc/']],
    ['/w/demo.socket', '[Socket]\nListenStream=|', ['8080', '%t/demo.sock', '/etc/'], []],
    ['/w/demo.timer', '[Timer]\nOnCalendar=Mon|', ['Mon', 'daily'], []],
    ['/w/demo.service', '[Service]\nTemporaryFileSystem=/var:ro,|', ['size=', 'noexec'], ['ro']],
    ['/w/demo.mount', '[Mount]\nOptions=ro,|', ['noexec', 'uid='], ['ro']],
    ['/w/demo.service', '[Service]\nMountImages=/a:/b:|', ['root', 'ro'], []],
    ['/w/demo.service', '[Service]\nBindPaths=/a:/b:|', ['norbind'], []],
    ['/w/demo.service', '[Service]\nLimitNOFILE=1024:|', ['infinity'], []],
  ])('of %s, in %j, there are %j but not %j', (path, marked, wanted, unwanted) => {
    const found = labels(completeAt(path, marked, undefined, FRAGMENT));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found.filter((label) => unwanted.includes(label))).toEqual([]);
  });

  it('the usual target comes first in WantedBy=', () => {
    expect(inOrder(completeAt('/w/demo.socket', '[Install]\nWantedBy=|'))[0]).toBe('sockets.target');
    expect(inOrder(completeAt('/w/systemd/user/demo.service', '[Install]\nWantedBy=|'))[0]).toBe('default.target');
  });

  // One test for each type and version, not for each of 1,500 directives: a failure lists all that is wrong.
  describe.each([252, NEWEST_VERSION])('for systemd %i', (version) => {
    const followed = new Set<string>();
    it.each(UNIT_TYPES)('nothing is offered in a .%s that it would not take, nor that leads nowhere', (type) => {
      expect(badOffers(type, version, followed)).toEqual([]);
    });
  });

  it('specifiers are offered after a percent sign exactly where they are expanded', () => {
    const wrong: string[] = [];
    for (const [section, key, type] of allDirectives(NEWEST_VERSION)) {
      for (const value of ['%', ...(FURTHER_PLACES[key] ?? [])]) {
        const text = `[${section}]\n${key}=${value}`;
        const { snapshot, file } = open(`/w/demo.${type}`, text);
        const offered = labels(completions(snapshot, file, text.length, WORLD)).includes('%p');
        // %z is no specifier, which is complained about where one is looked for and the value is whole.
        const expanded = ['z', 'z"', 'z:x'].some((end) =>
          problemsOf(open(`/w/demo.${type}`, text + end)).some(({ code }) => code === 'bad-specifier'),
        );
        if (offered !== expanded) wrong.push(`${key}=${value} ${offered ? 'is not expanded' : 'is not offered'}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Places in structured values besides their beginning. */
const FURTHER_PLACES: Readonly<Record<string, readonly string[]>> = {
  BindPaths: ['/a:%', '/a:/b:%'],
  MountImages: ['/a:%', '/a:/b:%'],
  RuntimeDirectory: ['a:%'],
  TemporaryFileSystem: ['/a:%'],
  RootImageOptions: ['root:%'],
  LoadCredential: ['a:%', 'a:/%'],
  SetCredential: ['a:%'],
  StandardOutput: ['file:%', 'fd:%', 'append:/a/%'],
  BPFProgram: ['egress:%'],
  IOReadBandwidthMax: ['/dev/sda %'],
  DeviceAllow: ['/dev/a %'],
  ExecStart: ['/a b=%', '/a "b %', '/a ; /%'],
  After: ['a.service b%'],
  Documentation: ['man:a(1) file:/%'],
  OpenFile: ['/a:%', '/a:b:%'],
  NFTSet: ['cgroup:%'],
};

function* allDirectives(version: number): Iterable<readonly [section: string, key: string, type: UnitType]> {
  const seen = new Set<string>();
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, version)) {
        if (isRetired(section, key) || seen.has(`${section} ${key}`)) continue;
        seen.add(`${section} ${key}`);
        yield [section, key, type];
      }
    }
  }
}

/**
 * Completes at every directive of a type, puts each offer in, and says what of it the checker would complain about.
 *
 * @param followed The directives whose beginnings of values have been followed for another type already.
 */
function badOffers(type: UnitType, version: number, followed: Set<string>): string[] {
  const bad: string[] = [];
  for (const section of sectionsOf(type)) {
    for (const key of keysOf(section, version)) {
      // Retired directives are not offered, so neither are their values looked for.
      if (isRetired(section, key)) continue;
      const { parser, ltype } = directive(section, key, version)!;
      const kind = `${version} ${key} ${parser} ${ltype}`;
      bad.push(...badOffersAfter(type, `[${section}]\n${key}=`, version, followed.has(kind) ? 0 : 3));
      followed.add(kind);
    }
  }
  return bad;
}

/** @param depth How often what is only a beginning is followed. */
function badOffersAfter(type: UnitType, before: string, version: number, depth: number): string[] {
  const { snapshot, file } = open(`/w/demo.${type}`, `${before}\n`, version);
  const bad: string[] = [];
  const ways = new Set<string>();
  for (const offer of completions(snapshot, file, before.length, WORLD)) {
    const text = taken(`${before}|\n`, offer);
    if (!offer.more) {
      const complaint = complaintAbout(type, text, version);
      if (complaint) bad.push(`${text.trim()}: ${complaint}`);
      continue;
    }
    // One directory is like another, so that following one of them will do; prefixes come in any order.
    const way = offer.insert.endsWith('/') ? 'directory' : offer.label;
    if (depth === 0 || ways.has(way)) continue;
    ways.add(way);
    const begun = text.slice(0, -1);
    const next = open(`/w/demo.${type}`, text, version);
    if (completions(next.snapshot, next.file, begun.length, WORLD).length > 0) {
      bad.push(...badOffersAfter(type, begun, version, offer.kind === 'prefix' ? 0 : depth - 1));
    } else if (!FREE_TEXT.some((words) => !complaintAbout(type, `${begun}${words}\n`, version))) {
      bad.push(`${begun.trim()} leads nowhere`);
    }
  }
  return bad;
}

/** What a person might write where nothing can be offered. */
const FREE_TEXT = ['x', '10', 'a:b', 'AAAA'];

function complaintAbout(type: UnitType, text: string, version: number): string | undefined {
  return problemsOf(open(`/w/demo.${type}`, text, version)).find((problem) =>
    ['refuse', 'ignore', 'note'].includes(problem.effect),
  )?.message;
}

function problemsOf({ snapshot, file }: Opened) {
  return file.analysis(snapshot.settings).entries.flatMap((entry) => entry.parsed.problems);
}
