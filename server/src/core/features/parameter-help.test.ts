import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import type { Parts } from '../values/grammar.ts';
import { parameterHelp } from './parameter-help.ts';

/** The help where `^` stands. */
function helpAt(type: string, marked: string): Parts | undefined {
  const { snapshot, file, marks } = sceneOf(`/w/a.${type}`, marked);
  return parameterHelp(snapshot, file, marks[0]!);
}

it.each<[string, string, string, string]>([
  ['socket', '[Socket]\nListenStream=^', '[address:]port', 'port'],
  ['socket', '[Socket]\nListenStream=127.0^', '[address:]port', 'address'],
  ['socket', '[Socket]\nListenStream=[::1^]:80', '[address:]port', 'address'],
  ['socket', '[Socket]\nListenDatagram=[::1]:8^0', '[address:]port', 'port'],
  ['socket', '[Socket]\nListenStream=vsock:^', 'vsock:CID:port', 'CID'],
  ['socket', '[Socket]\nListenStream=vsock::1^', 'vsock:CID:port', 'port'],
  ['socket', '[Socket]\nListenNetlink=route ^', 'family [group]', 'group'],
  ['timer', '[Timer]\nOnCalendar=^', 'weekdays year-month-day hour:minute:second zone', 'weekdays'],
  ['timer', '[Timer]\nOnCalendar=Mon *-*-1^', 'weekdays year-month-day hour:minute:second zone', 'day'],
  ['timer', '[Timer]\nOnCalendar=*-*-* 12:^', 'weekdays year-month-day hour:minute:second zone', 'minute'],
  ['timer', '[Timer]\nOnCalendar=*-*-* 12:00 U^', 'weekdays year-month-day hour:minute:second zone', 'zone'],
  ['service', '[Service]\nBindPaths=^', 'source:destination:options', 'source'],
  ['service', '[Service]\nBindPaths=/a:/b /c:^', 'source:destination:options', 'destination'],
  ['service', '[Service]\nBindReadOnlyPaths=/a:/b:^', 'source:destination:options', 'options'],
  ['service', '[Service]\nExecStart=^', '[prefixes]executable arguments', 'executable'],
  ['service', '[Service]\nExecStart=-^', '[prefixes]executable arguments', '[prefixes]'],
  ['service', '[Service]\nExecStart=-/bin/a b^', '[prefixes]executable arguments', 'arguments'],
  ['service', '[Service]\nExecStart=@/bin/a b^', '[prefixes]executable name arguments', 'name'],
  ['service', '[Service]\nExecStart=@/bin/a b c^', '[prefixes]executable name arguments', 'arguments'],
  ['service', '[Service]\nExecStart=/bin/a b ; @/bin/c d^', '[prefixes]executable name arguments', 'name'],
  ['service', '[Service]\nLimitNOFILE=^', 'soft:hard', 'soft'],
  ['service', '[Service]\nLimitNOFILE=1024:^', 'soft:hard', 'hard'],
  ['service', '[Service]\nStateDirectory=a b:^', 'name[:link[:ro]]', 'link'],
  ['service', '[Service]\nStateDirectory=a:b:^', 'name[:link[:ro]]', 'ro'],
  ['service', '[Service]\nLoadCredential=a^', 'name[:source]', 'name'],
  ['service', '[Service]\nLoadCredential=a:^', 'name[:source]', 'source'],
  ['service', '[Service]\nSetCredential=a:^', 'name:value', 'value'],
  ['service', '[Service]\nNFTSet=cgroup:inet:^', 'source:family:table:set', 'table'],
  ['service', '[Service]\nSocketBindAllow=ipv4:^', '[family:][protocol:][ports]', 'protocol'],
  ['service', '[Service]\nSocketBindAllow=tcp:8^0', '[family:][protocol:][ports]', 'ports'],
  ['service', '[Service]\nDeviceAllow=/dev/null ^', 'device [access]', 'access'],
  ['service', '[Service]\nOpenFile=/a:b:^', 'path:name:options', 'options'],
  ['service', '[Service]\nIOReadBandwidthMax=/dev/sda ^', 'DEVICE RATE', 'RATE'],
  ['service', '[Service]\nIODeviceLatencyTargetSec=/dev^', 'DEVICE TIME', 'DEVICE'],
  ['service', '[Service]\nRootImageOptions=home:^', '[partition:]options', 'options'],
  ['service', '[Service]\nMountImages=/a:/b:root:^', 'source:destination[:partition:options]', 'options'],
  ['service', '[Service]\nTemporaryFileSystem=/var:^', 'path:options', 'options'],
  ['service', '[Service]\nEnvironment=A=b C^', 'NAME=value', 'NAME'],
  ['service', '[Service]\nEnvironment="A=b c^"', 'NAME=value', 'value'],
  ['service', '[Service]\nBPFProgram=egress:^', 'type:path', 'path'],
  ['service', '[Service]\nRootImagePolicy=root=^', 'partition=use+use…:…', 'use'],
])('of a .%s, in %j, it is %s, at %s', (type, marked, label, active) => {
  const help = helpAt(type, marked);
  expect(help?.label).toBe(label);
  expect(help?.parts[help.active]?.label).toBe(active);
  expect(english(help!.parts[help!.active]!.documentation)).toMatch(/^.+\.$/);
});

it.each([
  ['socket', '[Socket]\nListenStream=/run/^a'],
  ['socket', '[Socket]\nAccept=^'],
  ['service', '[Service]\n# ExecStart=^'],
  ['service', '[Service]\nExec^Start=/bin/a'],
])('of a .%s, in %j, there is none', (type, marked) => {
  expect(helpAt(type, marked)).toBeUndefined();
});
