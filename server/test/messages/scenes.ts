import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES, type UnitType } from '../../src/core/catalogue/unit-type.ts';
import { pageCodes } from '../../src/core/findings/page.ts';
import { exampleSettings, readPage } from '../../src/core/findings/rule-page.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import type { UnitFile } from '../../src/core/workspace/unit-file.ts';

// Unit files of which systemd has much to say: the examples of all pages, and each directive with values wrong in many ways.

/** A unit file, and the texts that a person wrote, which may be quoted in what is said of it. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly file: UnitFile;
  readonly written: readonly string[];
}

/** A directive of one type of unit. */
interface Place {
  readonly type: UnitType;
  readonly section: string;
  readonly key: string;
}

/** Values for each directive. */
const FEW_VALUES = ['', '0', '3-0', '0-3', 'yes', 'x'];

/** Values for each parser function of systemd: wrong in many ways, half typed, or right. */
const VALUES = [
  ...FEW_VALUES,
  ...wordsOf(`
  -1 a:b 99999999999 ~a foo.service /a a,b a:b:c:d:e : :: = a=b "a é # 1 08 99999999999999999999 1-0 50% 500% 1.5
  1:2 2:1 -5 infinity 5min 5mins 1G 1GB 0644 0999 no Yes yse ~ - + ! | @ / /a/../b a/b ~/x $HOME/x %h/x %z % %%
  /var/run/x /a:/b:rbind /a:/b:x foo foo@.service foo@a.service @.service a.b foo.sevice demo.service -.mount
  a/b.service 80 70000 1.2.3.4:80 1.2.3:80 [::1]:80 ::1:80 localhost:80 *:80 http://a:80 vsock::1 1.2.3.4/33
  10.0.0.0/8 any ipv4:tcp:80 tcp:ipv4 80-90 eth0 cgroup:inet:a:b SIGTERM TERM SIGFOO 300 @/bin/a !!/bin/a |a A=1
  1A=1 $A A CAP_CHOWN CAP_X @system-service @foo read:EPERM read: read:foo :EPERM EPERM x86-64 AF_INET AF_X root
  0:0 Mon daily 25:00 *-13-* https://a man:a(1) a(1) file user.a=b root=verity+signed:home=x root=a=b abcd base64:!
  ext4 char-* a*b:c fd:a file:a append:/a syslog None kill none default Always idle
  `),
  ...[
    'a b',
    "'a' b",
    'a\\',
    '\\y',
    '\ufffd',
    '5 4',
    '127.0.0.1:http',
    '1h 5x',
    'a ~b',
    '-/a +/b',
    'route 1',
    '/bin/a | b',
    '/bin/a ${X} $Y "z',
    'export A=1',
    'a b c',
    '*-*-* 1:2:3',
    'Mon *-2-30',
    '5 * * * *',
    'hourly UTC',
    'Mon..Fri 9:00 Europe/Berlin',
    '/dev/sda 1M',
    '/dev/a rwx',
  ],
];

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** The files of each example of each page. */
export function* scenesOfExamples(): Iterable<Scene> {
  for (const code of pageCodes()) {
    for (const { files, version } of readPage(code)!.examples) {
      const host = createHost(exampleSettings({ version }));
      host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
      const snapshot = host.snapshot();
      const written = [...files.map(({ text }) => text), ...files.map(({ name }) => name)];
      for (const { name } of files) {
        const file = snapshot.file(`/w/${name}`);
        if (file) yield { snapshot, file, written };
      }
    }
  }
}

/** A file for each directive, with many values where no other directive with the same parser had them. */
export function* scenesOfDirectives(): Iterable<Scene & Place> {
  const read = new Set<string>();
  for (const place of allDirectives()) {
    const { type, section, key } = place;
    const { parser } = directive(section, key, NEWEST_VERSION)!;
    const values = read.has(parser) ? FEW_VALUES : VALUES;
    const text = [`[${section}]`, ...values.map((value) => `${key}=${value}\n`)].join('\n');
    yield { ...place, ...sceneOf(`/w/demo.${type}`, text.replaceAll('^', '')), written: [text] };
    read.add(parser);
  }
}

/** Each directive, once where several types of unit share it. */
function* allDirectives(): Iterable<Place> {
  const seen = new Set<string>();
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, NEWEST_VERSION)) {
        const { parser, ltype } = directive(section, key, NEWEST_VERSION)!;
        const kind = `${key} ${parser} ${ltype}`;
        if (seen.has(kind)) continue;
        seen.add(kind);
        yield { type, section, key };
      }
    }
  }
}
