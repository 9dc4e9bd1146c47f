import { expect, it } from 'vitest';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { diagnose } from './run.ts';

/**
 * What systemd 252, 257 and 262 make of a unit when they load it, one letter each: `r` refused, `w` a warning about the unit as a whole,
 * `-` nothing. The verdicts are those of the real `systemd-analyze verify`; here are the units about which the versions disagree.
 */
const CASES = `
-rr service LoadCredential=a:/b | ExecStop=/bin/true | RemainAfterExit=yes
-rr service SetCredential=a:b | ExecStop=/bin/true | RemainAfterExit=yes
r-- service Unit:SuccessAction=soft-reboot
r-- service ExecStart=/bin/true | Type=oneshot | RestartForceExitStatus=1
r-- service ExecStart=/bin/true | Type=oneshot | RestartForceExitStatus=0
r-- service ExecStart=/bin/true | Type=oneshot | RestartForceExitStatus=SIGTERM
-rr service ExecStart=/bin/true | Type=forking | PrivatePIDs=yes
-ww service ExecStart=/bin/true | Type=simple | ExecStartPost=/bin/true | LoadCredential=a:/b
-ww service ExecStart=/bin/true | Type=simple | ExecStartPost=/bin/true | SetCredential=a:b
-ww service ExecStart=/bin/true | Type=simple | ExecStartPost=/bin/true | ImportCredential=a.*
-ww service ExecStart=/bin/true | Type=simple | ExecStartPost=/bin/true | LoadCredentialEncrypted=a:/b
-ww service ExecStart=/bin/true | RestartSteps=3
-ww service ExecStart=/bin/true | RestartMaxDelaySec=1min
-ww service ExecStart=/bin/true | RestartSteps=3 | RestartMaxDelaySec=infinity
-ww service ExecStart=/bin/true | RestartSteps=3 | RestartMaxDelaySec=50ms
-ww service ExecStart=/bin/true | RestartSteps=3 | RestartMaxDelaySec=1s | RestartSec=5
-ww service ExecStart=/bin/true | RestartSteps=3 | RestartMaxDelaySec=0
--w service ExecStart=/bin/true | RestartRandomizedDelaySec=infinity
--w service ExecStart=/bin/true | RefreshOnReload=extensions
--w service ExecStart=/bin/true | RefreshOnReload=extensions | SetCredential=a:b
--w service ExecStart=/bin/true | RefreshOnReload=credentials
--w service ExecStart=/bin/true | RefreshOnReload=credentials | ExtensionDirectories=/a/b.v
--w service ExecStart=/bin/true | RefreshOnReload=~credentials
--w service ExecStart=/bin/true | RefreshOnReload=~credentials | SetCredential=a:b
--w service ExecStart=/bin/true | RefreshOnReload=~
--w service ExecStart=/bin/true | RefreshOnReload=~ | SetCredential=a:b
--w service ExecStart=/bin/true | RefreshOnReload=extensions | ExtensionImages=/a/b/c___.raw
--w service ExecStart=/bin/true | RefreshOnReload=extensions | ExtensionImages=/a/b.v/c.raw
--w service Type=oneshot | RemainAfterExit=yes | ExecStop=/bin/true | RefreshOnReload=extensions | ExtensionDirectories=/a/b.v
-rr service ExecStart=/bin/true | DynamicUser=yes | WorkingDirectory=~
-rr service ExecStart=/bin/true | DynamicUser=yes | WorkingDirectory=-~
--r service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateTmp=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateTmp=disconnected
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectSystem=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectSystem=full
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectHome=tmpfs
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateDevices=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectKernelTunables=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectKernelModules=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectKernelLogs=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectControlGroups=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProtectProc=invisible
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ProcSubset=pid
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateIPC=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | IPCNamespacePath=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateNetwork=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | NetworkNamespacePath=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateMounts=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | MountFlags=slave
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | MountFlags=private
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ReadWritePaths=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ReadWriteDirectories=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ReadOnlyPaths=-/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ExecPaths=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | NoExecPaths=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | BindPaths=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | BindReadOnlyPaths=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | TemporaryFileSystem=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | MountImages=/a:/b
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ExtensionImages=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | ExtensionDirectories=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | LogNamespace=foo
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | DynamicUser=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | RootDirectory=/srv
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | RootDirectory=/srv | MountAPIVFS=no | StateDirectory=a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | MountAPIVFS=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | BindLogSockets=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | RootImage=/a
--r service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateBPF=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivatePIDs=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | StateDirectory=a::ro
--r service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateTmp=yes | RootDirectory=/srv | MountAPIVFS=no
--r service ExecStart=/bin/true | WorkingDirectory=/proc/self | RootMStack=/a
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | PrivateMounts= | PrivateNetwork=yes
-rr service ExecStart=/bin/true | WorkingDirectory=/proc/self | CacheDirectory=a:b:ro
-rr service ExecStart=/bin/true | WorkingDirectory=/dev | ProtectSystem=yes
-rr service ExecStart=/bin/true | WorkingDirectory=-/sys | ProtectSystem=yes
-rr service ExecStart=/bin/true | WorkingDirectory=//dev/./x/ | ProtectSystem=yes
-rr socket ListenStream=80 | PrivatePIDs=yes
--r service ExecStart=/bin/true | PrivateUsers=managed | User=root
--r service ExecStart=/bin/true | PrivateUsers=managed | Group=root
--r service ExecStart=/bin/true | PrivateUsers=managed | DynamicUser=yes
--r service ExecStart=/bin/true | PrivateUsers=managed | PAMName=x
--r service ExecStart=/bin/true | UserNamespacePath=/a | PrivateUsers=yes
--r service ExecStart=/bin/true | UserNamespacePath=/a | PrivateUsers=self
--r service ExecStart=/bin/true | UserNamespacePath=/a | PrivateUsers=managed
--r service ExecStart=/bin/true | UserNamespacePath=/a | PrivateUsers=identity
--r service ExecStart=/bin/true | UserNamespacePath=/a | PrivateUsers=full
--r service ExecStart=/bin/true | PAMName=x | PrivatePIDs=yes
r-- socket ListenStream=80 | PAMName=x | KillMode=mixed
r-- mount What=/dev/sdb1 | PAMName=x | KillMode=mixed
r-- swap What=/dev/a | PAMName=x | KillMode=mixed
r-- socket ListenStream=vsock-dgram:2:3 | Accept=yes
r-- socket ListenStream=vsock-dgram:2:3 | Accept=no
-rr socket ListenStream=81 | ListenDatagram=vsock-stream:2:3 | Accept=yes
r-- socket ListenDatagram=vsock-stream:2:3 | Accept=no
r-- socket ListenStream=vsock-seqpacket:2:3 | Accept=yes
r-- socket ListenStream=vsock-seqpacket:2:3 | Accept=no
--r socket ListenStream=80 | Accept=yes | DeferTrigger=yes
--r socket ListenStream=80 | Accept=yes | DeferTrigger=patient
-rr socket ListenStream=80 | Accept=no | MaxConnections=0
-rr socket ListenStream=80 | Accept=no | MaxConnections=00
-rr socket ListenStream=80 | Accept=no | MaxConnections=0x0
-rr swap What=dev/a
-rr swap What=tmpfs
-rr swap What=UUID=x
-rr swap What=PARTLABEL=x
-rr swap What=a b
-rr swap What=LABEL=
`;

const FILES: Readonly<Record<string, string>> = {
  service: 't.service',
  socket: 't.socket',
  mount: 'mnt-a.mount',
  swap: 'dev-a.swap',
};

it.each(CASES.trim().split('\n'))('%s', (line) => {
  const [verdict = '', type = '', ...rest] = line.split(' ');
  const lines = rest.join(' ').split(' | ');
  const own = lines.filter((one) => !one.startsWith('Unit:'));
  const unit = lines.filter((one) => one.startsWith('Unit:')).map((one) => one.slice('Unit:'.length));
  const text = ['[Unit]', ...unit, `[${type[0]!.toUpperCase()}${type.slice(1)}]`, ...own, ''].join('\n');
  expect([252, 257, 262].map((version) => judged(FILES[type]!, text, version)).join('')).toBe(verdict);
});

function judged(name: string, text: string, version: number): string {
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager: 'system', loadPath: [] });
  host.apply([{ path: `/w/${name}`, layer: 'disk', text }]);
  const snapshot = host.snapshot();
  const found = diagnose(snapshot, snapshot.file(`/w/${name}`)!);
  if (found.some(({ effect }) => effect === 'refuse')) return 'r';
  return found.some(({ effect, scope }) => scope === 'unit' && (effect === 'ignore' || effect === 'note')) ? 'w' : '-';
}
