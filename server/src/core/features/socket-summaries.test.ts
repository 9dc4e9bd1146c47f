import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { socketSummaries } from './socket-summaries.ts';

it('sums up the sockets of the given folders, by name', () => {
  const { snapshot } = sceneOf('/w/b.socket', '[Unit]\nDescription=Two\n[Socket]\nListenStream=80\nAccept=yes\n', {
    '/w/a.socket': '[Socket]\nListenStream=/run/a\nListenDatagram=53\n',
    '/w/a.service': '[Service]\nExecStart=/bin/a\n',
    '/w/a.socket.d/x.conf': '[Socket]\nListenStream=81\n',
    '/elsewhere/c.socket': '[Socket]\nListenStream=9\n',
    '/w2/d.socket': '[Socket]\nListenStream=9\n',
  });
  const found = socketSummaries(snapshot, ['/w']);
  expect(found.map(({ listeners, ...rest }) => rest)).toEqual([
    {
      file: '/w/a.socket',
      unit: 'a.socket',
      description: undefined,
      service: 'a.service',
      serviceFile: '/w/a.service',
      accept: false,
      broken: false,
    },
    {
      file: '/w/b.socket',
      unit: 'b.socket',
      description: 'Two',
      service: 'b@.service',
      serviceFile: undefined,
      accept: true,
      broken: true,
    },
  ]);
  expect(found[0]!.listeners.map((one) => `${one.directive}=${one.value}: ${english(one.description)}`)).toEqual([
    'ListenStream=/run/a: the Unix socket /run/a',
    'ListenDatagram=53: UDP port 53 on all addresses, IPv6 and IPv4',
    'ListenStream=81: TCP port 81 on all addresses, IPv6 and IPv4',
  ]);
});
