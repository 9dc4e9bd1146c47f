import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
/** What yes or no does for a directive, in Markdown, where that is not plain from the directive's own documentation. */
export function booleanNote(key: string, truth: boolean): Message | undefined {
  const notes = Object.hasOwn(NOTES, key) ? NOTES[key] : undefined;
  return notes?.[truth ? 0 : 1];
}

/** What yes does, then what no does. */
const NOTES: Table<readonly [Message, Message]> = table({
  Accept: [
    say`systemd accepts each connection itself and starts an instance of the template service for it.`,
    say`The listening socket itself is passed to one service, which accepts the connections.`,
  ],
  AllowIsolate: [
    say`\`systemctl isolate\` may be used with this unit.`,
    say`\`systemctl isolate\` is refused for this unit, as for most.`,
  ],
  CPUSchedulingResetOnFork: [
    say`Child processes get the usual scheduling again.`,
    say`Child processes inherit the scheduling policy and priority.`,
  ],
  DefaultDependencies: [
    say`The usual dependencies, such as a clean stop before shutdown, are added.`,
    say`Only explicit dependencies apply. For units of early boot and late shutdown.`,
  ],
  DynamicUser: [
    say`A user is allocated when the unit starts, and released when it stops.`,
    say`The unit runs as the user in \`User=\`, which must exist.`,
  ],
  FlushPending: [
    say`Data left in the socket is discarded before listening again.`,
    say`Data left in the socket starts the service again.`,
  ],
  FreeBind: [
    say`The socket can be bound to an address that the machine does not have yet.`,
    say`Binding fails while the machine does not have the address.`,
  ],
  GuessMainPID: [
    say`Where the main process is not known, systemd guesses it.`,
    say`systemd does not guess: without \`PIDFile=\` the main process stays unknown.`,
  ],
  IgnoreOnIsolate: [
    say`The unit keeps running when another is isolated.`,
    say`The unit is stopped when another is isolated, unless that needs it.`,
  ],
  IgnoreSIGPIPE: [say`SIGPIPE is ignored.`, say`SIGPIPE ends the process, as in a shell pipeline.`],
  KeepAlive: [
    say`The kernel checks on idle TCP connections whether the other side is still there.`,
    say`Idle TCP connections are not checked.`,
  ],
  LockPersonality: [
    say`The kernel execution domain cannot be changed.`,
    say`The kernel execution domain can be changed with personality(2).`,
  ],
  MemoryDenyWriteExecute: [
    say`Memory cannot be both writable and executable. Breaks programs that generate code, such as those in Java or JavaScript.`,
    say`Memory may be both writable and executable.`,
  ],
  NoDelay: [say`Small packets are sent at once (TCP_NODELAY).`, say`Small packets are collected before they are sent.`],
  NoNewPrivileges: [
    say`Neither the service nor its children can gain privileges, for instance through set-user-ID programs.`,
    say`Set-user-ID programs and file capabilities work as usual.`,
  ],
  PassCredentials: [
    say`The service can see the process, user and group of each message (SO_PASSCRED).`,
    say`Messages come without the credentials of the sender.`,
  ],
  Persistent: [
    say`A run that was missed while the machine was off is caught up as soon as the timer starts.`,
    say`Missed runs are skipped.`,
  ],
  PrivateDevices: [
    say`The service sees only pseudo devices such as /dev/null, and no physical devices.`,
    say`All of /dev is visible, as permissions allow.`,
  ],
  PrivateNetwork: [
    say`The service has only a loopback device and no network.`,
    say`The service uses the network of the host.`,
  ],
  PrivateTmp: [
    say`The service gets its own /tmp and /var/tmp, which are emptied when it stops.`,
    say`The service shares /tmp and /var/tmp with all other programs.`,
  ],
  PrivateUsers: [
    say`root and the service’s own user keep their identity; every other user appears as nobody.`,
    say`The service sees the users of the host.`,
  ],
  RefuseManualStart: [
    say`Nobody can start the unit by hand; it is started as a dependency only.`,
    say`The unit can be started by hand.`,
  ],
  RefuseManualStop: [
    say`Nobody can stop the unit by hand; it stops as a dependency only.`,
    say`The unit can be stopped by hand.`,
  ],
  RemainAfterExit: [
    say`The service counts as active when all its processes have ended, until it is stopped.`,
    say`The service is inactive when its processes have ended.`,
  ],
  RemainAfterElapse: [
    say`The timer stays loaded when it has nothing left to do.`,
    say`The timer is unloaded when it has nothing left to do, so that it can be started again.`,
  ],
  RemoveOnStop: [
    say`Socket files, FIFOs and symlinks are removed when the socket stops.`,
    say`Socket files, FIFOs and symlinks stay when the socket stops.`,
  ],
  ReusePort: [
    say`Several sockets may be bound to the same port (SO_REUSEPORT).`,
    say`Only one socket can be bound to a port.`,
  ],
  RootDirectoryStartOnly: [
    say`RootDirectory= applies to ExecStart= only.`,
    say`RootDirectory= applies to every command of the unit.`,
  ],
  SendSIGHUP: [
    say`SIGHUP follows the stop signal, so that shells notice that they must end.`,
    say`Only the stop signal is sent.`,
  ],
  SendSIGKILL: [
    say`Processes that do not stop in time get SIGKILL.`,
    say`Processes that do not stop in time are left running.`,
  ],
  StopWhenUnneeded: [
    say`The unit is stopped when no other unit needs it any more.`,
    say`The unit stays when no other unit needs it.`,
  ],
  SyslogLevelPrefix: [
    say`A number such as <3> at the start of a line gives its log level.`,
    say`Lines are logged as they are.`,
  ],
  WakeSystem: [
    say`The timer wakes the machine from suspend, if it can.`,
    say`The timer waits until the machine is awake.`,
  ],
});
