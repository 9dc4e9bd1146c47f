import { expect, test } from 'vitest';
import { directiveEver } from '../../catalogue/catalogue.ts';
import { diagnose } from '../../findings/run.ts';
import { sceneOf } from '../../testing/scene.ts';
import { english } from '../../text/message.ts';
import { NAMESPACE_SETTINGS, PRIVILEGES } from './user-manager-privileges.ts';

const HERE = '/w/systemd/user/demo.service';

/** What is said of lines in a service of a user: the effect and the status of each. */
function said(lines: string, version: number, path = HERE, exec = 'ExecStart=/bin/true') {
  const { snapshot, file } = sceneOf(path, `[Service]\n${exec}\n${lines}\n`, {}, { version });
  return diagnose(snapshot, file)
    .filter(({ code }) => code === 'privilege-in-user-manager')
    .map(({ effect, message }) => `${effect} ${/status (\d+)/.exec(english(message))?.[1]}`)
    .join(', ');
}

test.each([...PRIVILEGES.map(({ key }) => key), ...NAMESPACE_SETTINGS])('%s= is a directive of services', (key) => {
  expect(directiveEver('Service', key)).toBeDefined();
});

// As seen in user managers of these versions.
test.each<[string, string, string, string]>([
  ['User=root', 'fail 216', 'fail 216', 'fail 216'],
  ['User=alice', 'fail 216', 'fail 216', 'advice 216'],
  ['User=%u', 'fail 216', 'fail 216', ''],
  ['User=1000', 'fail 216', 'fail 216', 'advice 216'],
  ['Group=audio', 'fail 216', 'fail 216', 'fail 216'],
  ['Group=alice', 'advice 216', 'advice 216', 'advice 216'],
  ['Group=%G', '', '', ''],
  ['SupplementaryGroups=audio video', 'fail 216', 'fail 216', 'fail 216'],
  ['SupplementaryGroups=', '', '', ''],
  ['DynamicUser=yes', 'fail 217', 'fail 217', ''],
  ['DynamicUser=no', '', '', ''],
  ['PrivateUsers=identity', '', '', 'fail 217'],
  ['AmbientCapabilities=CAP_KILL', 'fail 218', 'fail 218', 'fail 218'],
  ['AmbientCapabilities=CAP_KILL\nPrivateUsers=yes', '', '', ''],
  ['AmbientCapabilities=CAP_KILL\nProtectSystem=yes', 'fail 218', '', ''],
  ['AmbientCapabilities=CAP_KILL\nProtectSystem=no', 'fail 218', 'fail 218', 'fail 218'],
  ['AmbientCapabilities=', '', '', ''],
  ['CapabilityBoundingSet=', 'fail 218', 'fail 218', 'fail 218'],
  ['CapabilityBoundingSet=~CAP_KILL', 'fail 218', 'fail 218', 'fail 218'],
  ['CapabilityBoundingSet=~', '', '', ''],
  ['CapabilityBoundingSet=CAP_KILL\nCapabilityBoundingSet=~', '', '', ''],
  ['PrivateDevices=yes', 'fail 218', '', ''],
  ['ProtectClock=yes', 'fail 218', '', ''],
  ['SecureBits=noroot', 'fail 213', 'fail 213', 'fail 213'],
  ['CPUSchedulingPolicy=rr', 'fail 214', 'fail 214', 'fail 214'],
  ['CPUSchedulingPolicy=batch', '', '', ''],
  ['IOSchedulingClass=1', 'fail 211', 'fail 211', 'fail 211'],
  ['IOSchedulingClass=idle', '', '', ''],
  ['NetworkNamespacePath=/run/netns/x', 'fail 225', 'fail 225', 'fail 225'],
  ['RootDirectory=/srv', 'fail 226', '', ''],
  ['BindPaths=/srv:/mnt', 'fail 226', '', ''],
  ['BindPaths=-/srv:/srv /tmp', '', '', ''],
  ['TemporaryFileSystem=/mnt', 'fail 226', '', ''],
  ['MountImages=/x.raw:/mnt', 'fail 226', 'fail 226', ''],
  ['Nice=-5\nOOMScoreAdjust=-100\nLimitNOFILE=infinity', '', '', ''],
  ['ProtectSystem=strict\nPrivateTmp=yes\nNoNewPrivileges=yes', '', '', ''],
])('%s fails in 252, 254 and 262 as %s, %s, %s', (lines, ...expected) => {
  expect([252, 254, 262].map((version) => said(lines, version))).toEqual(expected);
});

test.each([
  ['a unit of the system', '/w/systemd/system/demo.service'],
  ['a unit of root’s own manager', '/root/.config/systemd/user/demo.service'],
])('%s may', (_, path) => {
  expect(said('User=www-data\nAmbientCapabilities=CAP_KILL', 252, path)).toBe('');
});

test('a name is one’s own in one’s own home', () => {
  const home = '/home/alice/.config/systemd/user/demo.service';
  expect(said('User=alice\nGroup=alice', 262, home)).toBe('');
  expect(said('User=bob', 262, home)).toBe('advice 216');
});

test('commands with full privileges are outside of the sandbox, but not of the user', () => {
  const lines = 'CapabilityBoundingSet=CAP_KILL\nSupplementaryGroups=audio';
  expect(said(lines, 262, HERE, 'ExecStart=-+/bin/true')).toBe('fail 216');
  expect(said(lines, 262, HERE, 'ExecStartPre=/bin/true\nExecStart=+/bin/true')).toBe('fail 218, fail 216');
});

test('settings of a socket are for its commands', () => {
  const socket = (more: string) =>
    said('', 262, '/w/systemd/user/demo.socket', `User=root\n[Socket]\nListenStream=8080\nUser=root\n${more}`);
  expect(socket('')).toBe('');
  expect(socket('ExecStartPre=/bin/true')).toBe('fail 216');
});
