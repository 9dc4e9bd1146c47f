import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../src/core/diagnostic.ts';
import { conversionAt } from '../../src/core/features/convert-service.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { convertInetd } from '../../src/core/new-units/inetd.ts';
import { newService } from '../../src/core/new-units/new-service.ts';
import { examples } from '../../src/core/new-units/new-services-for-tests.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { languageFrom } from '../../src/core/text/language.ts';
import { ENGLISH, english, type Language, type Message, render } from '../../src/core/text/message.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import { textsOf } from '../../tools/texts.ts';
import { scenesOfExamples } from './scenes.ts';

// Whatever writes a file for a person writes its comments and descriptions in the person's language, and nothing else differs between
// languages: new services, entries of inetd and xinetd, services that are converted, and fixes that make files.

const ROOT = join(import.meta.dirname, '../../..');
const CHINESE = languageFrom(textsOf(ROOT, 'zh-cn'));

/** Files to be written, in any language, beside those that are there. */
interface Written {
  readonly title: string;
  readonly manager: 'system' | 'user';
  readonly others: ReadonlyMap<string, string>;
  filesIn(language: Language): ReadonlyMap<string, string>;
}

/** Entries, and files of xinetd, for each comment that there is. */
const INETD = `telnet stream tcp nowait root /usr/sbin/tcpd /usr/sbin/in.telnetd -h
tftp dgram udp wait nobody.nogroup /usr/sbin/in.tftpd in.tftpd /srv/tftp
git stream tcp nowait.60 git /usr/bin/git git daemon --inetd
`;
const XINETD = ['access_times = 08:00-17:00\n\tdisable = yes', 'only_from = host.example', 'only_from = localhost'].map(
  (line) => `service rsync\n{\n\tuser = me\n\tserver = /usr/bin/rsync\n\t${line}\n}\n`,
);

/** Programs that each take a socket in their own way, and one that nothing is known of. */
const LISTENING = ['gunicorn', 'uvicorn', 'hypercorn', 'waitress-serve', 'puma', 'node', 'dockerd', 'app'];

const WRITTEN: readonly Written[] = [...newServices(), ...inetdEntries(), ...conversions(), ...fixes()];

it('are of every kind', () => {
  expect(new Set(WRITTEN.map(({ title }) => title.split(':')[0]))).toEqual(
    new Set([
      ...['new service', 'inetd', 'conversion', 'socket-input-without-socket'],
      ...['accept-without-template', 'socket-without-service'],
    ]),
  );
});

describe.each(WRITTEN)('$title, $manager manager', (written) => {
  const [inEnglish, inChinese] = [written.filesIn(ENGLISH), written.filesIn(CHINESE)];

  it('has Chinese comments and descriptions', () => {
    const left = [...inChinese].flatMap(([path, text]) =>
      isUnit(path) ? text.split('\n').filter((line) => isForPeople(line) && !isChinese(line)) : [],
    );
    expect(left).toEqual([]);
  });

  it('has the lines of the English file otherwise', () => {
    const lines = (files: ReadonlyMap<string, string>) =>
      [...files].map(([path, text]) => [path, ...text.split('\n').map((line) => (isForPeople(line) ? '…' : line))]);
    expect(lines(inChinese)).toEqual(lines(inEnglish));
  });

  it('has no more findings', () => {
    expect(findings(written, inChinese)).toEqual(findings(written, inEnglish));
  });
});

it('keeps the description that a person wrote', () => {
  const { snapshot, file } = sceneOf(
    '/w/a.socket',
    '[Unit]\nDescription=Greeting,  "in" 中文 (v 1.0)\n[Socket]\nListenStream=1\nAccept=yes\n',
  );
  const changes = diagnose(snapshot, file).flatMap((one) => one.fixes.flatMap((fix) => fix.changes));
  const created = changes.find((change) => change.kind === 'create')!;
  const [inEnglish, inChinese] = [ENGLISH, CHINESE].map((language) => render(created.text, language));
  expect(inEnglish).toBe(`[Unit]
Description=Greeting,  "in" 中文 (v 1.0), one connection

[Service]
# The connection is standard input and output; what is written to standard error goes to the journal.
StandardInput=socket
StandardError=journal
# With "-" a handler that fails leaves no failed unit behind.
ExecStart=-/bin/cat
`);
  expect(inChinese).toBe(`[Unit]
Description=Greeting,  "in" 中文 (v 1.0)，单个连接

[Service]
# 连接就是标准输入和标准输出；写到标准错误的内容会进入日志。
StandardInput=socket
StandardError=journal
# 有了“-”，处理程序失败时不会留下失败的单元。
ExecStart=-/bin/cat
`);
});

it('no source of core has a comment or a description that is not a message', () => {
  const core = join(import.meta.dirname, '../../src/core');
  const names = globSync('{features,findings,new-units,rules}/**/*.ts', { cwd: core }).filter(
    (name) => !name.endsWith('.test.ts'),
  );
  const found = names.flatMap((name) =>
    readFileSync(join(core, name), 'utf8')
      .split('\n')
      .filter((line) => LITERAL.test(line) && !/^\s*(?:\*|\/)/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

/** A literal, or a line of one, that begins with a comment in words or a description. A name alone is no words. */
const LITERAL = /(?:^|['"`]|\\n)(?:# [A-Za-z]|Description=(?!(?:\$\{name\})?['"`]))/;

it.each([
  ["'# An instance that failed is not kept.',", true],
  ['`Description=Socket of ${name}`', true],
  ['Description=${describe(socket)}, the server', true],
  ['accept ? x : `Description=${name}`,', false],
  ['comment(say`An instance that failed is not kept.`),', false],
])('of which %s is one: %s', (line, expected) => expect(LITERAL.test(line)).toBe(expected));

function isUnit(path: string): boolean {
  return /\.(?:socket|service|conf)$/.test(path);
}

function isForPeople(line: string): boolean {
  return /^(?:#|Description=)/.test(line);
}

/** Whether a line is Chinese: without a sentence in another language, and with Chinese words, unless it describes a unit by its name alone. */
function isChinese(line: string): boolean {
  const words = line.replace(/^Description=|^# ?/, '');
  if (line.startsWith('Description=') && /^[\w.-]+$/.test(words)) return true;
  // The command that builds a program is code.
  return /\p{Script=Han}/u.test(words) && (/^构建命令：/.test(words) || !/\b[a-z]+ [a-z]+ [a-z]+\b/i.test(words));
}

/** What is found in the files once they are there. */
function findings({ manager, others }: Written, files: ReadonlyMap<string, string>): string[] {
  const host = createHost({ ...DEFAULT_SETTINGS, manager, loadPath: [] });
  host.apply([...others, ...files].map(([path, text]) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return [...files.keys()].flatMap((path) => {
    const file = snapshot.file(path);
    return file ? diagnose(snapshot, file).map(({ code }) => `${path}: ${code}`) : [];
  });
}

function rendered(
  files: readonly { readonly path: string; readonly text: string | Message }[],
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, render(text, language)]));
}

function newServices(): Written[] {
  const folders = [
    ['/srv/units', undefined],
    ['/home/me/units', 'me'],
  ] as const;
  return (['system', 'user'] as const).flatMap((manager) =>
    examples(manager).flatMap((example) =>
      folders.map(([folder, owner]) => {
        const { files } = newService({ ...example, folder, owner })!;
        const { kind, ...what } = example.program;
        return {
          title: `new service: ${kind}, ${Object.values(what).join(' ')}, ${example.type} ${example.address}, ${folder}`,
          manager,
          others: new Map([[`${folder}/app.service`, '[Service]\nExecStart=/usr/bin/app\n']]),
          filesIn: (language: Language) => rendered(files, language),
        };
      }),
    ),
  );
}

function inetdEntries(): Written[] {
  return (['system', 'user'] as const).flatMap((manager) =>
    [INETD, ...XINETD].flatMap((text) =>
      convertInetd(text, '/w', manager).map((one) => {
        if (one.kind !== 'units') throw new Error(english(one.because));
        return {
          title: `inetd: ${one.title}, ${/only_from.*|disable/.exec(text)?.[0] ?? ''}`,
          manager,
          others: new Map(),
          filesIn: (language: Language) => rendered(one.files, language),
        };
      }),
    ),
  );
}

function conversions(): Written[] {
  return LISTENING.map((program) => {
    const path = '/w/app.service';
    const { snapshot, file, marks } = sceneOf(path, `[Service]\n^ExecStart=/usr/bin/${program} --port 8000\n`);
    const { changes } = conversionAt(snapshot, file, { from: marks[0]!, to: marks[0]! })!;
    return {
      title: `conversion: ${program}`,
      manager: 'system',
      others: new Map(),
      filesIn: (language) => changed(snapshot, changes, language),
    };
  });
}

/** The fixes that make files, of all examples of pages. */
function fixes(): Written[] {
  return [...scenesOfExamples()].flatMap(({ snapshot, file }) =>
    diagnose(snapshot, file).flatMap(({ code, fixes: offered }) =>
      offered
        .filter(({ changes }) => changes.some(({ kind }) => kind === 'create'))
        .map(({ title, changes }) => ({
          title: `${code}: ${english(title)}`,
          manager: 'system' as const,
          others: new Map([...snapshot.files()].map(({ path, text }) => [path, text])),
          filesIn: (language: Language) => changed(snapshot, changes, language),
        })),
    ),
  );
}

/** The files that changes make and edit, as they are then. */
function changed(
  snapshot: Snapshot,
  changes: readonly FileChange<string | Message>[],
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(
    changes.map((change) => {
      if (change.kind === 'create') return [change.file, render(change.text, language)];
      if (change.kind === 'rename') throw new Error('A file that is renamed is not new.');
      const edits = change.edits.map(({ range, newText }) => ({ range, newText: render(newText, language) }));
      return [change.file, applyEdits(snapshot.file(change.file)!.text, edits)];
    }),
  );
}
