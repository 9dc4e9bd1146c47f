import { expect, it } from 'vitest';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { asPlanned, asSaved, readFiles } from './source.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const [SOCKET, SERVICE] = [plannedFile('a.socket', 'planned'), plannedFile('a b@.service', 'planned')];

it('gives what is on disk, whatever the plan says', async () => {
  const read = await readFiles(
    planOf({ files: [SOCKET, SERVICE] }),
    asSaved(async (uri) => bytesOf(`disk ${uri}`)),
  );
  expect(read).toMatchObject({
    kind: 'ok',
    value: [{ ...SOCKET, bytes: bytesOf(`disk ${SOCKET.source}`) }, { bytes: bytesOf(`disk ${SERVICE.source}`) }],
  });
});

it.each(['file:///workspace/a%20b@.service', 'vscode-remote://ssh/workspace/a%20b@.service'])(
  'fails where %s was deleted since the plan was made, and names it',
  async (source) => {
    const files = [SOCKET, { ...SERVICE, source }];
    const read = asSaved(async (uri) => (uri === SOCKET.source ? bytesOf('disk') : undefined));
    expect(await readFiles(planOf({ files }), read)).toEqual({
      kind: 'file',
      operation: 'read',
      path: '/workspace/a b@.service',
      code: 'ENOENT',
    });
  },
);

it('has only the text of the plan for a document that was never saved', async () => {
  const files = [{ ...SOCKET, source: 'untitled:a.socket' }];
  const read = await readFiles(
    planOf({ files }),
    asSaved(async () => undefined),
  );
  expect(read).toMatchObject({ kind: 'ok', value: [{ bytes: bytesOf('planned') }] });
});

it('gives the text of the plan to compare with, and nothing of what the plan has no text of', async () => {
  expect(await readFiles(planOf({ files: [SOCKET] }), asPlanned)).toMatchObject({
    value: [{ bytes: bytesOf('planned') }],
  });
  expect(await asPlanned('file:///workspace/program')).toBeUndefined();
});
