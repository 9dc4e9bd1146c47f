/**
 * For tests: made-up units, whose dependencies were asked of real managers (client/tools/record-dependencies.ts) and are held against ours.
 * By path below the folder of units; a text that begins with `->` is a link.
 */
export const DEPENDENCY_UNITS: Readonly<Record<string, string>> = {
  // Services
  'dg-plain.service': '[Service]\nExecStart=/bin/true\n',
  'dg-bare.service': '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/true\n',
  'dg-written.service': `[Unit]
Requires=dg-plain.service
Wants=dg-bare.service dg-missing.service
BindsTo=dg-oneshot.service
PartOf=dg-group.target
Upholds=dg-upheld.service
Requisite=dg-requisite.service
Conflicts=dg-rival.service
After=dg-plain.service dg-oneshot.service
Before=dg-late.service dev-null.device
OnFailure=dg-alarm.service
OnSuccess=dg-next.service
PropagatesReloadTo=dg-plain.service
ReloadPropagatedFrom=dg-oneshot.service
PropagatesStopTo=dg-next.service
StopPropagatedFrom=dg-plain.service
JoinsNamespaceOf=dg-plain.service
[Service]
ExecStart=/bin/true
`,
  'dg-oneshot.service': '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n',
  'dg-bus.service': '[Service]\nType=dbus\nBusName=org.example.Dg\nExecStart=/bin/true\n',
  'dg-named.service': '[Service]\nBusName=org.example.DgNamed\nExecStart=/bin/true\n',
  'dg-dirs.service': `[Service]
StateDirectory=dg/state
CacheDirectory=dg
LogsDirectory=dg
RuntimeDirectory=dg
ConfigurationDirectory=dg
ExecStart=/bin/true
`,
  'dg-tmp.service': '[Service]\nPrivateTmp=yes\nExecStart=/bin/true\n',
  'dg-dynamic.service': '[Service]\nDynamicUser=yes\nExecStart=/bin/true\n',
  'dg-stdin.service': '[Service]\nStandardInput=socket\nExecStart=/bin/true\n',
  'dg-stdin-journal.service': '[Service]\nStandardInput=socket\nStandardError=journal\nExecStart=/bin/true\n',
  'dg-null.service': '[Service]\nStandardOutput=null\nExecStart=/bin/true\n',
  'dg-quiet.service': '[Service]\nStandardOutput=null\nStandardError=null\nExecStart=/bin/true\n',
  'dg-tty.service': '[Service]\nStandardInput=tty\nTTYPath=/dev/tty9\nExecStart=/bin/true\n',
  'dg-kmsg.service': '[Service]\nStandardInput=tty\nStandardOutput=kmsg\nExecStart=/bin/true\n',
  'dg-paths.service': `[Unit]
RequiresMountsFor=/srv/dg/data/deep
[Service]
WorkingDirectory=/srv/dg/data
ExecStart=/bin/true
`,
  'dg-optional-path.service': '[Service]\nWorkingDirectory=-/srv/dg/data\nExecStart=/bin/true\n',
  'dg-root.service': '[Service]\nRootDirectory=/srv/dg\nExecStart=/bin/true\n',
  'dg-image.service': '[Service]\nRootImage=/srv/dg/root.raw\nPrivateDevices=yes\nExecStart=/bin/true\n',
  'dg-slice.service': '[Service]\nSlice=dg-own-part.slice\nExecStart=/bin/true\n',
  'dg-journal.service': '[Service]\nLogNamespace=dg\nExecStart=/bin/true\n',
  'dg-sockets.service': '[Service]\nSockets=dg-extra.socket dg-unix.socket\nExecStart=/bin/true\n',
  'dg-credential.service': '[Service]\nSetCredential=a:b\nExecStart=/bin/true\n',
  'dg-pam.service': '[Service]\nPAMName=login\nTTYPath=/dev/tty9\nStandardInput=tty-fail\nExecStart=/bin/true\n',
  'dg-other-name.service': '-> dg-plain.service',
  'dg-aliased.service':
    '[Unit]\nAfter=dg-other-name.service\nRequires=dg-other-name.service\n[Service]\nExecStart=/bin/true\n',
  'dg-masked.service': '-> /dev/null',
  'dg-after-masked.service':
    '[Unit]\nRequires=dg-masked.service\nAfter=dg-masked.service\n[Service]\nExecStart=/bin/true\n',
  'dg-itself.service':
    '[Unit]\nAfter=dg-itself.service dg-plain.service\nWants=dg-itself.service\n[Service]\nExecStart=/bin/true\n',
  'dg-cleared.service': '[Unit]\nAfter=dg-plain.service\nAfter=\n[Service]\nExecStart=/bin/true\n',
  'dg-dropped.service': '[Service]\nExecStart=/bin/true\n',
  'dg-dropped.service.d/more.conf': '[Unit]\nAfter=dg-%p.service\nWants=dg-%N.service\n',
  // Templates
  'dg-tmpl@.service':
    '[Unit]\nAfter=dg-%i.service dg-peer@.service\nWants=dg-peer@%i.service\n[Service]\nExecStart=/bin/true\n',
  'dg-peer@.service': '[Service]\nExecStart=/bin/true\n',
  'dg-to-template.service': '[Unit]\nWants=dg-peer@.service\n[Service]\nExecStart=/bin/true\n',
  // Sockets
  'dg-unix.socket': '[Socket]\nListenStream=/run/dg/unix.sock\nListenFIFO=/srv/dg/fifo\n',
  'dg-unix.service': '[Service]\nExecStart=/bin/true\n',
  'dg-abstract.socket': '[Socket]\nListenStream=@dg-abstract\nService=dg-plain.service\n',
  'dg-accept.socket': '[Socket]\nListenStream=/run/dg-accept.sock\nAccept=yes\n',
  'dg-accept@.service': '[Service]\nExecStart=/bin/true\n',
  'dg-extra.socket':
    '[Unit]\nDefaultDependencies=no\n[Socket]\nListenStream=127.0.0.1:9917\nService=dg-sockets.service\n',
  'dg-exec.socket': '[Socket]\nListenStream=127.0.0.1:9918\nExecStartPre=/bin/true\nService=dg-plain.service\n',
  'dg-device.socket': '[Socket]\nListenStream=9919\nBindToDevice=eth-0\nService=dg-plain.service\n',
  'dg-queue.socket': '[Socket]\nListenMessageQueue=/dg-queue\nService=dg-plain.service\n',
  // Timers and paths
  'dg-calendar.timer': '[Timer]\nOnCalendar=daily\nPersistent=yes\nUnit=dg-oneshot.service\n',
  'dg-boot.timer': '[Timer]\nOnBootSec=1h\n',
  'dg-boot.service': '[Service]\nExecStart=/bin/true\n',
  'dg-bare.timer': '[Unit]\nDefaultDependencies=no\n[Timer]\nOnCalendar=daily\n',
  'dg-watch.path': '[Path]\nPathExists=/srv/dg/data/go\nDirectoryNotEmpty=/var/spool/dg\nUnit=dg-oneshot.service\n',
  'dg-bare.path': '[Unit]\nDefaultDependencies=no\n[Path]\nPathChanged=/etc/dg\n',
  // Mounts, automounts and swaps
  'srv-dg.mount': '[Mount]\nWhat=/dev/dg1\nWhere=/srv/dg\nType=ext4\nOptions=usrquota\n',
  'srv-dg-data.mount': '[Mount]\nWhat=server:/data\nWhere=/srv/dg/data\nType=nfs\n',
  'srv-dg-bind.mount': '[Mount]\nWhat=/srv/dg/data/x\nWhere=/srv/dg/bind\nOptions=bind\n',
  'srv-dg-tmp.mount': '[Mount]\nWhat=tmpfs\nWhere=/srv/dg/tmp\nType=tmpfs\nOptions=nofail\n',
  'srv-dg-net.mount': '[Mount]\nWhat=/dev/dg2\nWhere=/srv/dg/net\nOptions=_netdev,x-systemd.device-bound\n',
  'srv-dg-label.mount': '[Mount]\nWhat=LABEL=dg\nWhere=/srv/dg/label\nType=ext4\n',
  'srv-dg-image.mount': '[Mount]\nWhat=/srv/dg/image.raw\nWhere=/srv/dg/image\nOptions=loop\n',
  'srv-dg-alone.mount': '[Unit]\nDefaultDependencies=no\n[Mount]\nWhat=x\nWhere=/srv/dg/alone\nType=fuse.sshfs\n',
  'sys-dg.mount': '[Mount]\nWhat=x\nWhere=/sys/dg\nType=tmpfs\n',
  'srv-dg-auto.automount': '[Automount]\nWhere=/srv/dg/auto\n',
  'srv-dg-auto.mount': '[Mount]\nWhat=server:/auto\nWhere=/srv/dg/auto\nType=nfs4\n',
  'srv-dg-swap.swap': '[Swap]\nWhat=/srv/dg/swap\n',
  'dev-dg3.swap': '[Swap]\nWhat=/dev/dg3\n',
  // Slices and targets
  'dg.slice': '[Unit]\nBefore=dg-plain.service\n',
  'dg-own.slice': '[Slice]\nCPUWeight=50\n',
  'dg-bare.slice': '[Unit]\nDefaultDependencies=no\n',
  'dg-group.target':
    '[Unit]\nWants=dg-plain.service dg-bare.service\nRequires=dg-late.service\nBefore=dg-late.service\n',
  'dg-group.target.wants/dg-linked.service': '-> ../dg-linked.service',
  'dg-group.target.requires/dg-peer@one.service': '-> ../dg-peer@.service',
  'dg-linked.service': '[Service]\nExecStart=/bin/true\n',
  'dg-late.service': '[Service]\nExecStart=/bin/true\n',
  'dg-ordered.target': '[Unit]\nWants=dg-reversed.service\n',
  'dg-reversed.service': '[Unit]\nAfter=dg-ordered.target\n[Service]\nExecStart=/bin/true\n',
  'dg-bare.target': '[Unit]\nDefaultDependencies=no\nWants=dg-plain.service\n',
  'dg-plain.service.wants/dg-helper.service': '-> ../dg-helper.service',
  'dg-helper.service': '[Service]\nExecStart=/bin/true\n',
};
