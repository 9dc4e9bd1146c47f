import { expect, it } from 'vitest';
import { FAULTS, FAULTY } from '../testing/faults.ts';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { references } from './references.ts';
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

it('a file that cannot be read by a fault of ours hides no other', () => {
  const { snapshot, file } = sceneOf('/w/other.socket', '[Socket]\nListenStream=80\nService=web@x.service\n', {
    ...FAULTY,
    '/w/web.socket.d/x.conf': '[Unit]\nAfter=web@x.service\n',
  });
  const parsing = FAULTS.filter(({ name }) => /^(pars|analys)ing/.test(name));
  for (const { plant } of parsing) plant(snapshot);
  expect(parsing.length).toBeGreaterThan(1);
  expect(socketSummaries(snapshot, ['/w']).map(({ unit }) => unit)).toEqual(['other.socket']);
  expect(references(snapshot, file, file.text.indexOf('web@')).map((one) => one.file)).toEqual([file.path]);
});
