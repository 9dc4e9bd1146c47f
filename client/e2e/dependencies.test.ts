import { describe, expect, test } from 'vitest';
import { differences, loadAll } from '../../server/src/core/testing/dependency-graph.ts';
import { askDependencies } from './harness/dependencies.ts';
import { everyManager } from './harness/every-manager.ts';
import { systemdVersion } from './harness/machine.ts';

// The dependencies that we work out from unit files are those that each manager at hand says its units have: packaged and made-up ones.

for (const { scope, release, root, start, lacks } of everyManager()) {
  describe(`a ${scope} manager, ${release ? `systemd ${release.systemd}` : 'the systemd of this machine'}`, async () => {
    const reason = await lacks();

    test('has the dependencies that we find', async (context) => {
      context.skip(reason !== undefined, reason);
      const folder = await root();
      const version = await systemdVersion(folder);
      const manager = await start();
      try {
        const { shown, request } = await askDependencies(manager, folder, version);
        const ours = loadAll(request);
        // What is mounted already has dependencies that come from the kernel's table of mounts.
        const fromKernel = new Set(request.mounted.filter((name) => request.snapshot.pathsNamed(name).length === 0));
        fromKernel.delete('-.mount');
        const isLeftOut = (name: string): boolean =>
          fromKernel.has(name) || HAS_MACHINE_ID.test(name) || (scope === 'user' && name === 'dg-dynamic.service');
        expect(Object.keys(shown).length).toBeGreaterThan(80);
        expect(differences(ours, shown, isLeftOut)).toEqual([]);
      } finally {
        await manager.stop();
      }
    });
  });
}

const HAS_MACHINE_ID = /[0-9a-f]{32}/;
