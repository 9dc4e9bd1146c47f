import { describe, expect, it } from 'vitest';
import { KNOWN_MACHINE as WORLD } from '../testing/machines.ts';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import type { World } from '../values/grammar.ts';
import { type Hover, hover } from './hover.ts';

const OTHERS = {
  '/w/web.service': '[Unit]\nDescription=The *web*\n[Service]\nExecStart=/bin/web\n',
  '/w/web.service.d/10-more.conf': '[Service]\nEnvironment=A=b\n',
  '/w/six.socket': '[Socket]\nListenStream=9000\nBindIPv6Only=ipv6-only\n',
  '/w/web.socket': '[Socket]\nListenStream=/run/[x](command:y).sock\n',
};

/** The hover where `^` stands. */
function hoverAt(name: string, marked: string, world: World = WORLD): Hover | undefined {
  const { snapshot, file, marks } = sceneOf(name.startsWith('/') ? name : `/w/${name}`, marked, OTHERS);
  return hover(snapshot, file, marks[0]!, world);
}

describe('values', () => {
  it.each<[string, string, string[]]>([
    ['a.socket', '[Socket]\nListenStream=^8080', ['TCP port 8080 on all addresses']],
    ['a.socket', '[Socket]\nListenStream=^8080\nBindIPv6Only=yes', ['on all IPv6 addresses, not on IPv4']],
    ['six.socket.d/a.conf', '[Socket]\nListenStream=^8080', ['on all IPv6 addresses, not on IPv4']],
    ['six.socket.d/a.conf', '[Socket]\nListenStream=[::]:8^080', ['on all IPv6 addresses, not on IPv4']],
    ['a.socket', '[Socket]\nListenDatagram=[::1]:^53', ['UDP port 53 on ::1, this machine only']],
    ['a.socket', '[Socket]\nListenStream=%t/a^.sock', ['Unix socket at /run/a.sock']],
    ['a.socket', '[Socket]\nListenStream=^%t/a.sock', ['`%t` is the directory for runtime files', 'Here: `/run`']],
    ['a.socket', '[Socket]\nListenStream=@a^', ['abstract namespace']],
    ['a.socket', '[Socket]\nListenStream=vsock:2:^99', ['vsock stream port 99 on CID 2']],
    ['a.socket', '[Socket]\nListenNetlink=^route 1361', ['`route`', 'routes']],
    ['a.service', '[Service]\nTimeoutStartSec=5m^in 20s', ['5min = 300 s', '5min 20s = 320 s']],
    ['a.service', '[Service]\nRestartSec=^90', ['90 = 1min 30s = 90 s']],
    ['a.service', '[Service]\nRestartSec=100^ms', ['milliseconds']],
    ['a.service', '[Service]\nTimeoutStopSec=in^finity', ['No limit']],
    ['a.timer', '[Timer]\nOnBootSec=15m^in', ['15min = 900 s']],
    ['a.timer', '[Timer]\nOnCalendar=M^on..Fri 9:00', ['**weekdays**', '`Mon..Fri *-*-* 09:00:00`']],
    [
      'a.timer',
      '[Timer]\nOnCalendar=^Mon..Fri 9:00',
      [
        'Next, in time zone Europe/Berlin:',
        '- Mon 2026-11-23 09:00:00, in 2d 20h',
        '- Tue 2026-11-24',
        '- Wed 2026-11-25',
        '- Thu 2026-11-26',
        '- Fri 2026-11-27 09:00:00',
      ],
    ],
    ['a.timer', '[Timer]\nOnCalendar=d^aily', ['`*-*-* 00:00:00`', '- Sat 2026-11-21 00:00:00, in 11h']],
    ['a.timer', '[Timer]\nOnCalendar=*-*-* 04:^00 UTC', ['**minute**', 'Next, in UTC:', '- Sat 2026-11-21 04:00:00']],
    ['a.timer', '[Timer]\nOnCalendar=^2020-01-01', ['It never elapses again']],
    ['a.service', '[Service]\nMemoryMax=51^2M', ['512M = 536,870,912 bytes']],
    ['a.service', '[Service]\nMemoryMax=5^0%', ['50% of the machine’s memory.']],
    ['a.service', '[Service]\nCPUQuota=2^00%', ['the time of 2 CPUs.']],
    ['a.socket', '[Socket]\nSocketMode=06^40', ['`rw-r-----`']],
    ['a.service', '[Service]\nUMask=00^27', ['`rw-r-----`', '`rwxr-x---`']],
    ['a.service', '[Service]\nKillSignal=SIG^INT', ['**SIGINT** (2)', 'Ctrl+C']],
    ['a.service', '[Service]\nSuccessExitStatus=TEMP^FAIL', ['Exit status 75']],
    ['a.service', '[Service]\nSuccessExitStatus=1 SIGK^ILL', ['**SIGKILL** (9)']],
    ['a.service', '[Service]\nExecStart=^-@/bin/echo a', ['`-`: a failure of the command counts as success']],
    ['a.service', '[Service]\nExecStart=-^@/bin/echo a', ['`@`: the second word is the name']],
    ['a.service', '[Service]\nExecStart=!^!/bin/echo a', ['`!!`: as "!" on kernels without ambient capabilities']],
    ['a.service', '[Service]\nExecStart=^!/bin/echo a', ['`!`: runs without User=']],
    ['a.service', '[Service]\nExecStart=@/bin/e^cho a', ['Executable `/bin/echo`', 'Runs under the name `a`']],
    ['a.service', '[Service]\nExecStart=/etc/pas^swd', ['a file of this machine']],
    ['a.service', '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $PO^RT', ['`PORT=80`, from Environment=']],
    ['a.service', `[Service]\nRuntimeDirectory=x\nExecStart=/bin/a \${RUNTIME_^DIRECTORY}`, ['RuntimeDirectory=x']],
    ['a.service', '[Service]\nExecStart=/bin/a "b^ %n"', ['One argument: `b a.service`']],
    ['a.service', '[Service]\nExecStart=/bin/a ^%n', ['Here: `a.service`']],
    ['a@.service', '[Service]\nExecStart=/bin/a ^%i', ['depends on the instance']],
    ['a@x-y.service', '[Service]\nExecStart=/bin/a %^I', ['Here: `x/y`']],
    ['a.service', '[Service]\nExecStart=/bin/a %^i', ['Here it is empty.']],
    ['a.service', '[Unit]\nAfter=web.^service', ['The \\*web\\*', '`/w/web.service`', 'Started by `web.socket`']],
    ['a.service', '[Unit]\nAfter=web.^service', ['Changed by `10-more.conf`']],
    ['a.service', '[Unit]\nAfter=network-on^line.target', ['The network is up']],
    ['a.service', '[Unit]\nAfter=six.^socket', ['TCP port 9000 on all addresses, IPv6 only']],
    ['a.service', '[Unit]\nAfter=web.^socket', ['Listens on', 'Starts `web.service`']],
    ['web.service', '[Unit]\nPartOf=web.^service', ['**web.service**']],
    ['a.service', '[Service]\nCapabilityBoundingSet=~CAP_NET_BIND_S^ERVICE', ['(10)', 'ports below 1024']],
    ['a.service', '[Service]\nCapabilityBoundingSet=^~CAP_KILL', ['All capabilities except those']],
    ['a.service', '[Service]\nSystemCallFilter=@cl^ock', ['`clock_settime`', '6 system calls']],
    ['a.service', '[Service]\nSystemCallFilter=op^en', ['`open`', '`@file-system`']],
    ['a.service', '[Service]\nUser=ro^ot', ['uid 0', 'home `/root`', 'shell `/bin/bash`']],
    ['a.service', '[Service]\nUser=no^one', ['There is no user `noone` on this machine']],
    ['a.service', '[Service]\nSupplementaryGroups=a^dm', ['gid 4', '`joe`, `ann`']],
    ['a.service', '[Service]\nEnvironment=PA^TH=/bin', ['the search path for programs', '`PATH=/bin`']],
    ['a.socket', '[Socket]\nAccept=y^es', ['starts an instance of the template service']],
    ['a.service', '[Service]\nType=not^ify', ['READY=1']],
    ['a.service', '[Service]\nStandardInput=soc^ket', ['the socket that started the service']],
    ['a.service', '[Service]\nReadWritePaths=-/etc/de^mo', ['a directory of this machine']],
    ['a.service', '[Service]\nReadWritePaths=^-/etc/demo', ['no error if the path does not exist']],
    ['a.service', '[Service]\nEnvironmentFile=/etc/no^ne', ['not there on this machine']],
    ['a.service', '[Service]\nWorkingDirectory=%E/de^mo', ['`/etc/demo`']],
    ['a.service', '[Service]\nLimitNOFILE=1024:52^4288', ['Hard limit: 524288']],
    ['a.service', '[Service]\nIPAddressAllow=10.0.0.0^/8', ['16777216']],
    ['a.service', '[Service]\nRestrictAddressFamilies=AF_I^NET', ['IPv4']],
    ['a.service', '[Service]\nDeviceAllow=/dev/null r^w', ['read from it, write to it']],
    ['a.service', '[Service]\nStateDirectory=fo^o', ['`/var/lib/foo`', '$STATE_DIRECTORY']],
    ['a.service', '[Service]\nLoadCredential=k^ey:/x', ['`$CREDENTIALS_DIRECTORY/key`']],
    ['a.service', '[Install]\nWantedBy=multi-u^ser.target', ['what most services are wanted by']],
    ['/w/systemd/user/a.service', '[Service]\nExecStart=/bin/a ^%h', ['depends on the user']],
    // Where a value speaks for itself, what the directive takes is said.
    ['a.socket', '[Socket]\nBacklog=^16', ['**Backlog=**', '**Values:**', '**Default:**']],
    ['a.unknown.service', '[Unit]\nDescription=a ^b', ['**Description=**']],
    ['a.service', '[Service]\nRestart=^nonsense', ['**Restart=**', '**Values:**']],
  ])('of %s, in %j, tells %j', (name, marked, words) => {
    const found = hoverAt(name, marked);
    for (const word of words) expect(english(found?.markdown ?? '')).toContain(word);
  });

  it('is shown for the word under the pointer', () => {
    expect(hoverAt('a.service', '[Service]\nTimeoutStartSec=5m^in 20s')?.range).toEqual({ from: 26, to: 30 });
    expect(hoverAt('a.service', '[Unit]\nAfter=a.target web.^service')?.range).toEqual({ from: 22, to: 33 });
  });

  it('without a clock or a machine less is said, and nothing is wrong', () => {
    const nowhere: World = {
      units: () => [],
      directory: () => [],
      users: () => [],
      groups: () => [],
      fact: () => undefined,
    };
    expect(english(hoverAt('a.timer', '[Timer]\nOnCalendar=^daily', nowhere)!.markdown)).toBe(
      'Normalized: `*-*-* 00:00:00`',
    );
    expect(english(hoverAt('a.service', '[Service]\nUser=^root', nowhere)!.markdown)).toContain('**User=**');
  });
});

describe('elsewhere', () => {
  it('a section header tells what it is for and what the unit starts', () => {
    const found = hoverAt('web.socket', '[So^cket]\nListenStream=1\n');
    expect(english(found?.markdown ?? '')).toContain('**[Socket]**');
    expect(english(found?.markdown ?? '')).toContain('Listens on TCP port 1');
    expect(english(found?.markdown ?? '')).toContain('Starts `web.service`');
    expect(hoverAt('a.service', '[Soc^ket]\n')).toBeUndefined();
  });

  it('a key tells what the manual would, with a link to it', () => {
    const found = hoverAt('a.socket', '[Socket]\nAcc^ept=no\n');
    expect(english(found?.markdown ?? '')).toContain('**Accept=** in `[Socket]`');
    expect(english(found?.markdown ?? '')).toContain('/man/262/systemd.socket.html#Accept=');
  });

  it('a key tells the answer and the facts first, and the rest below a rule', () => {
    const [first = '', rest = ''] = english(hoverAt('a.service', '[Service]\nPrivateTm^p=no\n')!.markdown).split(
      '\n\n---\n\n',
    );
    expect(first).toContain('`/tmp` and `/var/tmp` of its own');
    expect(first).toContain('since 257 `disconnected`');
    expect(first).toContain("- **Managers:** the system's; since 254 also a user's");
    expect(first).not.toContain('JoinsNamespaceOf');
    expect(rest).toContain('**Combines:** `JoinsNamespaceOf=`');
    expect(rest).toContain('**Mistake:**');
  });

  it.each(['[Service]\n# Typ^e=x\n', '[Service]\n^\n', '[Service]\nNoSuch^Key=1\n', '[Service]\nwo^rd\n', '^'])(
    'in %j there is nothing to say',
    (marked) => {
      expect(hoverAt('a.service', marked)).toBeUndefined();
    },
  );
});
