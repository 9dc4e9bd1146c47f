import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { ok } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { prepareDeployment, verification } from './deployment.ts';

const LATIN = Uint8Array.of(0x23, 0xe9, 0x0a);

it('installs the bytes on disk, which the text of a plan cannot always hold', async () => {
  const deployment = await prepared(['a.socket', 'b.socket'], (uri) => (uri.endsWith('/a.socket') ? LATIN : undefined));
  expect(deployment.items.map(({ wanted }) => wanted.bytes)).toEqual([LATIN, new TextEncoder().encode('#\ufffd\n')]);
});

it('has the units verified that can be named to systemd-analyze', async () => {
  const both = await prepared(['a.socket', 'web:80.socket', 'a.socket.d/x.conf'], () => LATIN);
  expect(verification(both)?.slice(-2)).toEqual(['--', '/u/a.socket']);
  expect(verification(await prepared(['web:80.socket'], () => LATIN))).toBeUndefined();
  expect(verification({ ...both, items: both.items.map((item) => ({ ...item, change: 'none' })) })).toBeUndefined();
});

async function prepared(names: readonly string[], read: (uri: string) => Uint8Array | undefined) {
  const files = names.map((name) => {
    return {
      source: `file:///w/${name}`,
      destination: name,
      text: '#\ufffd\n',
      mode: 0o644,
      unit: name.split('.d/')[0],
    };
  });
  const target = {
    manager: 'system',
    unitDirectory: async () => ok('/u'),
    resolve: async (path: string) => ok(path),
    read: async () => ok({ kind: 'absent' }),
  };
  const plan = { files, handlers: [] } as unknown as Plan;
  const made = await prepareDeployment(target as unknown as Target, plan, async (uri) => read(uri));
  if (made.kind !== 'ok') throw new Error(made.kind);
  return made.value;
}
