import { expect, it } from 'vitest';
import type { Disk } from '../disk/disk.ts';
import { connect } from './client-for-tests.ts';
import { NO_RUNTIME } from './runtime.ts';

const PULLS = { textDocument: { diagnostic: {} } };
const codes = (found: readonly { code?: unknown }[]): unknown[] => found.map(({ code }) => code);

it('two versions of a file under one path are two documents', async () => {
  const client = connect();
  await client.initialize(PULLS);
  const [file, old, older] = ['file:///w/a.service', 'git:/w/a.service?HEAD', 'git:/w/a.service?~'];
  await client.open(file!, '[Service]\nExecStart=/bin/true\nOne=1\n');
  await client.open(old!, '[Service]\nExecStart=/bin/true\nTwo=1\nThree=1\n');
  await client.open(older!, '');
  const found = async () => Promise.all([file, old, older].map(async (uri) => (await client.pull(uri!)).length));
  expect(await found()).toEqual([1, 2, 0]);
  await client.close(older!);
  expect(await found()).toEqual([1, 2, 0]);
  await client.change(old!, 2, '[Service]\nExecStart=/bin/true\n');
  expect(await found()).toEqual([1, 0, 0]);
  await client.close(file!);
  expect(await found()).toEqual([0, 0, 0]);
});

it('a file that is open under two spellings of its URI is that of the one still open', async () => {
  const client = connect();
  await client.initialize(PULLS);
  const [one, other] = ['file:///w/a%40.service', 'file:///w/a@.service'];
  await client.open(one!, '[Service]\nExecStart=/bin/true\nOne=1\n');
  await client.open(other!, '[Service]\nExecStart=/bin/true\nOne=1\nTwo=1\n');
  expect(await client.pull(one!)).toHaveLength(2);
  await client.close(other!);
  expect(await client.pull(one!)).toHaveLength(1);
  await client.close(one!);
  expect(await client.pull(one!)).toEqual([]);
});

it('edits of a document that is not open are no reason to fail', async () => {
  const client = connect();
  await client.initialize(PULLS);
  await client.change('file:///w/a.service', 2, '[Service]\nNope=1\n');
  await client.close('file:///w/a.service');
  expect(await client.pull('file:///w/a.service')).toEqual([]);
  expect(client.errors).toEqual([]);
});

it.each([
  ['git:/w/a.socket?HEAD', ['unknown-directive']],
  ['vscode-vfs://github/w/a.socket', ['unknown-directive']],
  ['file:///w/a.socket', ['accept-without-template', 'unknown-directive']],
])(
  'a server with a disk says of %s only what does not depend on its neighbours, which it cannot see',
  async (uri, found) => {
    const nothing = () => undefined;
    const disk: Disk = { list: nothing, read: () => 'unreadable', kind: nothing, link: nothing, real: nothing };
    const client = connect({ ...NO_RUNTIME, disk });
    await client.initialize(PULLS);
    await client.open(uri, '[Socket]\nListenStream=9999\nAccept=yes\nNope=1\n[Install]\nWantedBy=sockets.target\n');
    expect(codes(await client.pull(uri))).toEqual(found);
  },
);
