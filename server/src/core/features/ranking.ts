/** How early a directive is offered: `1` for what nearly every unit of its kind has, `2` for the frequent, `5` for the rest. */
export function rankOf(section: string, key: string): string {
  const ranks = COMMON[section];
  if (!ranks) return '5';
  if (ranks.first.includes(key)) return '1';
  return ranks.often.includes(key) ? '2' : '5';
}

const COMMON: Readonly<Record<string, { readonly first: readonly string[]; readonly often: readonly string[] }>> = {
  Unit: {
    first: ['Description', 'After', 'Wants', 'Requires', 'Documentation'],
    often: [
      'Before',
      'BindsTo',
      'PartOf',
      'Conflicts',
      'ConditionPathExists',
      'OnFailure',
      'DefaultDependencies',
      'StartLimitIntervalSec',
      'StartLimitBurst',
    ],
  },
  Socket: {
    first: ['ListenStream', 'Accept', 'ListenDatagram'],
    often: [
      'SocketMode',
      'SocketUser',
      'SocketGroup',
      'Service',
      'MaxConnections',
      'BindIPv6Only',
      'NoDelay',
      'RemoveOnStop',
      'FileDescriptorName',
      'Backlog',
      'ListenFIFO',
      'ListenSequentialPacket',
      'FreeBind',
    ],
  },
  Service: {
    first: ['ExecStart', 'Type', 'StandardInput', 'Restart', 'User'],
    often: [
      'StandardError',
      'StandardOutput',
      'Environment',
      'EnvironmentFile',
      'WorkingDirectory',
      'Group',
      'ExecStartPre',
      'ExecReload',
      'ExecStop',
      'RestartSec',
      'DynamicUser',
      'NoNewPrivileges',
      'ProtectSystem',
      'ProtectHome',
      'PrivateTmp',
      'TimeoutStopSec',
      'RemainAfterExit',
      'KillMode',
    ],
  },
  Install: { first: ['WantedBy'], often: ['Also', 'Alias', 'RequiredBy'] },
  Timer: {
    first: ['OnCalendar', 'OnBootSec', 'OnUnitActiveSec', 'Persistent'],
    often: ['AccuracySec', 'RandomizedDelaySec', 'Unit'],
  },
  Path: { first: ['PathExists', 'PathChanged', 'PathModified'], often: ['DirectoryNotEmpty', 'MakeDirectory', 'Unit'] },
  Mount: { first: ['What', 'Where', 'Type', 'Options'], often: [] },
  Automount: { first: ['Where'], often: ['TimeoutIdleSec'] },
  Swap: { first: ['What'], often: ['Priority', 'Options'] },
};
