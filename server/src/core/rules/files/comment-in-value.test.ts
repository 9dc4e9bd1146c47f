import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf, textIn } from '../../testing/scene.ts';
import { applyEdits } from '../../text/edit.ts';

function found(path: string, text: string) {
  const scene = sceneOf(path, text);
  return { scene, findings: diagnose(scene.snapshot, scene.file) };
}

/** Effects and codes of what is found about the last line. */
function last(type: string, text: string): string[] {
  const { scene, findings } = found(`/w/a.${type}`, text);
  const line = scene.file.text.lastIndexOf('\n', scene.file.text.length - 2) + 1;
  return findings
    .filter(({ range }) => range.to > line)
    .map(({ effect, code, range }) => `${effect} ${code} <${textIn(scene, range)}>`);
}

const SERVICE = '[Service]\nExecStart=/bin/a\n';
const SOCKET = '[Socket]\nListenStream=1\n';

it.each([
  ['service', `${SERVICE}Restart=always # yes`, 'ignore <# yes>'],
  ['service', `${SERVICE}Restart=always ; yes`, 'ignore <; yes>'],
  ['service', `${SERVICE}Restart=always // yes`, 'ignore <// yes>'],
  ['service', `${SERVICE}RestartSec=5 #s`, 'ignore <#s>'],
  ['service', `${SERVICE}[Install]\nWantedBy=a.target ; boot`, 'advice <; boot>'],
  ['service', `${SERVICE}RemainAfterExit=yes # 1`, 'ignore <# 1>'],
  ['service', `${SERVICE}UMask=077 # x`, 'ignore <# x>'],
  ['service', `${SERVICE}Nice=5 # x`, 'ignore <# x>'],
  ['service', `${SERVICE}MemoryMax=1G # x`, 'ignore <# x>'],
  ['service', `${SERVICE}LimitNOFILE=5 # x`, 'ignore <# x>'],
  ['service', `${SERVICE}CPUQuota=5% # 100% x`, 'ignore <# 100% x>'],
  ['service', `${SERVICE}KillSignal=INT # x`, 'ignore <# x>'],
  ['service', `${SERVICE}SuccessExitStatus=1 # 2 is bad`, 'ignore <# 2 is bad>'],
  ['service', `${SERVICE}User=root # x`, 'advice <# x>'],
  ['service', `${SERVICE}SupplementaryGroups=adm # x`, 'advice <# x>'],
  ['service', `${SERVICE}WorkingDirectory=/srv # x`, 'advice <# x>'],
  ['service', `${SERVICE}RootDirectory=/srv # x`, 'advice <# x>'],
  ['service', `${SERVICE}EnvironmentFile=/etc/a # x`, 'advice <# x>'],
  ['service', `${SERVICE}StandardOutput=append:/var/log/a # x`, 'advice <# x>'],
  ['service', `${SERVICE}StandardError=journal # x`, 'ignore <# x>'],
  ['service', `${SERVICE}PIDFile=/run/a.pid # x`, 'advice <# x>'],
  ['service', `${SERVICE}StateDirectory=a # x y`, 'advice <# x y>'],
  ['service', `${SERVICE}ReadWritePaths=/a # x y`, 'ignore <# x y>'],
  ['service', `${SERVICE}SyslogIdentifier=a # x`, 'advice <# x>'],
  ['service', `${SERVICE}Environment=A=b # c=d e`, 'ignore <# c=d e>'],
  ['service', `${SERVICE}PassEnvironment=A # b`, 'ignore <# b>'],
  ['service', `${SERVICE}CapabilityBoundingSet=CAP_KILL # b`, 'advice <# b>'],
  ['service', `${SERVICE}SystemCallFilter=@io-event # b`, 'ignore <# b>'],
  ['service', `${SERVICE}RestrictAddressFamilies=AF_INET # b`, 'ignore <# b>'],
  ['service', `${SERVICE}DeviceAllow=/dev/null rw # b`, 'ignore <# b>'],
  ['service', `${SERVICE}IPAddressAllow=127.0.0.1 # b`, 'ignore <# b>'],
  ['service', `${SERVICE}LoadCredential=a:/b # c`, 'advice <# c>'],
  ['service', `${SERVICE}Slice=a.slice # b`, 'ignore <# b>'],
  ['service', `${SERVICE}Sockets=a.socket # b`, 'ignore <# b>'],
  ['service', `${SERVICE}ProtectSystem=full # b`, 'ignore <# b>'],
  ['service', `${SERVICE}ExecReload=/bin/kill -HUP $MAINPID # reload`, 'advice <# reload>'],
  ['service', `${SERVICE}ExecReload=-/bin/kill #-HUP`, 'advice <#-HUP>'],
  ['service', `${SERVICE}ExecReload=/bin/kill #reloads it > /dev/null`, 'advice <#reloads it > /dev/null>'],
  ['service', `${SERVICE}ExecReload=/bin/kill # don't`, "refuse <# don't>"],
  ['service', `${SERVICE}ExecReload=# nothing`, 'advice <# nothing>'],
  ['service', `${SERVICE}ExecReload=/bin/a # x\n[Install]\nWantedBy=multi-user.target # b c`, 'advice <# b c>'],
  ['service', `[Unit]\nAfter=c.service # depends on b.service`, 'ignore <# depends on b.service>'],
  ['service', `[Unit]\nRequires=a.service #depends`, 'ignore <#depends>'],
  ['service', `[Unit]\nDocumentation=man:a(1) # b`, 'ignore <# b>'],
  ['service', `[Unit]\nConditionPathExists=/a # b`, 'advice <# b>'],
  ['service', `[Unit]\nConditionVirtualization=vm # b`, 'advice <# b>'],
  ['service', `[Unit]\nConditionKernelCommandLine=quiet # b`, 'advice <# b>'],
  ['service', `[Unit]\nDefaultDependencies=no # b`, 'ignore <# b>'],
  ['socket', `[Socket]\nListenStream=/run/a # the node`, 'advice <# the node>'],
  ['socket', `[Socket]\nListenStream=@a # the node`, 'advice <# the node>'],
  ['socket', `[Socket]\nListenStream=8080 # http`, 'ignore <# http>'],
  ['socket', `[Socket]\nListenDatagram=127.0.0.1:8080 # http`, 'ignore <# http>'],
  ['socket', `[Socket]\nListenFIFO=/run/a # b`, 'advice <# b>'],
  ['socket', `${SOCKET}FileDescriptorName=a # b`, 'advice <# b>'],
  ['socket', `${SOCKET}SocketMode=0660 # b`, 'ignore <# b>'],
  ['socket', `${SOCKET}SocketUser=a # b`, 'advice <# b>'],
  ['socket', `${SOCKET}SmackLabel=b # c`, 'advice <# c>'],
  ['socket', `${SOCKET}Service=b.service # b`, 'ignore <# b>'],
  ['timer', `[Timer]\nOnCalendar=daily # b`, 'ignore <# b>'],
  ['timer', `[Timer]\nOnBootSec=1h # b`, 'ignore <# b>'],
  ['timer', `[Timer]\nOnBootSec=1h\nUnit=b.service # b`, 'ignore <# b>'],
  ['path', `[Path]\nPathExists=/a # b`, 'advice <# b>'],
  ['mount', `[Mount]\nWhere=/a\nWhat=/dev/sda # b`, 'advice <# b>'],
  ['mount', `[Mount]\nWhere=/a\nWhat=/dev/sda\nOptions=ro # b`, 'advice <# b>'],
])('in a %s, %j: %s', (type, text, expected) => {
  expect(last(type, `${text}\n`)).toEqual([expected.replace(' ', ' comment-in-value ')]);
});

it.each([
  ['service', '[Unit]\nDescription=Agent #2 # and more'],
  ['service', `${SERVICE}Environment=A=#1 "B=c # d" C=a#b 'D=#x'`],
  ['service', `${SERVICE}ExecReload=/bin/sh -c "echo $# # x" x#y`],
  ['service', `${SERVICE}ExecReload=/bin/sh -c 'echo "a" # x'`],
  ['service', `${SERVICE}ExecReload=/bin/echo \\# x`],
  ['service', `${SERVICE}ExecReload=/bin/set-colour #ff00ff`],
  ['service', `${SERVICE}ExecReload=/usr/bin/irc --join #channel --nick me`],
  ['service', `${SERVICE}ExecReload=/usr/bin/irc #channel`],
  ['service', `${SERVICE}ExecReload=/usr/bin/irc #one #two`],
  ['service', `${SERVICE}ExecReload=/usr/bin/cut -d # -f 2`],
  ['service', `${SERVICE}ExecReload=/usr/bin/a #!/bin/sh`],
  ['service', `${SERVICE}ExecReload=/usr/bin/a ; /usr/bin/b`],
  ['service', `${SERVICE}SetCredential=a:b # c`],
  ['service', `${SERVICE}StandardInputText=a # c`],
  ['service', `${SERVICE}ExecReload=/bin/a \\\n# a comment\n  b`],
  ['service', `${SERVICE}WorkingDirectory=/srv/Track #1`],
])('in a %s, %j has none', (type, text) => {
  const { findings } = found(`/w/a.${type}`, `${text}\n`);
  expect(findings.filter(({ code }) => code === 'comment-in-value')).toEqual([]);
});

it('names behind the separators of other formats are no comment', () => {
  expect(last('service', '[Unit]\nAfter=a.service ; b.service\n').join()).toContain('ignore bad-unit-name <;>');
});

it.each([
  ['[Service]\nRestart=no\t# x\n', '[Service]\n# x\nRestart=no\n'],
  ['[Service]\r\nRestart=no // x\r\n', '[Service]\r\n# x\r\nRestart=no\r\n'],
  ['[Service]\nRestart=no ;x', '[Service]\n;x\nRestart=no'],
  ['[Service]\nExecStart=/a # b \\\n  c\n', '[Service]\n# b\nExecStart=/a \\\n  c\n'],
  ['[Service]\nExecStart=/a \\\n  b # c\n', '[Service]\n# c\nExecStart=/a \\\n  b\n'],
  ['[Service]\nExecStart=/a \\\n  ; // x\n', undefined],
  ['[Service]\nExecReload=# a \\\n  b\n', '[Service]\n# a\nExecReload= \\\n  b\n'],
  ['[Service]\nExecReload=#a\n', '[Service]\n#ExecReload=#a\n'],
])('the fix of %j gives %j', (text, expected) => {
  const { findings } = found('/w/a.service', text);
  const finding = findings.find(({ code }) => code === 'comment-in-value');
  const change = finding?.fixes[0]?.changes[0];
  expect(change?.kind === 'edit' ? applyEdits(text, change.edits) : undefined).toBe(expected);
});
