import { expect, it } from 'vitest';
import { parseShow, stateFrom } from './unit-state.ts';

const SOCKET_AND_SERVICE = `NAccepted=2
Listen=[::]:9999 (Stream)
Listen=/run/with blank (Stream)
Result=success
Id=foo.socket
LoadState=loaded
ActiveState=active
SubState=listening
NeedDaemonReload=yes
DropInPaths=/a/foo.socket.d/1.conf /a/foo.socket.d/2.conf

Id=foo@1.service
ActiveState=failed
ExecMainCode=1
ExecMainStatus=203
MainPID=0
InvocationID=abc
`;

it('reads the properties by name, whatever their order', () => {
  const [socket, service] = parseShow(SOCKET_AND_SERVICE).map((properties) => stateFrom(properties, ''));
  expect(socket).toMatchObject({
    unit: 'foo.socket',
    active: 'active',
    sub: 'listening',
    listens: ['[::]:9999 (Stream)', '/run/with blank (Stream)'],
    accepted: 2,
    needsReload: true,
    dropIns: ['/a/foo.socket.d/1.conf', '/a/foo.socket.d/2.conf'],
    exit: undefined,
  });
  expect(service).toMatchObject({ active: 'failed', exit: { code: 'exited', status: 203 }, invocation: 'abc' });
  expect(service?.mainPid).toBeUndefined();
});
