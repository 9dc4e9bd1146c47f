/**
 * How early a directive is offered, smaller first: the common ones of a section in the order of their use, then all others alike.
 *
 * The order is that of how many units of Debian's packages have them, with what belongs to socket activation moved to the front.
 */
export function rankOf(section: string, key: string): number {
  const index = COMMON.get(section)?.indexOf(key) ?? -1;
  return index < 0 ? OTHERS : index;
}

const OTHERS = 99;

const COMMON: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Unit: `Description Documentation After Requires Wants Before BindsTo PartOf Conflicts DefaultDependencies
      ConditionPathExists ConditionVirtualization RequiresMountsFor OnFailure StartLimitIntervalSec StartLimitBurst
      RefuseManualStart StopWhenUnneeded ConditionUser ConditionCapability ConditionACPower AssertPathExists
      ConditionPathIsReadWrite ConditionKernelCommandLine AllowIsolate IgnoreOnIsolate`,
    Socket: `ListenStream Accept ListenDatagram SocketMode Service SocketUser SocketGroup FileDescriptorName
      MaxConnections BindIPv6Only NoDelay FreeBind Backlog RemoveOnStop ListenSequentialPacket ListenFIFO
      MaxConnectionsPerSource DirectoryMode PassCredentials KeepAlive ReusePort TriggerLimitIntervalSec
      TriggerLimitBurst PollLimitIntervalSec PollLimitBurst ReceiveBuffer SendBuffer ListenNetlink ExecStartPre`,
    Service: `ExecStart Type StandardInput Restart User Environment EnvironmentFile ExecReload RemainAfterExit
      WorkingDirectory Group ExecStop ExecStartPre RestartSec StandardOutput StandardError PIDFile BusName
      NoNewPrivileges PrivateTmp ProtectSystem ProtectHome DynamicUser KillMode CapabilityBoundingSet
      AmbientCapabilities RestrictAddressFamilies SystemCallFilter RuntimeDirectory StateDirectory TimeoutStartSec
      TimeoutStopSec LimitNOFILE SyslogIdentifier NotifyAccess WatchdogSec SuccessExitStatus ReadWritePaths
      PrivateDevices ProtectControlGroups ProtectKernelModules ProtectKernelTunables ProtectKernelLogs ProtectClock
      ProtectHostname ProtectProc MemoryDenyWriteExecute LockPersonality RestrictRealtime RestrictSUIDSGID
      RestrictNamespaces SystemCallArchitectures PrivateNetwork PrivateUsers MemoryMax TasksMax Slice ExecStartPost
      ExecStopPost KillSignal UMask OOMScoreAdjust Nice LoadCredential CacheDirectory LogsDirectory Sockets`,
    Install: 'WantedBy Also Alias RequiredBy DefaultInstance UpheldBy',
    Timer: `OnCalendar Persistent RandomizedDelaySec OnBootSec OnUnitActiveSec AccuracySec OnActiveSec
      OnUnitInactiveSec Unit OnStartupSec FixedRandomDelay`,
    Path: 'PathExists PathChanged PathModified DirectoryNotEmpty MakeDirectory Unit PathExistsGlob',
    Mount: 'What Where Type Options TimeoutSec DirectoryMode LazyUnmount',
    Automount: 'Where TimeoutIdleSec DirectoryMode',
    Swap: 'What Priority Options TimeoutSec',
    Slice: 'MemoryMax MemoryHigh CPUWeight CPUQuota TasksMax IOWeight MemoryLow',
    Scope: 'MemoryMax MemoryHigh CPUWeight CPUQuota TasksMax KillMode TimeoutStopSec',
  }).map(([section, keys]) => [section, keys.trim().split(/\s+/)]),
);
