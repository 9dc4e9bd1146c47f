import { describe, expect, it } from 'vitest';
import type { UnitType } from '../catalogue/unit-type.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { fixesAt, type OfferedFix } from './fixes.ts';

/**
 * What people write, the fix that is offered for it, and what it makes of it; `-` is nothing. The lines stand in a unit of the type: in
 * the section that is named before the colon, else in the unit's own, or where they stood before. `!` marks the fix that may be applied
 * without asking.
 */
const CASES = `
typos in names
  service  Unit: Descripton=x           Change to Description=        Description=x
  service  Unit: after=a.service        ! Change to After=            After=a.service
  service  StandartInput=null           Change to StandardInput=      StandardInput=null
  socket   ListenStrem=80               Change to ListenStream=       ListenStream=80
  service  Unit: Afer=a.service         Change to After=              After=a.service
wrong section
  service  After=a.service              ! Move to [Unit]              Unit: After=a.service
  service  Unit: ExecReload=/bin/true   ! Move to [Service]           Service: ExecReload=/bin/true
  service  WantedBy=multi-user.target   ! Move to [Install]           Install: WantedBy=multi-user.target
  socket   Unit: Accept=no              ! Move to [Socket]            Socket: Accept=no
no equals sign
  service  NoNewPrivileges yes          Put "=" after the name        NoNewPrivileges=yes
  service  Nice 5                       Put "=" after the name        Nice=5
  service  some words                   Make it a comment             # some words
words of a few
  service  Type=simpel                  Replace with simple           Type=simple
  service  Type=Simple                  ! Replace with simple         Type=simple
  service  Restart=on_failure           Replace with on-failure       Restart=on-failure
  service  Restart=unless-stopped       Replace with always           Restart=always
  service  ProtectHome=readonly         Replace with read-only        ProtectHome=read-only
  service  StandardInput=Socket         ! Replace with socket         StandardInput=socket
  service  StandardOutput=jornal        Replace with journal          StandardOutput=journal
  service  CPUSchedulingPolicy=SCHED_FIFO  Replace with fifo          CPUSchedulingPolicy=fifo
  service  SyslogLevel=warn             Replace with warning          SyslogLevel=warning
  socket   BindIPv6Only=Both            ! Replace with both           BindIPv6Only=both
  service  RestrictAddressFamilies=AF_INET,AF_INET6  ! Separate with spaces  RestrictAddressFamilies=AF_INET AF_INET6
  service  CapabilityBoundingSet=CAP_NET_BIND  Replace with CAP_NET_BIND_SERVICE  CapabilityBoundingSet=CAP_NET_BIND_SERVICE
  service  SystemCallFilter=@sytem-service  Replace with @system-service  SystemCallFilter=@system-service
  service  KillSignal=sigterm           ! Replace with SIGTERM        KillSignal=SIGTERM
  service  KillSignal=SIGTREM           Replace with SIGTERM          KillSignal=SIGTERM
  service  SuccessExitStatus=SIGTRM     Replace with SIGTERM          SuccessExitStatus=SIGTERM
  service  Unit: ConditionSecurity=SELinux  Replace with selinux      ConditionSecurity=selinux
booleans
  service  RemainAfterExit=enabled      Replace with yes              RemainAfterExit=yes
  socket   Accept=ture                  Replace with yes              Accept=yes
  service  PrivateTmp=disabled          Replace with no               PrivateTmp=no
  service  PrivateTmp=yess              Replace with yes              PrivateTmp=yes
  service  ProtectSystem=ture           Replace with yes              ProtectSystem=yes
  service  NoNewPrivileges="yes"        ! Remove the quotes           NoNewPrivileges=yes
  service  NoNewPrivileges=yes;         ! Remove ";"                  NoNewPrivileges=yes
times
  service  RestartSec=5mins             ! Replace with 5min           RestartSec=5min
  service  RestartSec=5 Sec             ! Replace with 5sec           RestartSec=5sec
  service  RestartSec=5 mintues         Replace with 5minutes         RestartSec=5minutes
  service  RestartSec=1,5s              ! Replace with 1.5s           RestartSec=1.5s
  service  RestartSec=1:30              Replace with 1min 30s         RestartSec=1min 30s
  service  TimeoutStopSec=infinit       Replace with infinity         TimeoutStopSec=infinity
  service  TimeoutStopSec=never         Replace with infinity         TimeoutStopSec=infinity
  timer    OnCalendar=dayly             Replace with daily            OnCalendar=daily
  timer    OnCalendar=*/5 * * * *       Replace with *-*-* *:00/5:00  OnCalendar=*-*-* *:00/5:00
access bits
  socket   SocketMode=rw-rw----         ! Replace with 0660           SocketMode=0660
  socket   SocketMode=0o660             ! Replace with 0660           SocketMode=0660
  socket   SocketMode=0x1b0             ! Replace with 0660           SocketMode=0660
  service  UMask=u=rwx                  Replace with 0700             UMask=0700
sizes and shares
  service  MemoryMax=512m               ! Replace with 512M           MemoryMax=512M
  service  MemoryMax=1GB                ! Replace with 1G             MemoryMax=1G
  service  CPUQuota=50                  Replace with 50%              CPUQuota=50%
  service  LimitNOFILE=unlimited        Replace with infinity         LimitNOFILE=infinity
quoting
  service  Environment="A=b             Close the quote at the end    Environment="A=b"
  service  Unit: After="a.service"      ! Write a.service             After=a.service
units
  service  Unit: After=network          Write network.target          After=network.target
  service  Unit: After=network.taget    Write network.target          After=network.target
  service  Unit: After=netwrok.target   Replace with network.target   After=network.target
  service  Install: WantedBy=multiuser.target  Replace with multi-user.target  WantedBy=multi-user.target
  service  Install: WantedBy=multi-user  Replace with multi-user.target  WantedBy=multi-user.target
  service  Unit: Wants=a.service,b.service  ! Write a.service b.service  Wants=a.service b.service
  socket   Service=demo                 Write demo.service            Service=demo.service
addresses
  socket   ListenStream=*:80            ! Write 80                    ListenStream=80
  socket   ListenStream=localhost:80    Write 127.0.0.1:80            ListenStream=127.0.0.1:80
  socket   ListenStream=tcp:80          Write 80                      ListenStream=80
  socket   ListenStream=unix:/run/a     ! Write /run/a                ListenStream=/run/a
  socket   ListenStream=::1:80          Write [::1]:80                ListenStream=[::1]:80
paths
  service  PIDFile=/var/run/a.pid       ! Use /run instead of /var/run  PIDFile=/run/a.pid
  service  WorkingDirectory=~/a         Replace with %h/a             WorkingDirectory=%h/a
retired
  service  Unit: RequiresOverridable=a.service  ! Rename to Requires=  Requires=a.service
  service  Unit: OnFailureIsolate=yes   ! Write OnFailureJobMode=isolate  OnFailureJobMode=isolate
  service  Unit: BindTo=a.service       ! Rename to BindsTo=          BindsTo=a.service
  service  ReadWriteDirectories=/a      ! Rename to ReadWritePaths=   ReadWritePaths=/a
  service  StartLimitInterval=5min      ! Move to [Unit] as StartLimitIntervalSec=  Unit: StartLimitIntervalSec=5min
  service  StartLimitBurst=3            ! Move to [Unit]              Unit: StartLimitBurst=3
  service  MemoryLimit=1G               Write MemoryMax=1G            MemoryMax=1G
  service  BlockIOWeight=500            Write IOWeight=100            IOWeight=100
  service  CPUAccounting=yes            ! Remove the line             -
  service  PermissionsStartOnly=no      ! Remove the line             -
`;

const NEEDED: Partial<Record<UnitType, string>> = {
  service: 'ExecStart=/bin/true\n',
  socket: 'ListenStream=1\n',
  timer: 'OnActiveSec=1\n',
};

describe.each(groups())('$name', ({ rows }) => {
  it.each(rows)('$type: $broken', ({ type, broken, title, preferred, fixed }) => {
    const offers = offersFor(type, broken);
    const offer = offers.find(({ fix }) => english(fix.title) === title);
    expect(offer && { title: english(offer.fix.title), preferred: offer.preferred }, titles(offers)).toEqual({
      title,
      preferred,
    });
    const [change] = offer!.fix.changes;
    const edits = change?.kind === 'edit' ? change.edits : [];
    // Where a line comes to stand within its section does not matter here, nor do sections that were left empty.
    expect(settings(applyEdits(unitWith(type, broken), edits))).toEqual(settings(unitWith(type, fixed)));
  });
});

function offersFor(type: UnitType, line: string): readonly OfferedFix[] {
  const host = createHost();
  host.apply([{ path: `/w/demo.${type}`, layer: 'disk', text: unitWith(type, line) }]);
  const snapshot = host.snapshot();
  const file = snapshot.file(`/w/demo.${type}`)!;
  return fixesAt(snapshot, file, { from: 0, to: file.text.length });
}

function unitWith(type: UnitType, line: string): string {
  const own = type[0]!.toUpperCase() + type.slice(1);
  const [, section = own, setting = ''] = /^(?:(Unit|Install|Service|Socket): )?(.*)$/.exec(line)!;
  const rest = setting === '-' ? '' : `${setting}\n`;
  const needed = NEEDED[type] ?? '';
  return section === own ? `[${own}]\n${needed}${rest}` : `[${section}]\n${rest}\n[${own}]\n${needed}`;
}

/** The lines of a text, each with its section. */
function settings(text: string): string[] {
  let section = '';
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('[')) section = line;
      return line === '' || line.startsWith('[') ? [] : [`${section} ${line}`];
    })
    .sort();
}

function titles(offers: readonly OfferedFix[]): string {
  return offers.map(({ fix, preferred }) => `${preferred ? '! ' : ''}${english(fix.title)}`).join(' | ');
}

interface Row {
  readonly type: UnitType;
  readonly broken: string;
  readonly title: string;
  readonly preferred: boolean;
  readonly fixed: string;
}

function groups(): { name: string; rows: Row[] }[] {
  const all: { name: string; rows: Row[] }[] = [];
  for (const line of CASES.trim().split('\n')) {
    if (!line.startsWith(' ')) all.push({ name: line, rows: [] });
    else all.at(-1)!.rows.push(rowOf(line.trim()));
  }
  return all;
}

function rowOf(line: string): Row {
  const [type, broken, title, fixed] = line.split(/ {2,}/) as [UnitType, string, string, string];
  const section = /^(\w+: )/.exec(broken)?.[1] ?? '';
  return {
    type,
    broken,
    title: title.replace(/^! /, ''),
    preferred: title.startsWith('! '),
    fixed: /^\w+: /.test(fixed) ? fixed : section + fixed,
  };
}
