import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRIVILEGES } from '../../server/src/core/rules/services/user-manager-privileges.ts';
import { everyManager } from './harness/every-manager.ts';
import { systemdVersion } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { stateOf } from './harness/systemd-view.ts';

// The table of what a user manager cannot do is held to the user manager of each systemd at hand: each setting ends the process with the
// status that it has there, in the versions that it has there.

/** A value of each setting that needs the privilege, and lines that make it complete. */
const VALUES: Readonly<Record<string, string>> = {
  User: 'nobody',
  Group: 'root',
  SupplementaryGroups: 'root',
  DynamicUser: 'yes',
  PrivateUsers: 'identity',
  AmbientCapabilities: 'CAP_NET_BIND_SERVICE',
  CapabilityBoundingSet: '~CAP_SYS_ADMIN',
  PrivateDevices: 'yes',
  ProtectKernelModules: 'yes',
  ProtectKernelLogs: 'yes',
  ProtectClock: 'yes',
  SecureBits: 'noroot',
  CPUSchedulingPolicy: 'fifo',
  IOSchedulingClass: 'realtime',
  NetworkNamespacePath: '/run/netns/nowhere',
  RootDirectory: '/usr',
  TemporaryFileSystem: '/mnt',
  ExtensionDirectories: '/usr',
  LogNamespace: 'other',
  BindPaths: '/usr:/mnt',
  BindReadOnlyPaths: '/usr:/mnt',
  RootImage: '/nowhere.raw',
  MountImages: '/nowhere.raw:/mnt',
  ExtensionImages: '/nowhere.raw',
};

test('each setting of the table is tried', () => {
  expect(Object.keys(VALUES)).toEqual(PRIVILEGES.map(({ key }) => key));
});

const CANDIDATES = everyManager()
  .filter(({ scope }) => scope === 'user')
  .map((one) => ({ ...one, title: one.release ? `systemd ${one.release.systemd}` : 'this machine' }));

describe.each(CANDIDATES)('the user manager of $title', async (candidate) => {
  const reason = await candidate.lacks();
  const version = reason === undefined ? await systemdVersion(await candidate.root()) : 0;
  let manager: Manager;

  beforeAll(async () => {
    if (reason === undefined) manager = await candidate.start();
  });
  afterAll(() => manager?.stop());

  const there = PRIVILEGES.filter(
    ({ from = 0, until = Number.POSITIVE_INFINITY }) => version >= from && version < until,
  );
  test.for(there)('$key= ends the process with $status', async ({ key, status }, context) => {
    context.skip(reason !== undefined, reason);
    manager.install('a.service', `[Service]\nType=oneshot\nExecStart=/bin/true\n${key}=${VALUES[key]}\n`);
    await manager.systemctl('daemon-reload');
    const { code } = await manager.systemctl('start', 'a.service');
    const { ExecMainStatus: ended, LoadState: loaded } = await stateOf(manager, 'a.service');
    await manager.systemctl('reset-failed');
    expect({ code, loaded, ended }).toEqual({ code: 1, loaded: 'loaded', ended: status.split('/')[0] });
  });

  test('a service without any of them works', async (context) => {
    context.skip(reason !== undefined, reason);
    manager.install('a.service', '[Service]\nType=oneshot\nExecStart=/bin/true\n');
    await manager.systemctl('daemon-reload');
    expect((await manager.systemctl('start', 'a.service')).code).toBe(0);
  });
});
