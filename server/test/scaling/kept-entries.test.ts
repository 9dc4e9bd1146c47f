import { Session } from 'node:inspector';
import { expect, it } from 'vitest';
import { diagnose } from '../../src/core/findings/run.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import { diskInMemory } from '../../src/disk/disk-for-tests.ts';
import { connect } from '../../src/lsp/client-for-tests.ts';
import { NO_RUNTIME } from '../../src/lsp/runtime.ts';
import { createWorkspaceFiles } from '../../src/lsp/workspace-files.ts';

// Every table that lives as long as the server shrinks when files go, or is bounded. The tables are not listed here: all maps and sets of
// the process are searched for what went.

/** In every name and word of what goes. */
const MARK = 'gone-for-good';

/** Longer than what is remembered of values by the value, of which thousands are. */
const LONG = 'x'.repeat(210);

/** The files of a folder, all words of which are new. */
function filesOf(round: number): Readonly<Record<string, string>> {
  const word = `${MARK}-${round}-${LONG}`;
  const name = `${MARK}-${round}`;
  return {
    [`/${name}/${name}.socket`]: `[Socket]\nListenStream=/run/${word}\nListenStream=${1 + (round % 60_000)}\nService=${word}.service\n`,
    [`/${name}/${name}.service`]: `[Unit]\nWants=${word}.socket\nAfter=${word}.target\n[Service]\nType=dbus\nBusName=a.${word}\nSockets=${word}.socket\nExecStart=/bin/${word}\n[${word}]\n${word}=1\n`,
    [`/${name}/${name}.service.d/${name}.conf`]: `[Service]\nEnvironment=${word}=1\n${word}=1\n`,
  };
}

const ROUNDS = 1200;

it('a host and what reads the disk into it keep nothing of files that are closed and in no workspace', () => {
  const host = createHost(DEFAULT_SETTINGS, { remembers: 2_000 });
  for (let round = 0; round < ROUNDS; round++) {
    const files = filesOf(round);
    const workspace = workspaceOf(files);
    const judge = (): void => {
      const snapshot = host.snapshot();
      for (const path of Object.keys(files)) diagnose(snapshot, snapshot.file(path)!);
    };
    for (const path of Object.keys(files)) workspace.readAround(path);
    judge();
    for (const [path, text] of Object.entries(files)) {
      host.apply([{ path, layer: 'editor', text: text.replaceAll(LONG, `edited-${LONG}`) }]);
    }
    judge();
    for (const path of Object.keys(files)) {
      host.apply([{ path, layer: 'editor', text: undefined }]);
      workspace.closed(path);
    }
  }
  expect([...host.snapshot().paths()]).toEqual([]);
  // What was looked up is bounded, and was of the last rounds.
  expect(entriesWith(MARK)).toBeLessThan(ROUNDS);

  /** One for all rounds would be the same, but for a disk that has all files at once. */
  function workspaceOf(files: Readonly<Record<string, string>>) {
    return createWorkspaceFiles(host, { ...NO_RUNTIME, disk: diskInMemory(files) }, expect.unreachable);
  }
});

it('what reads the disk keeps no path of files that are closed or deleted', async () => {
  const files = Object.assign({}, ...Array.from({ length: 50 }, (_, round) => filesOf(round))) as Record<
    string,
    string
  >;
  const disk = diskInMemory(files);
  const host = createHost(DEFAULT_SETTINGS, { remembers: 0 });
  const workspace = createWorkspaceFiles(host, { ...NO_RUNTIME, disk }, expect.unreachable);
  await new Promise<boolean>((done) => workspace.readFolders(['/'], done));
  for (const path of Object.keys(files)) workspace.readAround(path);
  expect([...host.snapshot().paths()]).toHaveLength(Object.keys(files).length);
  workspace.readFolders([], (hasNews) => expect(hasNews).toBe(false));
  // They are still open.
  expect([...host.snapshot().paths()]).toHaveLength(Object.keys(files).length);
  for (const path of Object.keys(files)) workspace.closed(path);
  expect([...host.snapshot().paths()]).toEqual([]);
});

it.each([true, false])(
  'a server keeps no URI of documents that are closed, where diagnostics are pulled: %s',
  async (pulls) => {
    const client = connect();
    await client.initialize(pulls ? { textDocument: { diagnostic: {} } } : {});
    for (let round = 0; round < 50; round++) {
      const uri = `file:///${MARK}/a${round}.service`;
      await client.open(uri, '[Service]\nExecStart=/bin/true\n');
      await client.change(uri, 2, '[Service]\nExecStart=/bin/true\nNope=1\n');
      if (pulls) await client.pull(uri);
      await client.close(uri);
      if (pulls) await client.pull(uri);
    }
    await client.settled();
    // Longer than what is compared after an edit waits.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.settled();
    expect(entriesWith(`file:///${MARK}`)).toBe(0);
  },
);

/** How many keys of all maps and sets of the process are texts with a word in them, once all that can go has gone. */
function entriesWith(word: string): number {
  const session = new Session();
  session.connect();
  try {
    const post = (method: string, params: object): unknown => {
      let answer: unknown;
      session.post(method, params, (error, result) => {
        if (error) throw error;
        answer = result;
      });
      return answer;
    };
    const count = (prototype: string): number => {
      const { result } = post('Runtime.evaluate', { expression: `${prototype}.prototype` }) as Remote;
      const { objects } = post('Runtime.queryObjects', { prototypeObjectId: result.objectId }) as {
        objects: Remote['result'];
      };
      const counted = post('Runtime.callFunctionOn', {
        objectId: objects.objectId,
        functionDeclaration: COUNT.toString(),
        arguments: [{ value: word }],
        returnByValue: true,
      }) as { readonly result: { readonly value: number } };
      return counted.result.value;
    };
    return count('Map') + count('Set');
  } finally {
    session.disconnect();
  }
}

interface Remote {
  readonly result: { readonly objectId: string };
}

const COUNT = function (this: readonly (ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>)[], word: string): number {
  let count = 0;
  for (const one of this) {
    // Prototypes are among the objects, and have no keys.
    if (Object.hasOwn(one, 'constructor')) continue;
    for (const key of one.keys()) if (typeof key === 'string' && key.includes(word)) count++;
  }
  return count;
};
