import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hardeningAt } from '../../server/src/core/features/hardening.ts';
import { sceneOf } from '../../server/src/core/testing/scene.ts';
import { applyEdits } from '../../server/src/core/text/edit.ts';
import { everyManager } from './harness/every-manager.ts';
import { systemdVersion } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { tryUnits } from './harness/try-units.ts';

// What the quick fix on [Service] writes is shown to the system manager of each systemd at hand: the services answer as before.

const SERVICES: Readonly<Record<string, { readonly socket: string; readonly service: string }>> = {
  'a service that accepts': {
    socket: '[Socket]\nListenStream=7801\n',
    service: '[Service]\nExecStart=/usr/local/bin/answer\nDynamicUser=yes\n',
  },
  'an instance for each connection': {
    socket: '[Socket]\nListenStream=81\nAccept=yes\n',
    service:
      '[Service]\nExecStart=/usr/local/bin/answer\nStandardInput=socket\nUser=daemon\nNoNewPrivileges=yes\nRestrictNamespaces=yes\n',
  },
};

const CANDIDATES = everyManager()
  .filter(({ scope }) => scope === 'system')
  .map((one) => ({ ...one, title: one.release ? `systemd ${one.release.systemd}` : 'this machine' }));

describe.each(CANDIDATES)('the system manager of $title', async (candidate) => {
  const reason = await candidate.lacks();
  let manager: Manager;
  let version = 0;

  beforeAll(async () => {
    if (reason !== undefined) return;
    manager = await candidate.start();
    version = await systemdVersion(await candidate.root());
  });
  afterAll(() => manager?.stop());

  test.for(Object.entries(SERVICES))('%s works as before', async ([title, { socket, service }], context) => {
    if (reason !== undefined) return context.skip(reason);
    const name = title.startsWith('an instance') ? 'harden@.service' : 'harden.service';
    const { snapshot, file } = sceneOf(`/u/${name}`, service, { '/u/harden.socket': socket }, { version });
    const fix = hardeningAt(snapshot, file, { from: 0, to: 0 });
    const edits = fix?.changes.flatMap((change) => (change.kind === 'edit' ? change.edits : [])) ?? [];
    expect(edits).not.toEqual([]);
    const units = [
      { name: 'harden.socket', text: socket },
      { name, text: applyEdits(service, edits) },
    ];
    expect(await tryUnits(manager, units)).toEqual([]);
  });
});
