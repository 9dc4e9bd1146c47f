import { expect, it } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver';
import type { Scene } from '../../src/lsp/scene.ts';
import { COMMANDS, OPEN_FILE, SUGGEST_AGAIN } from '../../src/protocol/commands.ts';
import { EDITOR } from '../lsp-client.ts';
import { numbered, times } from './input.ts';
import { excess } from './work.ts';

const { createHost } = await import('../../src/core/workspace/host.ts');
const { DEFAULT_SETTINGS } = await import('../../src/core/workspace/settings.ts');
const { answers, METHODS } = await import('../../src/lsp/answers-for-tests.ts');
const { presentationFor } = await import('../../src/lsp/presentation.ts');
const { NO_RUNTIME } = await import('../../src/lsp/runtime.ts');

/** A workspace, a file in it, and the words of that file at which something is asked. */
interface Workspace {
  readonly files: ReadonlyMap<string, string>;
  readonly asked: string;
  readonly words: readonly string[];
}

const LISTENERS = (index: number) => `ListenStream=${numbered(index)}\n`;
const SOCKET = '[Unit]\nDescription=A\n[Socket]\nListenStream=80\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';
const TEMPLATE = '[Unit]\nDescription=A\n[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';

/** Workspaces that have much of one thing. */
const SHAPES: Readonly<Record<string, (size: number) => Workspace>> = {
  'many lines': (size) => ({
    files: new Map([['a.socket', `[Unit]\nAfter=x.service\n[Socket]\n${times(size, LISTENERS).join('')}`]]),
    asked: 'a.socket',
    words: ['ListenStream', numbered(size - 1).toString(), 'x.service'],
  }),
  'many comments': (size) => ({
    files: new Map([['a.socket', `[Socket]\n${times(size, () => '# a\n').join('')}ListenStream=80\n`]]),
    asked: 'a.socket',
    words: ['# a', 'ListenStream', '80'],
  }),
  'many untidy lines': (size) => ({
    files: new Map([
      ['a.service', `[Service]\n${times(size, (i) => `Environment = A${numbered(i)}=b  \n`).join('')}Nice=1\n`],
    ]),
    asked: 'a.service',
    words: ['Environment', 'Nice'],
  }),
  'many continued lines': (size) => ({
    files: new Map([
      ['a.service', `[Service]\nEnvironment=${times(size, (i) => `A${numbered(i)}=b \\\n # c\n`).join('')}\n`],
    ]),
    asked: 'a.service',
    words: ['Environment', `A${numbered(0)}`, `A${numbered(size - 1)}`],
  }),
  'many sections': (size) => ({
    files: new Map([['a.socket', times(size, (i) => `[Socket]\nListenStream=${numbered(i)}\n[Unit]\n`).join('')]]),
    asked: 'a.socket',
    words: ['[Socket]', numbered(size - 1).toString()],
  }),
  'many words': (size) => ({
    files: new Map([['a.service', `[Unit]\nAfter=${times(size, (i) => `b${numbered(i)}.service`).join(' ')}\n`]]),
    asked: 'a.service',
    words: ['After', `b${numbered(0)}`, `b${numbered(size - 1)}`],
  }),
  'many variables': (size) => ({
    files: new Map([
      [
        'a.service',
        `[Service]\n${times(size, (i) => `Environment=A${numbered(i)}=b\nExecStartPre=/bin/echo $A${numbered(i)}\n`).join('')}`,
      ],
    ]),
    asked: 'a.service',
    words: ['ExecStartPre', `$A${numbered(0)}`, `$A${numbered(size - 1)}`],
  }),
  'many problems': (size) => ({
    files: new Map([
      ['a.service', `[Service]\n${times(size, () => `Restart=On-Failure\nNope=1\nrestart=On-Failure\n`).join('')}`],
    ]),
    asked: 'a.service',
    words: ['Restart', 'Nope'],
  }),
  'many drop-ins': (size) => ({
    files: new Map([
      ['a.socket', SOCKET],
      ['a@.service', TEMPLATE],
      ...times(size, (i) => [`a.socket.d/${numbered(i)}.conf`, `[Socket]\n${LISTENERS(i)}`] as const),
    ]),
    asked: 'a.socket',
    words: ['ListenStream', 'Accept', 'sockets.target'],
  }),
  'many addresses of documentation': (size) => ({
    files: new Map([
      ['a.service', `[Unit]\nDocumentation=${times(size, (i) => `https://a.example/${numbered(i)}`).join(' ')}\n`],
    ]),
    asked: 'a.service',
    words: ['Documentation', `${numbered(0)}`, `${numbered(size - 1)}`],
  }),
  'many links of files': (size) => ({
    files: new Map(
      times(size, (i) => [
        `a${numbered(i)}.service`,
        `[Unit]\nAfter=a${numbered(i + 1)}.service\nWants=a${numbered(0)}.service\n`,
      ]),
    ),
    asked: `a${numbered(0)}.service`,
    words: ['After', `a${numbered(1)}.service`, `a${numbered(0)}.service`],
  }),
  'many sockets': (size) => ({
    files: new Map(
      times(size, (i) => [
        [`a${numbered(i)}.socket`, SOCKET.replace('80', numbered(i).toString())] as const,
        [`a${numbered(i)}@.service`, TEMPLATE] as const,
      ]).flat(),
    ),
    asked: `a${numbered(0)}.socket`,
    words: ['ListenStream', 'Accept', 'sockets.target'],
  }),
  'many sockets of one service': (size) => ({
    files: new Map([
      [
        'a.service',
        `[Service]\nExecStart=/bin/cat\nSockets=${times(size, (i) => `a${numbered(i)}.socket`).join(' ')}\n`,
      ],
      ...times(
        size,
        (i) => [`a${numbered(i)}.socket`, `[Socket]\nListenStream=${numbered(i)}\nService=a.service\n`] as const,
      ),
    ]),
    asked: 'a.service',
    words: ['Sockets', `a${numbered(0)}.socket`, `a${numbered(size - 1)}.socket`],
  }),
  'many copies of a unit': (size) => ({
    files: new Map(
      times(size, (i) => [
        [`${numbered(i)}/a.socket`, SOCKET] as const,
        [`${numbered(i)}/a@.service`, TEMPLATE] as const,
      ]).flat(),
    ),
    asked: `${numbered(0)}/a.socket`,
    words: ['ListenStream', 'Accept', 'sockets.target'],
  }),
};

/** An editor of today with our extension in it. */
const CLIENT: ClientCapabilities = {
  ...(EDITOR as ClientCapabilities),
  experimental: { systemd: { commands: [...COMMANDS, OPEN_FILE, SUGGEST_AGAIN], rulePages: true } },
};

/** A request at each of the words and for the whole file, in a snapshot that has seen no request before. */
function asking(method: string, shape: (size: number) => Workspace): (size: number) => () => unknown[] {
  return (size) => {
    const { files, asked, words } = shape(size);
    const text = files.get(asked) ?? '';
    const uri = `file:///w/${asked}`;
    const lines = text.split('\n');
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const positions = words.map((word) => {
      const before = text.slice(0, text.lastIndexOf(word) + 1).split('\n');
      return { line: before.length - 1, character: before.at(-1)!.length };
    });
    // What systemd says of each line, of the unit as often, and of a line behind the last.
    const remarks = lines.flatMap((_, index) => [
      { uri, line: index + 1, severity: 'warning', text: 'a' },
      { uri, line: lines.length + 1, severity: 'warning', text: 'a' },
      { unit: asked, severity: 'error', text: 'a' },
      { unit: asked, severity: 'error', text: 'a not loaded, socket cannot be started' },
    ]);
    return () => {
      const host = createHost(DEFAULT_SETTINGS, { remembers: Number.POSITIVE_INFINITY });
      host.apply([...files].map(([name, text]) => ({ path: `/w/${name}`, layer: 'disk' as const, text })));
      const snapshot = host.snapshot();
      const presentation = presentationFor(CLIENT);
      const scene: Scene = {
        snapshot: () => snapshot,
        runtime: NO_RUNTIME,
        folders: () => ['/w'],
        presentation,
        hints: () => 'all',
      };
      const answer = answers(scene).get(method)!;
      return positions.map((position) =>
        answer({
          textDocument: { uri },
          position,
          positions,
          range,
          query: 'a',
          context: { diagnostics: [], includeDeclaration: true, only: ONLY.get(method) },
          manager: 'user',
          remarks,
          directives: DIRECTIVES,
          item: { uri, data: { name: asked } },
          format: 'dot',
          service: SERVICE,
          inetd: { text: lines.map(() => INETD).join(''), folder: 'file:///w' },
          code: 'bad-number',
          packaged: `[Socket]\n${lines.map((_, index) => `ListenStream=${index + 1}\n`).join('')}`,
          newName: `renamed.${asked.split('.').at(-1)}`,
          files: [{ oldUri: uri, newUri: `file:///w/renamed.${asked.split('.').at(-1)}` }],
          options: { tabSize: 2, insertSpaces: true },
        }),
      );
    };
  };
}

/** The kind of code action that fixes the whole file is made on demand only. */
const ONLY: ReadonlyMap<string, readonly string[]> = new Map([
  ['textDocument/codeAction', ['source.fixAll', 'refactor']],
]);

/** A service to be made, and an entry of inetd to be converted. */
const SERVICE = {
  ...{ name: 'new', folder: 'file:///w', manager: 'user', owner: 'me', type: 'stream', address: '8000' },
  program: { kind: 'proxy', to: 'localhost:80', backend: 'a.service' },
};
const INETD = 'ftp stream tcp nowait root /usr/bin/ftpd ftpd\n';

/** Those to be overridden in a drop-in. */
const DIRECTIVES = [
  { section: 'Socket', key: 'ListenStream' },
  { section: 'Service', key: 'Environment' },
  { section: 'Unit', key: 'After' },
];

/** Whether anything was found: a word, a number, or a place. */
function isAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return typeof answer === 'string' && answer !== '';
  return Object.values(answer).some((part) => typeof part === 'number' || isAnswer(part));
}

it.each(METHODS)('%s', async (method) => {
  const answered = Object.values(SHAPES).flatMap((shape) => asking(method, shape)(2)());
  expect((await Promise.all(answered)).filter(isAnswer)).not.toEqual([]);
  const found = Object.entries(SHAPES).map(([name, shape]) => [name, excess(asking(method, shape), 40)]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});
