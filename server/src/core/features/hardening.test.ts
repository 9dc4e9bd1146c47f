import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import { hardeningAt } from './hardening.ts';

const SOCKET = { '/u/a.socket': '[Socket]\nListenStream=80\n' };
const POWERLESS = '[Service]\nExecStart=/bin/a\nUser=web\nNoNewPrivileges=yes\n';

/** The lines that would be added. */
function added(
  service: string,
  others = SOCKET as Readonly<Record<string, string>>,
  settings: Partial<Settings> = {},
): string[] {
  const { snapshot, file } = sceneOf('/u/a.service', service, others, { ...DEFAULT_SETTINGS, ...settings });
  const fix = hardeningAt(snapshot, file, { from: 0, to: 0 });
  const edits = fix?.changes.flatMap((change) => (change.kind === 'edit' ? change.edits : [])) ?? [];
  const before = new Set(service.split('\n'));
  return applyEdits(service, edits)
    .split('\n')
    .filter((line) => !before.has(line));
}

const LINES = [
  'CapabilityBoundingSet=',
  'ProtectControlGroups=yes',
  'RestrictRealtime=yes',
  'SystemCallFilter=~@swap @module @raw-io',
  'SystemCallErrorNumber=EPERM',
];

it.each([
  ['a user without privileges who can gain none', POWERLESS],
  ['a user that is made up', '[Service]\nExecStart=/bin/a\nDynamicUser=yes\n'],
])('takes from %s what it cannot do', (_, service) => expect(added(service)).toEqual(LINES));

it.each([
  ['that runs as root', '[Service]\nExecStart=/bin/a\nNoNewPrivileges=yes\n'],
  ['that may gain privileges', '[Service]\nExecStart=/bin/a\nUser=web\n'],
  ['that is given a capability', `${POWERLESS}AmbientCapabilities=CAP_NET_RAW\n`],
  ['that has a command with privileges', `${POWERLESS}ExecStartPre=+/bin/b\n`],
  ['that manages control groups', `${POWERLESS}Delegate=yes\n`],
  ['that logs in', `${POWERLESS}PAMName=login\n`],
  ['that is scheduled in real time', `${POWERLESS}CPUSchedulingPolicy=rr\n`],
])('offers nothing to a service %s', (_, service) => expect(added(service)).toEqual([]));

it('offers nothing where no socket starts it, or to a service of a user', () => {
  expect(added(POWERLESS, {})).toEqual([]);
  expect(added(POWERLESS, SOCKET, { manager: 'user' })).toEqual([]);
});

it('leaves alone what is written already', () => {
  expect(added(`${POWERLESS}CapabilityBoundingSet=CAP_KILL\nSystemCallFilter=@system-service\n`)).toEqual([
    'ProtectControlGroups=yes',
    'RestrictRealtime=yes',
  ]);
});

it.each([
  ['RestrictNamespaces=yes', {}, 'SystemCallFilter=~@swap @module @raw-io @reboot'],
  ['Nice=1', { architecture: 's390x' }, 'SystemCallFilter=~@swap @module'],
])('with %s and %j it filters %s', (line, settings, filter) => {
  expect(added(`${POWERLESS}${line}\n`, SOCKET, settings)).toContain(filter);
});

it('is offered at the header alone', () => {
  const { snapshot, file } = sceneOf('/u/a.service', POWERLESS, SOCKET);
  const { length } = POWERLESS;
  expect(hardeningAt(snapshot, file, { from: length, to: length })).toBeUndefined();
});
