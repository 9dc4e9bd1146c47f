import { expect, it } from 'vitest';
import { stateFrom } from '../manager/unit-state.ts';
import { installedPlan } from './installed-plan.ts';

function planOf(properties: Readonly<Record<string, string | readonly string[]>>) {
  const entries = Object.entries(properties).map(([name, value]) => [name, [value].flat()] as const);
  return installedPlan(stateFrom(new Map(entries), 'ssh.socket'), 'system');
}

it.each([
  ['[::]:22 (Stream)', 'stream', { family: 'inet', host: undefined, port: 22, v6: true }],
  ['0.0.0.0:53 (Datagram)', 'datagram', { family: 'inet', host: undefined, port: 53, v6: false }],
  ['127.0.0.1:8080 (Stream)', 'stream', { family: 'inet', host: '127.0.0.1', port: 8080, v6: false }],
  ['[fe80::1]:80 (Stream)', 'stream', { family: 'inet', host: 'fe80::1', port: 80, v6: true }],
  ['/run/with blank (SequentialPacket)', 'seqpacket', { family: 'unix', path: '/run/with blank' }],
  ['@bus (Stream)', 'stream', { family: 'abstract', name: 'bus' }],
  ['vsock:2:1024 (Stream)', 'stream', { family: 'vsock', cid: '2', port: 1024 }],
  ['/run/initctl (FIFO)', 'fifo', { family: 'other', text: '/run/initctl' }],
  ['kobject-uevent 2 (Netlink)', 'netlink', { family: 'other', text: 'kobject-uevent 2' }],
])('takes %s apart', (listen, kind, address) => {
  expect(planOf({ Listen: listen }).listeners).toMatchObject([{ kind, address }]);
});

it('has what is started: the service that the manager names, or the template of a socket that accepts', () => {
  expect(planOf({ Triggers: 'ssh.service', Accept: 'no' })).toMatchObject({ service: 'ssh.service', accept: false });
  expect(planOf({ Triggers: '', Accept: 'yes' })).toMatchObject({ service: 'ssh@.service', accept: true });
});

it.each([
  ['enabled', true],
  ['disabled', true],
  ['static', false],
  ['generated', false],
  ['', false],
])('a unit that is %s can be enabled: %s', (enabled, installable) => {
  expect(planOf({ UnitFileState: enabled }).installable).toBe(installable);
});
