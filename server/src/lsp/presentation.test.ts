import { describe, expect, it } from 'vitest';
import {
  type ClientCapabilities,
  type CompletionItem,
  type Diagnostic,
  ErrorCodes,
  type Hover,
  type InitializeParams,
  ResponseError,
  type SignatureHelp,
} from 'vscode-languageserver/node';
import { connect, startWith } from './client-for-tests.ts';
import { presentationFor } from './presentation.ts';

// What a client announces of LSP 3.17's capabilities, and what it is sent then: each with and without.

const SERVICE = 'file:///w/a.service';
const SOCKET = 'file:///w/a.socket';
const ACCEPT = '[Socket]\nListenStream=9999\nAccept=yes\n';

function at(uri: string, line: number, character: number) {
  return { textDocument: { uri }, position: { line, character } };
}

describe('hover.contentFormat', () => {
  it.each([
    [['markdown'], 'markdown'],
    [['markdown', 'plaintext'], 'markdown'],
    [['plaintext', 'markdown'], 'plaintext'],
    [['plaintext'], 'plaintext'],
    [undefined, 'plaintext'],
  ] as const)('of %j gives %s', async (contentFormat, kind) => {
    const client = await startWith({ hover: contentFormat && { contentFormat: [...contentFormat] } });
    await client.open(SOCKET, ACCEPT);
    const { contents } = await client.ask<Hover>('textDocument/hover', at(SOCKET, 2, 3));
    expect(contents).toMatchObject({ kind });
    const { value } = contents as { value: string };
    expect(value.startsWith(kind === 'markdown' ? '**Accept=** in `[Socket]`\n' : 'Accept= in [Socket]\n')).toBe(true);
    expect(/[*`]|\]\(/.test(value)).toBe(kind === 'markdown');
  });
});

describe('completion', () => {
  it('is asked for again behind a slash, and otherwise not before another word', async () => {
    const client = await startWith({});
    const ask = async (text: string, character: number) => {
      await client.open(SERVICE, text);
      return client.ask<unknown>('textDocument/completion', at(SERVICE, 1, character));
    };
    expect(await ask('[Service]\nWorkingDirectory=\n', 17)).toMatchObject({
      isIncomplete: true,
      items: expect.any(Array),
    });
    expect(await ask('[Service]\nRestart=\n', 8)).toEqual(expect.any(Array));
  });

  async function items(completion: object, text: string, place: [number, number]) {
    const client = await startWith({ completion });
    await client.open(SERVICE, text);
    const found = await client.ask<CompletionItem[]>('textDocument/completion', at(SERVICE, ...place));
    const named = (label: string) => found.find((item) => item.label === label)!;
    return { client, named };
  }

  it.each([
    [['markdown'], { kind: 'markdown', value: expect.stringContaining('`[Service]`') }],
    [['plaintext'], expect.stringMatching(/^Restart= in \[Service\]\n/)],
    [undefined, expect.stringMatching(/^Restart= in \[Service\]\n/)],
  ] as const)('documentationFormat of %j', async (documentationFormat, expected) => {
    const completionItem = documentationFormat && { documentationFormat: [...documentationFormat] };
    const { client, named } = await items({ completionItem }, '[Service]\n\n', [1, 0]);
    const resolved = await client.ask<CompletionItem>('completionItem/resolve', named('Restart'));
    expect(resolved.documentation).toEqual(expected);
    const value = await items({ completionItem }, '[Service]\nRestart=\n', [1, 8]);
    expect(typeof value.named('always').documentation).toBe(
      documentationFormat?.[0] === 'markdown' ? 'object' : 'string',
    );
  });

  it.each([
    [{ valueSet: [1] }, 20],
    [undefined, 12],
  ])('completionItemKind of %j', async (completionItemKind, kind) => {
    const { named } = await items({ completionItemKind }, '[Service]\nRestart=\n', [1, 8]);
    expect(named('always').kind).toBe(kind);
  });

  it.each([
    [true, 2, `Restart=\${1|`],
    [false, 1, 'Restart='],
  ])('snippetSupport: %s', async (snippetSupport, format, begins) => {
    const { named } = await items({ completionItem: { snippetSupport } }, '[Service]\n\n', [1, 0]);
    expect(named('Restart').insertTextFormat).toBe(format);
    const { newText } = named('Restart').textEdit!;
    expect(newText.startsWith(begins)).toBe(true);
    expect(newText.includes('$')).toBe(snippetSupport);
  });
});

it.each([
  [['markdown'], 'object'],
  [undefined, 'string'],
] as const)('signatureInformation.documentationFormat of %j', async (documentationFormat, type) => {
  const client = await startWith({
    signatureHelp: documentationFormat && { signatureInformation: { documentationFormat: [...documentationFormat] } },
  });
  await client.open(SERVICE, '[Service]\nLimitNOFILE=\n');
  const help = await client.ask<SignatureHelp>('textDocument/signatureHelp', at(SERVICE, 1, 12));
  expect(help.signatures[0]?.parameters?.map(({ documentation }) => typeof documentation)).toContain(type);
});

describe('diagnostics', () => {
  const TEXTS = {
    [SERVICE]: '[Service]\nExecStart=/bin/true\nCPUShares=5\n',
    'file:///w/service.d/x.conf': '[Service]\nType=oneshot\nRestart=always\n',
  };

  async function found(
    textDocument: Parameters<typeof startWith>[0],
    rest: object = {},
  ): Promise<{ [code: string]: Diagnostic }> {
    const client = await startWith({ diagnostic: {}, ...textDocument }, rest);
    for (const [uri, text] of Object.entries(TEXTS)) await client.open(uri, text);
    return Object.fromEntries((await client.pull(SERVICE)).map((one) => [one.code, one]));
  }

  it.each(['publishDiagnostics', 'diagnostic'])('%s.relatedInformation', async (name) => {
    const { 'restart-of-oneshot': one } = await found({ [name]: { relatedInformation: true } });
    expect(one?.message).not.toContain('x.conf');
    expect(one?.relatedInformation).toEqual([
      {
        location: {
          uri: 'file:///w/service.d/x.conf',
          range: { start: { line: 2, character: 0 }, end: { line: 2, character: 14 } },
        },
        message: 'The cause is this line, which applies to several units.',
      },
    ]);
  });

  it('without it the message tells the related places', async () => {
    const { 'restart-of-oneshot': one } = await found({});
    expect(one).not.toHaveProperty('relatedInformation');
    expect(one?.message).toMatch(
      /\.\n\/w\/service\.d\/x\.conf:3: The cause is this line, which applies to several units\.$/,
    );
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [[2], [2]],
    [[], undefined],
    [undefined, undefined],
  ])('tagSupport of %j', async (valueSet, tags) => {
    const { 'removed-directive': one } = await found({
      publishDiagnostics: valueSet && { tagSupport: { valueSet: valueSet } },
    });
    expect(one?.tags).toEqual(tags);
  });

  it.each([true, false])('dataSupport: %s', async (dataSupport) => {
    const { 'removed-directive': one } = await found({ publishDiagnostics: { dataSupport } });
    expect(one?.data).toEqual(dataSupport ? { effect: 'note', scope: 'line' } : undefined);
  });

  const onTheWeb = expect.stringMatching(/^https:.*\/rules\/removed-directive\.html$/);
  it.each([
    [true, true, { href: 'systemd-rule:/removed-directive.md' }],
    [true, false, { href: onTheWeb }],
    [false, true, undefined],
    [false, false, undefined],
  ])(
    'codeDescriptionSupport: %s, of a client that shows rule pages: %s',
    async (codeDescriptionSupport, rulePages, wanted) => {
      const { 'removed-directive': one } = await found(
        { publishDiagnostics: { codeDescriptionSupport } },
        { experimental: { systemd: { rulePages } } },
      );
      expect(one?.codeDescription).toEqual(wanted);
    },
  );

  it.each([true, false])('publishDiagnostics.versionSupport: %s', async (versionSupport) => {
    const client = await startWith({ publishDiagnostics: { versionSupport } });
    const pushed = new Promise<object>((resolve) => {
      client.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await client.open(SERVICE, '');
    expect(await pushed).toEqual({ uri: SERVICE, diagnostics: [], ...(versionSupport && { version: 1 }) });
  });
});

it.each([true, false])('hierarchicalDocumentSymbolSupport: %s', async (hierarchicalDocumentSymbolSupport) => {
  const client = await startWith({ documentSymbol: { hierarchicalDocumentSymbolSupport } });
  await client.open(SOCKET, '[Socket]\nListenStream=1\n');
  const range = (line: number, last: number, end: number) => ({
    start: { line, character: 0 },
    end: { line: last, character: end },
  });
  const whole = range(0, 1, 14);
  const line = range(1, 1, 14);
  expect(await client.ask('textDocument/documentSymbol', { textDocument: { uri: SOCKET } })).toEqual(
    hierarchicalDocumentSymbolSupport
      ? [
          {
            name: 'Socket',
            detail: '',
            kind: 3,
            range: whole,
            selectionRange: range(0, 0, 8),
            children: [
              {
                name: 'ListenStream',
                detail: '1',
                kind: 7,
                range: line,
                selectionRange: range(1, 1, 12),
                children: [],
              },
            ],
          },
        ]
      : [
          { name: 'Socket', kind: 3, location: { uri: SOCKET, range: whole } },
          { name: 'ListenStream', kind: 7, location: { uri: SOCKET, range: line }, containerName: 'Socket' },
        ],
  );
});

it.each([true, false])('definition.linkSupport: %s', async (linkSupport) => {
  const client = await startWith({ definition: { linkSupport } });
  await client.open(SERVICE, '[Unit]\nAfter=x.service b@1.service\n');
  await client.open('file:///w/b%40.service', '');
  const targetUri = 'file:///w/b%40.service';
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const origin = { start: { line: 1, character: 16 }, end: { line: 1, character: 27 } };
  expect(await client.ask('textDocument/definition', at(SERVICE, 1, 18))).toEqual([
    linkSupport
      ? { originSelectionRange: origin, targetUri, targetRange: range, targetSelectionRange: range }
      : { uri: targetUri, range },
  ]);
});

it.each([true, false])('documentLink.tooltipSupport: %s', async (tooltipSupport) => {
  const client = await startWith({ documentLink: { tooltipSupport } });
  await client.open(SERVICE, '[Unit]\nDocumentation=man:cat(1)\n');
  const links = await client.ask<{ tooltip?: string }[]>('textDocument/documentLink', {
    textDocument: { uri: SERVICE },
  });
  expect(links).toHaveLength(1);
  expect('tooltip' in links[0]!).toBe(tooltipSupport);
});

describe('foldingRange', () => {
  const TEXT = '[Unit]\n# a\n# b\n[Service]\nExecStart=/bin/a \\\n b\n';

  it('rangeLimit', async () => {
    const count = async (rangeLimit?: number) => {
      const client = await startWith({ foldingRange: rangeLimit === undefined ? {} : { rangeLimit } });
      await client.open(SERVICE, TEXT);
      const folds = await client.ask<unknown[]>('textDocument/foldingRange', { textDocument: { uri: SERVICE } });
      return folds.length;
    };
    expect([await count(), await count(2), await count(0)]).toEqual([4, 2, 0]);
  });

  it('lineFoldingOnly: folds are whole lines for all clients', async () => {
    const client = await startWith({ foldingRange: { lineFoldingOnly: true } });
    await client.open(SERVICE, TEXT);
    const folds = await client.ask<object[]>('textDocument/foldingRange', { textDocument: { uri: SERVICE } });
    for (const fold of folds) expect(fold).not.toHaveProperty('startCharacter');
    expect(folds).toContainEqual({ startLine: 1, endLine: 2, kind: 'comment' });
    expect(folds).toContainEqual({ startLine: 4, endLine: 5 });
  });
});

it.each([[undefined], [{ range: true }], [{ range: false, full: true }]])(
  'semanticTokens.requests of %j',
  async (requests) => {
    const client = await startWith({ semanticTokens: requests && { requests } });
    expect(client.initialized.capabilities.semanticTokensProvider).toMatchObject({
      range: true,
      full: !(requests && 'range' in requests && requests.range),
    });
  },
);

it.each([undefined, ['utf-16'], ['utf-8', 'utf-16'], ['utf-32', 'utf-8']])(
  'general.positionEncodings of %j: places are counted in UTF-16',
  async (positionEncodings) => {
    const client = await startWith({}, positionEncodings && { general: { positionEncodings } });
    expect(client.initialized.capabilities.positionEncoding).toBe('utf-16');
    await client.open(SERVICE, '[Service]\nExecStart=/bin/true\nSyslogIdentifier=𝒳 é\nRestart=𝒳é\n');
    const found = await client.pull(SERVICE);
    expect(found.map(({ range }) => [range.start.character, range.end.character])).toContainEqual([8, 11]);
  },
);

describe('folders', () => {
  const uri = (name: string) => `file:///w/${name}`;
  it.each<[string, Partial<InitializeParams>, string[]]>([
    ['workspaceFolders', { workspaceFolders: [{ uri: uri('a'), name: 'a' }], rootUri: uri('b') }, ['x.socket']],
    ['rootUri without folders', { rootUri: uri('b') }, ['y.socket']],
    ['rootUri with no folder', { rootUri: uri('b'), workspaceFolders: [] }, ['y.socket']],
    ['rootUri with null', { rootUri: uri('b'), workspaceFolders: null }, ['y.socket']],
    ['rootPath', { rootPath: '/w/a' }, ['x.socket']],
    ['none', {}, []],
  ])('%s', async (_, more, names) => {
    const client = connect();
    await client.initialize({}, more);
    await client.open(uri('a/x.socket'), '[Socket]\nListenStream=1\n');
    await client.open(uri('b/y.socket'), '[Socket]\nListenStream=2\n');
    const sockets = await client.ask<{ unit: string }[]>('systemd/sockets');
    expect(sockets.map(({ unit }) => unit)).toEqual(names);
  });
});

describe('what the server asks of a client', () => {
  it('is only what that can do', async () => {
    const asked = async (capabilities: ClientCapabilities): Promise<string[]> => {
      const client = connect();
      const methods: string[] = [];
      client.connection.onRequest('client/registerCapability', ({ registrations }) => {
        methods.push(...registrations.map(({ method }: { method: string }) => method));
        return null;
      });
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        methods.push('workspace/diagnostic/refresh');
        return null;
      });
      await client.initialize(capabilities);
      await client.connection.sendNotification('initialized', {});
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { systemd: {} } });
      await client.settled();
      // Its answers have arrived too.
      await client.settled();
      return methods;
    };
    expect(await asked({ textDocument: { diagnostic: {} } })).toEqual([]);
    const workspace = {
      didChangeConfiguration: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
    };
    expect((await asked({ textDocument: { diagnostic: {} }, workspace })).toSorted()).toEqual([
      'workspace/diagnostic/refresh',
      'workspace/didChangeConfiguration',
    ]);
  });
});

it('a client that refuses what it has announced is served on', async () => {
  const client = connect();
  client.connection.onRequest('client/registerCapability', () => new ResponseError(ErrorCodes.MethodNotFound, 'no'));
  client.connection.onRequest(
    'workspace/diagnostic/refresh',
    () => new ResponseError(ErrorCodes.MethodNotFound, 'nor'),
  );
  const workspace = { didChangeConfiguration: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } };
  await client.initialize({ textDocument: { diagnostic: {} }, workspace });
  await client.connection.sendNotification('initialized', {});
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { systemd: {} } });
  await expect
    .poll(() => client.errors.filter((line) => line.startsWith('The client')))
    .toEqual(['The client did not take a message: no', 'The client did not take a message: nor']);
  await client.open(SERVICE, '[Service]\nExecStart=/bin/true\nNope=1\n');
  expect(await client.pull(SERVICE)).toHaveLength(1);
});

it('capabilities of the wrong type count for nothing', () => {
  const odd = {
    workspace: { workspaceEdit: { documentChanges: 1, resourceOperations: 'create' } },
    textDocument: {
      hover: { contentFormat: 'markdown' },
      completion: { completionItem: { tagSupport: { valueSet: 1 }, documentationFormat: {} } },
      publishDiagnostics: { tagSupport: true, relatedInformation: 'yes' },
    },
  } as unknown as ClientCapabilities;
  expect(presentationFor(odd)).toEqual(presentationFor({}));
});
