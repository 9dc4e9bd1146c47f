/** What yes or no does for a directive, in Markdown, where that is not plain from the directive's own documentation. */
export function booleanNote(key: string, truth: boolean): string | undefined {
  const notes = Object.hasOwn(NOTES, key) ? NOTES[key] : undefined;
  return notes?.[truth ? 0 : 1];
}

/** What yes does, then what no does. */
const NOTES: Readonly<Record<string, readonly [string, string]>> = {
  Accept: [
    'systemd accepts each connection itself and starts an instance of the template service for it.',
    'The listening socket itself is passed to one service, which accepts the connections.',
  ],
  AllowIsolate: [
    '`systemctl isolate` may be used with this unit.',
    '`systemctl isolate` is refused for this unit, as for most.',
  ],
  CPUSchedulingResetOnFork: [
    'Child processes get the usual scheduling again.',
    'Child processes inherit the scheduling policy and priority.',
  ],
  DefaultDependencies: [
    'The usual dependencies, such as a clean stop before shutdown, are added.',
    'Only the dependencies written down count. For units of early boot and late shutdown.',
  ],
  DynamicUser: [
    'A user is made up for the unit when it starts and goes away when it stops.',
    'The unit runs as the user in `User=`, which must exist.',
  ],
  FlushPending: [
    'Data that waits in the socket is thrown away before listening again.',
    'Data that waits in the socket starts the service again.',
  ],
  FreeBind: [
    'The socket can be bound to an address that the machine does not have yet.',
    'Binding fails while the machine does not have the address.',
  ],
  GuessMainPID: [
    'Where the main process is not known, systemd guesses it.',
    'systemd does not guess: without `PIDFile=` the main process stays unknown.',
  ],
  IgnoreOnIsolate: [
    'The unit keeps running when another is isolated.',
    'The unit is stopped when another is isolated, unless that needs it.',
  ],
  IgnoreSIGPIPE: ['SIGPIPE is ignored.', 'SIGPIPE ends the process, as in a shell pipeline.'],
  KeepAlive: [
    'The kernel checks idle TCP connections for whether the other side is still there.',
    'Idle TCP connections are not checked.',
  ],
  LockPersonality: [
    'The kernel execution domain cannot be changed.',
    'The kernel execution domain can be changed with personality(2).',
  ],
  MemoryDenyWriteExecute: [
    'Memory cannot be both writable and executable. Breaks programs that generate code, such as those in Java or JavaScript.',
    'Memory may be both writable and executable.',
  ],
  NoDelay: ['Small packets are sent at once (TCP_NODELAY).', 'Small packets are collected before they are sent.'],
  NoNewPrivileges: [
    'Neither the service nor its children can gain privileges, for instance by setuid programs.',
    'Setuid programs and file capabilities work as usual.',
  ],
  PassCredentials: [
    'The service can see the process, user and group of each message (SO_PASSCRED).',
    'Messages come without the credentials of the sender.',
  ],
  Persistent: [
    'A run that was missed while the machine was off is made up for as soon as the timer is started.',
    'Runs that were missed are left out.',
  ],
  PrivateDevices: [
    'The service sees only pseudo devices such as /dev/null, and no hardware.',
    'All of /dev is there, as permissions allow.',
  ],
  PrivateNetwork: [
    'The service has only a loopback device of its own and no network.',
    'The service uses the network of the host.',
  ],
  PrivateTmp: [
    'The service gets its own /tmp and /var/tmp, which are emptied when it stops.',
    'The service shares /tmp and /var/tmp with everybody.',
  ],
  PrivateUsers: [
    'root and the service\u2019s own user keep their identity; every other user appears as nobody.',
    'The service sees the users of the host.',
  ],
  RefuseManualStart: [
    'Nobody can start the unit by hand; it is started as a dependency only.',
    'The unit can be started by hand.',
  ],
  RefuseManualStop: [
    'Nobody can stop the unit by hand; it stops as a dependency only.',
    'The unit can be stopped by hand.',
  ],
  RemainAfterExit: [
    'The service counts as active when all its processes have ended, until it is stopped.',
    'The service is inactive when its processes have ended.',
  ],
  RemainAfterElapse: [
    'The timer stays loaded when it has nothing left to do.',
    'The timer is unloaded when it has nothing left to do, so that it can be started again.',
  ],
  RemoveOnStop: [
    'Socket files, FIFOs and symlinks are removed when the socket stops.',
    'Socket files, FIFOs and symlinks stay when the socket stops.',
  ],
  ReusePort: [
    'Several sockets may be bound to the same port (SO_REUSEPORT).',
    'Only one socket can be bound to a port.',
  ],
  RootDirectoryStartOnly: [
    'RootDirectory= counts for ExecStart= only.',
    'RootDirectory= counts for every command of the unit.',
  ],
  SendSIGHUP: [
    'SIGHUP follows the stop signal, so that shells notice that they are to end.',
    'Only the stop signal is sent.',
  ],
  SendSIGKILL: [
    'Processes that do not stop in time get SIGKILL.',
    'Processes that do not stop in time are left running.',
  ],
  StopWhenUnneeded: [
    'The unit is stopped when no other unit needs it any more.',
    'The unit stays when no other unit needs it.',
  ],
  SyslogLevelPrefix: [
    'A number such as <3> at the start of a line gives its log level.',
    'Lines are logged as they are.',
  ],
  WakeSystem: ['The timer wakes the machine from suspend, if it can.', 'The timer waits until the machine is awake.'],
};
