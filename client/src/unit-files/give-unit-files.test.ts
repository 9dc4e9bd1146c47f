import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DiskFilesParams } from '../../../server/src/protocol/disk-files.ts';
import type { Files } from './files.ts';
import { createGiver, type Giver } from './give-unit-files.ts';
import { isUnitPath } from './unit-documents.ts';

/** A file system in memory: texts by URI, `null` for a file that nobody may read. What stands in `links` is a symbolic link. */
function fileSystem(texts: Record<string, string | null>, { searches = true, links = new Set<string>() } = {}) {
  const read: string[] = [];
  const bytes = (uri: string) => {
    const text = texts[uri];
    if (text === null) throw new Error('not allowed');
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const files: Files = {
    find: async (folder, most) =>
      searches
        ? Object.keys(texts)
            .filter((uri) => uri.startsWith(`${folder}/`) && isUnitPath(uri) && !links.has(uri))
            .slice(0, most)
        : undefined,
    list: async (folder) => {
      const names = Object.keys(texts).flatMap((uri) =>
        uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : [],
      );
      const isFolder = (name: string) => names.some((one) => one.startsWith(`${name}/`));
      return [...new Set(names.map((name) => name.split('/')[0] ?? ''))].map((name) => ({
        uri: `${folder}/${name}`,
        isFolder: isFolder(name),
        isLink: links.has(`${folder}/${name}`),
      }));
    },
    look: async (uri) => {
      const size = bytes(uri)?.length;
      return size === undefined
        ? undefined
        : { size, isLink: links.has(uri), isDevice: texts[uri] === '' && links.has(uri) };
    },
    read: async (uri) => {
      read.push(uri);
      return bytes(uri);
    },
  };
  return { texts, files, read };
}

let gifts: DiskFilesParams[] = [];

beforeEach(() => {
  gifts = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

async function begun(files: Files, folders: readonly string[] = ['mem:/w']): Promise<Giver> {
  const giver = createGiver(
    files,
    () => folders,
    async (params) => void gifts.push(params),
    { files: 5, folders: 10, size: 30, whole: 60 },
  );
  giver.begin();
  await settled();
  return giver;
}

const settled = () => vi.advanceTimersByTimeAsync(1000);

/** The last gift: the texts of its files by URI, null for those that are gone. */
function last(): Record<string, string | null> {
  const files = gifts.at(-1)?.files ?? [];
  return Object.fromEntries(files.map(({ uri, content }) => [uri, content === null ? null : atob(content)]));
}

it('all unit files of the folders are given together, and nothing else is read', async () => {
  const { files, read } = fileSystem({
    'mem:/w/a.socket': 'A',
    'mem:/w/sub/a%40.service': 'B',
    'mem:/w/a.socket.d/x.conf': 'C',
    'mem:/v/c.timer': 'D',
    'mem:/w/web.container': 'E',
    'mem:/w/b.service.in': 'F',
    'mem:/w/readme.md': 'no',
    'mem:/w/node_modules/p/p.service': 'no',
    'mem:/w/multi-user.target.wants/a.service': 'no',
  });
  await begun(files, ['mem:/w', 'mem:/v']);
  expect(gifts).toHaveLength(1);
  expect(last()).toEqual({
    'mem:/w/a.socket': 'A',
    'mem:/w/sub/a%40.service': 'B',
    'mem:/w/a.socket.d/x.conf': 'C',
    'mem:/v/c.timer': 'D',
    'mem:/w/web.container': 'E',
    'mem:/w/b.service.in': 'F',
  });
  expect(read).toHaveLength(6);
  expect(gifts[0]?.whole).toEqual(['mem:/w', 'mem:/v', 'untitled:']);
});

it('a folder without any is whole as well', async () => {
  await begun(fileSystem({ 'mem:/w/readme.md': 'no' }).files);
  expect(gifts).toEqual([{ files: [], whole: ['mem:/w', 'untitled:'] }]);
});

it('a file system that cannot be searched is walked through', async () => {
  const texts = { 'mem:/w/a.socket': 'A', 'mem:/w/x/y/b.service': 'B', 'mem:/w/x/.git/c.service': 'no' };
  await begun(fileSystem(texts, { searches: false }).files);
  expect(Object.keys(last())).toEqual(['mem:/w/a.socket', 'mem:/w/x/y/b.service']);
});

it('a link that no search gives is found beside other units', async () => {
  const links = new Set(['mem:/w/masked.service']);
  const { files, read } = fileSystem({ 'mem:/w/a.socket': 'A', 'mem:/w/masked.service': '' }, { links });
  await begun(files);
  expect(read).toEqual(['mem:/w/a.socket']);
  expect(gifts[0]?.files.find(({ link }) => link)).toEqual({ uri: 'mem:/w/masked.service', content: '', link: true });
});

it('files that are made, changed and deleted are followed', async () => {
  const { files, texts } = fileSystem({ 'mem:/w/a.socket': 'A' });
  const giver = await begun(files);
  texts['mem:/w/a%40.service'] = 'B';
  giver.created('mem:/w/a%40.service');
  texts['mem:/w/a.socket'] = 'A2';
  giver.changed('mem:/w/a.socket');
  giver.changed('mem:/w/notes.txt');
  giver.changed('mem:/elsewhere/b.socket');
  await settled();
  expect(gifts).toHaveLength(2);
  expect(last()).toEqual({ 'mem:/w/a%40.service': 'B', 'mem:/w/a.socket': 'A2' });
  delete texts['mem:/w/a%40.service'];
  giver.deleted('mem:/w/a%40.service');
  await settled();
  expect(last()).toEqual({ 'mem:/w/a%40.service': null });
  giver.deleted('mem:/w/notes.txt');
  await settled();
  expect(gifts).toHaveLength(3);
});

it('a folder that is renamed takes its files with it, in one go', async () => {
  const { files, texts } = fileSystem({ 'mem:/w/old/a.socket': 'A' });
  const giver = await begun(files);
  delete texts['mem:/w/old/a.socket'];
  texts['mem:/w/new/a.socket'] = 'A';
  giver.deleted('mem:/w/old');
  giver.created('mem:/w/new');
  await settled();
  expect(gifts).toHaveLength(2);
  expect(last()).toEqual({ 'mem:/w/old/a.socket': null, 'mem:/w/new/a.socket': 'A' });
});

it('no folder is called whole while a file of it cannot be given', async () => {
  const { files, texts } = fileSystem({ 'mem:/w/a.socket': 'A', 'mem:/w/secret.service': null });
  const giver = await begun(files);
  expect(gifts[0]?.whole).toEqual([]);
  texts['mem:/w/secret.service'] = 'x'.repeat(31);
  giver.changed('mem:/w/secret.service');
  await settled();
  expect(gifts[1]?.whole).toEqual([]);
  texts['mem:/w/secret.service'] = 'B';
  giver.changed('mem:/w/secret.service');
  await settled();
  expect(gifts[2]?.whole).toEqual(['mem:/w', 'untitled:']);
});

it('nor where there are more files or folders than are looked for', async () => {
  const many = Object.fromEntries(Array.from({ length: 6 }, (_, number) => [`mem:/w/${number}.service`, 'A']));
  await begun(fileSystem(many).files);
  expect(gifts[0]?.whole).toEqual([]);
  const deep = { [`mem:/w/${'x/'.repeat(10)}a.service`]: 'A' };
  await begun(fileSystem(deep, { searches: false }).files);
  expect(gifts[1]?.whole).toEqual([]);
});

it('nor where it cannot be read', async () => {
  const { files } = fileSystem({}, { searches: false });
  await begun({ ...files, list: async () => undefined });
  expect(gifts).toEqual([{ files: [], whole: [] }]);
});

it('nor where they are too large together', async () => {
  const [a, b] = ['mem:/w/a.service', 'mem:/w/b.service'];
  const { files, texts } = fileSystem({ [a]: 'x'.repeat(30), [b]: 'x'.repeat(30) });
  const giver = await begun(files);
  expect(gifts[0]?.files.filter(({ content }) => content !== null)).toHaveLength(1);
  expect(gifts[0]?.whole).toEqual([]);
  texts[a] = 'x';
  texts[b] = 'x';
  giver.look();
  giver.changed(a);
  await settled();
  expect(gifts[1]?.whole).toEqual(['mem:/w', 'untitled:']);
});

it('a document from outside the workspace brings its neighbours', async () => {
  const { files } = fileSystem({
    'mem:/w/a.socket': 'A',
    'mem:/etc/b.socket': 'B',
    'mem:/etc/b.socket.d/x.conf': 'C',
    'mem:/etc/deep/c.service': 'no',
  });
  const giver = await begun(files);
  giver.opened('mem:/w/a.socket');
  giver.opened('untitled:Untitled-1');
  giver.opened('mem:/etc/b.socket.d/x.conf');
  await settled();
  expect(gifts).toHaveLength(2);
  expect(Object.keys(last())).toEqual(['mem:/etc/b.socket', 'mem:/etc/b.socket.d/x.conf']);
  expect(gifts[1]?.whole).toEqual(['mem:/w', 'mem:/etc', 'untitled:']);
});

it('a server that begins anew is given everything again, even if that happens during a round', async () => {
  const { files } = fileSystem({ 'mem:/w/a.socket': 'A' });
  const giver = await begun(files);
  giver.begin();
  await settled();
  expect(gifts[1]).toEqual(gifts[0]);
  giver.begin();
  giver.begin();
  await settled();
  expect(gifts.slice(2)).toEqual([gifts[0]]);
});
