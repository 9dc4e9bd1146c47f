import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A unit of about 20 lines, of the kind that people write every day. */
export function smallUnit(): string {
  return `[Unit]
Description=Answers requests on the test port
Documentation=https://example.org/docs man:systemd.service(5)
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
User=www-data
Environment=PORT=9999 "GREETING=hello there"
ExecStartPre=-/usr/bin/mkdir -p /run/demo
ExecStart=/usr/bin/python3 /srv/demo/server.py --port \${PORT}
Restart=on-failure
RestartSec=5s
ProtectSystem=strict
CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_CHOWN
SystemCallFilter=@system-service
MemoryMax=512M
[Install]
WantedBy=multi-user.target
`;
}

/** A unit of 6,000 lines: far more than anybody writes, as generators sometimes do. */
export function bigUnit(): string {
  const lines = smallUnit().trimEnd().split('\n');
  const service = lines.indexOf('[Install]');
  const more: string[] = [];
  for (let i = 0; lines.length + more.length < 6000; i++) {
    more.push(
      `# Setting number ${i}`,
      `Environment=KEY_${i}=value${i} "OTHER_${i}=more of it"`,
      `ExecStartPre=-/usr/bin/echo step ${i} of many`,
      `ReadWritePaths=-/var/lib/demo/${i}`,
      `BindReadOnlyPaths=/srv/demo/${i}:/demo/${i}`,
      `IPAddressAllow=10.${i % 250}.0.0/16`,
    );
  }
  lines.splice(service, 0, ...more);
  return `${lines.join('\n')}\n`;
}

/** A socket with a service for each connection, on a port of its own. */
export function socketUnit(index: number): string {
  return `[Unit]
Description=Port of service ${index}
Documentation=man:systemd.socket(5)

[Socket]
ListenStream=127.0.0.1:${1024 + (index % 60_000)}
Accept=yes
MaxConnections=32
NoDelay=yes

[Install]
WantedBy=sockets.target
`;
}

/** The units of one service, by their names: what it is, what starts it, and what somebody has changed about it. */
function family(index: number): readonly (readonly [name: string, text: string])[] {
  const name = `unit${index}`;
  return [
    [`${name}.socket`, socketUnit(index)],
    [`${name}@.service`, smallUnit().replace('[Install]\nWantedBy=multi-user.target\n', 'StandardInput=socket\n')],
    [
      `${name}-clean.service`,
      smallUnit().replace('Type=exec', 'Type=oneshot').replace('Restart=on-failure\nRestartSec=5s\n', ''),
    ],
    [
      `${name}-clean.timer`,
      `[Unit]\nDescription=Cleans after service ${index}\n\n[Timer]\nOnCalendar=*-*-* 03:${index % 60}:00\nPersistent=yes\n\n[Install]\nWantedBy=timers.target\n`,
    ],
    [`${name}@.service.d/limits.conf`, '[Service]\nMemoryMax=256M\nLimitNOFILE=4096\n'],
  ];
}

/** Writes so many units and drop-ins of many services into folders of a hundred each. */
export function writeWorkspace(folder: string, count: number): void {
  for (let index = 0; index * 5 < count; index++) {
    const shelf = join(folder, String(Math.floor(index / 20)));
    for (const [name, text] of family(index)) {
      const path = join(shelf, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

/**
 * Writes so many units into folders of two hundred each. Half of them are started before sysinit.target, one after the other, as
 * systemd's own are, so that each of the others waits for a hundred.
 */
export function writeEarlyUnits(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const shelf = Math.floor(index / 200);
    const after = index % 200 === 0 ? '' : `After=step${index - 2}.service\n`;
    const early = `[Unit]\nDescription=Step ${index}\nDefaultDependencies=no\n${after}Before=sysinit.target\n\n[Service]\nType=oneshot\nExecStart=/usr/bin/true\n`;
    mkdirSync(join(folder, String(shelf)), { recursive: true });
    writeFileSync(join(folder, String(shelf), `step${index}.service`), index % 2 === 0 ? early : smallUnit());
  }
}
