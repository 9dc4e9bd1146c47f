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
