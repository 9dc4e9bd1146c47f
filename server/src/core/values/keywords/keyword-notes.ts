import { type Message, say } from '../../text/message.ts';
import { lookUp, type Rows, table } from '../../text/table.ts';

/**
 * What a word does for a directive, in a sentence of our own; undefined where the word says it all.
 *
 * @param words systemd's name of the string table the word is from.
 */
export function keywordNote(word: string, words: string, key: string): Message | undefined {
  return lookUp(KEY_NOTES[key], word) ?? lookUp(TABLE_NOTES[words], word);
}

type Notes = Rows<Message>;

/** Where directives share a table but not what its words mean. */
const KEY_NOTES = table<Notes>({
  FileDescriptorStorePreserve: {
    no: say`The stored file descriptors are closed when the service stops.`,
    yes: say`The stored file descriptors are kept for as long as the unit is loaded, also while the service is stopped.`,
    restart: say`The stored file descriptors survive a restart and are closed when the service stops for good.`,
    'on-success': say`The stored file descriptors are kept if the service stops cleanly, and closed if it fails.`,
  },
  RuntimeDirectoryPreserve: {
    no: say`The runtime directories are removed when the service stops.`,
    yes: say`The runtime directories stay when the service stops.`,
    restart: say`The runtime directories survive a restart and are removed when the service stops for good.`,
    'on-success': say`The runtime directories stay when the service stops, as with yes.`,
  },
  MountFlags: {
    shared: say`Mounts made inside are seen outside and the other way round. With a mount namespace this acts like slave.`,
    slave: say`Mounts made outside are seen inside, but not the other way round.`,
    private: say`Mounts made outside after the start are not seen inside, and none made inside are seen outside.`,
  },
  MemoryPressureWatch: {
    no: say`The service is told not to watch memory pressure.`,
    yes: say`The service is told where to watch memory pressure, and memory accounting is turned on for it.`,
    auto: say`The service is told where to watch memory pressure if memory accounting is on anyway.`,
    skip: say`The service is told nothing about memory pressure.`,
  },
});

const TABLE_NOTES = table<Notes>({
  service_type: {
    simple: say`The service counts as started as soon as its process is forked, before the program is even executed.`,
    exec: say`The service counts as started once its program is executing, so that a missing program or user is noticed.`,
    forking: say`The started process forks a daemon and exits; the service counts as started when it has. Best with PIDFile=.`,
    oneshot: say`The service counts as started when its process has exited; meant for tasks that end. Several ExecStart= lines are allowed.`,
    dbus: say`The service counts as started when it owns the D-Bus name in BusName=.`,
    notify: say`The service counts as started when it sends READY=1 to systemd (sd_notify).`,
    'notify-reload': say`As notify; on reload systemd sends SIGHUP (see ReloadSignal=) and waits until the service reports that it is done.`,
    idle: say`As simple, but the program waits until the queue of jobs is empty, five seconds at most; meant for output on the console.`,
  },
  service_exit_type: {
    main: say`The service has ended when its main process has.`,
    cgroup: say`The service has ended when the last process of its control group has.`,
  },
  service_restart: {
    no: say`The service is not restarted.`,
    'on-success': say`Restarted only after a clean end: exit status 0, SIGHUP, SIGINT, SIGTERM, SIGPIPE or what SuccessExitStatus= lists.`,
    'on-failure': say`Restarted after a bad exit status, an unclean signal, a timeout or a watchdog failure; the usual choice for daemons.`,
    'on-abnormal': say`Restarted after an unclean signal, a timeout or a watchdog failure, but not after a bad exit status.`,
    'on-abort': say`Restarted only if an unclean signal ended it.`,
    'on-watchdog': say`Restarted only if it missed its watchdog timeout.`,
    always: say`Restarted however it ended, unless systemd was asked to stop it.`,
  },
  service_restart_mode: {
    normal: say`Before a restart the unit goes through failed or inactive, so units that depend on it and OnFailure= react.`,
    direct: say`The unit goes straight to activating, so units that depend on it and OnFailure= do not notice the restart.`,
    debug: say`As normal, and everything about the unit is logged at debug level until a restart succeeds or the limit is hit.`,
  },
  service_timeout_failure_mode: {
    terminate: say`A service that runs into the timeout is asked to end with SIGTERM, and killed if it does not.`,
    abort: say`A service that runs into the timeout gets SIGABRT (see WatchdogSignal=), which usually leaves a core dump.`,
    kill: say`A service that runs into the timeout gets SIGKILL at once.`,
  },
  notify_access: {
    none: say`Messages from any process of the service are ignored.`,
    main: say`Only the main process may send status messages.`,
    exec: say`Only the main process and the Exec command that is running may send status messages; their children may not.`,
    all: say`Every process of the service may send status messages. Needed where a shell script calls systemd-notify.`,
  },
  kill_mode: {
    'control-group': say`Every process of the unit gets the stop signal, and SIGKILL if it stays.`,
    mixed: say`The main process gets the stop signal; the others get SIGKILL once the main process has ended or time is up.`,
    process: say`Only the main process is killed; others stay behind unsupervised. Not recommended.`,
    none: say`No process is killed; only the stop command runs. Not recommended, and deprecated.`,
  },
  oom_policy: {
    continue: say`The service goes on after one of its processes was killed for lack of memory.`,
    stop: say`The service is stopped cleanly when one of its processes was killed for lack of memory.`,
    kill: say`All processes of the service are killed together for lack of memory.`,
  },
  managed_oom_mode: {
    auto: say`systemd-oomd does not watch this unit by itself, but a parent may be watched.`,
    kill: say`systemd-oomd watches this unit and kills a control group below it when memory gets short.`,
  },
  managed_oom_preference: {
    none: say`No preference.`,
    avoid: say`systemd-oomd kills it only if there is no other choice.`,
    omit: say`systemd-oomd never kills it.`,
  },
  cgroup_pressure_watch: {
    no: say`The service is told not to watch the pressure on this resource.`,
    yes: say`The service is told where to watch the pressure on this resource.`,
    auto: say`The service is told where to watch the pressure if accounting for the resource is on anyway.`,
    skip: say`The service is told nothing about the pressure on this resource.`,
  },
  protect_system: {
    no: say`The operating system stays writable for the service, as its file permissions allow.`,
    yes: say`/usr and the boot loader directories (/boot, /efi) are read-only for the service.`,
    full: say`As yes, and /etc is read-only too.`,
    strict: say`The whole file system is read-only but for /dev, /proc, /sys, /home, /root and /run/user. ReadWritePaths= and StateDirectory= make exceptions.`,
  },
  protect_home: {
    no: say`Home directories stay as they are.`,
    yes: say`/home, /root and /run/user are inaccessible and look empty.`,
    'read-only': say`/home, /root and /run/user can be read but not written.`,
    tmpfs: say`Empty read-only file systems are mounted over /home, /root and /run/user; BindPaths= can add something.`,
  },
  protect_proc: {
    default: say`/proc shows all processes, as usual.`,
    noaccess: say`Most files of other users’ processes in /proc cannot be read.`,
    invisible: say`Processes of other users do not appear in /proc.`,
    ptraceable: say`Only processes that the service could trace appear in /proc.`,
  },
  proc_subset: {
    all: say`/proc is complete.`,
    pid: say`Only what belongs to processes is in /proc; the kernel’s settings and statistics are not. This breaks some programs.`,
  },
  protect_control_groups: {
    no: say`The control group file system is accessible as usual.`,
    yes: say`The control group file system is read-only.`,
    private: say`The service gets a control group namespace of its own, with a writable view of it.`,
    strict: say`The service gets a control group namespace of its own, with a read-only view of it.`,
  },
  protect_hostname: {
    no: say`The service may change the host name, as its privileges allow.`,
    yes: say`The service sees a copy of the host name and cannot change it.`,
    private: say`The service has a host name of its own, which it may change.`,
  },
  private_tmp: {
    no: say`The service shares /tmp and /var/tmp with all other programs.`,
    yes: say`The service gets its own /tmp and /var/tmp on the host’s file system; they are emptied when it stops.`,
    connected: say`The service gets its own /tmp and /var/tmp on the host’s file system; they are emptied when it stops.`,
    disconnected: say`The service gets its own /tmp and /var/tmp on a memory file system that is seen nowhere else.`,
  },
  private_users: {
    no: say`No user namespace is made.`,
    yes: say`root and the service’s own user keep their identity; every other user appears as nobody.`,
    self: say`root and the service’s own user keep their identity; every other user appears as nobody.`,
    identity: say`The first 65536 users and groups keep their identity; the others appear as nobody.`,
    full: say`All users keep their identity, but no privilege counts outside of the namespace.`,
    managed: say`A range of users is borrowed from systemd-nsresourced for the time the service runs.`,
  },
  private_pids: {
    no: say`The service shares the host’s process namespace.`,
    yes: say`The service gets a process namespace of its own, where its main process has the number 1.`,
  },
  private_bpf: {
    no: say`The service gets no BPF file system of its own.`,
    yes: say`The service gets a BPF file system of its own; the BPFDelegate directives say what it may do with it.`,
  },
  exec_keyring_mode: {
    inherit: say`The service uses the kernel keyring of the manager that starts it.`,
    private: say`The service gets a session keyring of its own, not linked to the user’s.`,
    shared: say`The service gets a session keyring that links to its user’s keyring.`,
  },
  exec_utmp_mode: {
    init: say`Only a login record for init is written: for programs that, as getty does, hand over to login.`,
    login: say`Records for init and login are written: for programs that implement login themselves.`,
    user: say`Records for init, login and the user session are written: for programs that are the session.`,
  },
  exec_memory_thp: {
    inherit: say`The setting for transparent huge pages is left as it is.`,
    disable: say`No transparent huge pages for the service.`,
    madvise: say`Huge pages only for memory for which the program asks for them.`,
    system: say`The system’s own setting for huge pages applies.`,
  },
  collect_mode: {
    inactive: say`The unit is unloaded when it is inactive and nothing needs it; failed units stay until they are reset.`,
    'inactive-or-failed': say`The unit is unloaded also when it has failed, and its state is lost.`,
  },
  job_mode: {
    fail: say`Fails if it would reverse a queued job.`,
    lenient: say`Fails if it would stop an active unit or reverse a queued job.`,
    replace: say`Replaces conflicting jobs.`,
    'replace-irreversibly': say`Replaces conflicting jobs, and cannot itself be replaced.`,
    isolate: say`Starts the unit and stops all others that it does not need.`,
    flush: say`Cancels every other job in the queue.`,
    'ignore-dependencies': say`Starts the unit without regard to dependencies and ordering. For debugging only.`,
    'ignore-requirements': say`Ignores what the unit requires but keeps the ordering. For debugging only.`,
    triggering: say`Works only for stopping: stops the unit together with what would trigger it again.`,
    'restart-dependencies': say`Restarts units that depend on this one as well.`,
  },
  emergency_action: {
    none: say`Nothing happens.`,
    reboot: say`Reboots in the regular way, stopping all services.`,
    'reboot-force': say`Reboots and kills all processes without stopping services; file systems are unmounted.`,
    'reboot-immediate': say`Reboots at once. Data can be lost.`,
    poweroff: say`Powers off in the regular way, stopping all services.`,
    'poweroff-force': say`Powers off and kills all processes without stopping services; file systems are unmounted.`,
    'poweroff-immediate': say`Powers off at once. Data can be lost.`,
    exit: say`Ends the manager in the regular way; outside of containers the system manager powers off.`,
    'exit-force': say`Ends the manager without stopping services; outside of containers the system manager powers off.`,
    'soft-reboot': say`Restarts user space in the regular way; the kernel keeps running.`,
    'soft-reboot-force': say`Restarts user space and kills all processes without stopping services.`,
    kexec: say`Reboots into a loaded kernel in the regular way.`,
    'kexec-force': say`Reboots into a loaded kernel without stopping services.`,
    halt: say`Halts in the regular way, leaving the power on.`,
    'halt-force': say`Halts and kills all processes without stopping services.`,
    'halt-immediate': say`Halts at once. Data can be lost.`,
  },
  cgroup_device_policy: {
    auto: say`All devices are allowed, unless DeviceAllow= names some.`,
    closed: say`Only the standard devices such as /dev/null, /dev/zero and /dev/random, and what DeviceAllow= names.`,
    strict: say`Only what DeviceAllow= names.`,
  },
  cpuset_partition: {
    member: say`The control group shares the CPUs of its parent.`,
    root: say`The control group is a partition: its CPUs belong to it alone.`,
    isolated: say`The control group is a partition whose CPUs the kernel’s load balancing leaves alone.`,
  },
  socket_address_bind_ipv6_only: {
    default: say`The kernel’s setting decides (/proc/sys/net/ipv6/bindv6only), usually as both.`,
    both: say`An IPv6 socket takes IPv4 connections too.`,
    'ipv6-only': say`An IPv6 socket takes IPv6 connections only.`,
  },
  socket_timestamping: {
    off: say`Received packets have no time stamp.`,
    us: say`Received packets are stamped to the microsecond (SO_TIMESTAMP).`,
    ns: say`Received packets are stamped to the nanosecond (SO_TIMESTAMPNS).`,
  },
  socket_defer_trigger: {
    no: say`The service is started at once, and running units that conflict with it are stopped.`,
    yes: say`Running units that conflict with the service are left alone; the socket waits for their jobs and fails if the conflict stays.`,
    patient: say`As yes, but the socket keeps waiting until DeferTriggerMaxSec= is over.`,
  },
  ip_tos: {
    'low-delay': say`Ask routers for little delay (16).`,
    throughput: say`Ask routers for high throughput (8).`,
    reliability: say`Ask routers for reliable delivery (4).`,
    'low-cost': say`Ask routers for low cost (2).`,
  },
  mpol: {
    default: say`The policy of the process itself or of its parent applies.`,
    preferred: say`Memory comes from the node in NUMAMask= if it can, from others if it must.`,
    bind: say`Memory comes from the nodes in NUMAMask= only.`,
    interleave: say`Memory is taken from the nodes in NUMAMask= in turn.`,
    local: say`Memory comes from the node of the CPU that the process runs on.`,
    'preferred-many': say`Memory comes from the nodes in NUMAMask= if it can, from others if it must.`,
    'weighted-interleave': say`Memory is taken from the nodes in NUMAMask= in turn, by their weights.`,
  },
  ioprio_class: {
    none: say`The class follows from the CPU scheduling policy and nice level.`,
    realtime: say`First access to the disk, before all other processes. Can starve them.`,
    'best-effort': say`The usual class; IOSchedulingPriority= sets the rank within it.`,
    idle: say`Disk access only when no other process needs the disk.`,
  },
  sched_policy: {
    other: say`The usual policy: CPU time is shared by nice level.`,
    batch: say`As other, for work that runs long in the background.`,
    idle: say`CPU time only when no other process needs it.`,
    fifo: say`Real time: runs until it yields the CPU. CPUSchedulingPriority= sets its rank.`,
    rr: say`Real time in turns: equal priorities share the CPU. CPUSchedulingPriority= sets its rank.`,
    ext: say`A scheduler loaded as a BPF program decides.`,
  },
  log_level: {
    emerg: say`The system is unusable (0).`,
    alert: say`Something must be done at once (1).`,
    crit: say`Critical conditions (2).`,
    err: say`Errors (3).`,
    warning: say`Warnings (4).`,
    notice: say`Normal but significant (5).`,
    info: say`Information (6).`,
    debug: say`Everything, down to debugging messages (7).`,
  },
  log_facility_unshifted: {
    kern: say`Kernel messages (0).`,
    user: say`User processes (1).`,
    mail: say`Mail (2).`,
    daemon: say`System daemons (3), the default.`,
    auth: say`Logins and permissions (4).`,
    syslog: say`The log daemon itself (5).`,
    lpr: say`Printing (6).`,
    news: say`Network news (7).`,
    uucp: say`UUCP (8).`,
    cron: say`Scheduled tasks (9).`,
    authpriv: say`Logins and permissions, private (10).`,
    ftp: say`File transfer (11).`,
  },
});
