import { expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { type PortMap, portMap } from './port-map.ts';

type Files = Readonly<Record<string, string | { readonly link: string; readonly text: string }>>;

function mapOf(files: Files, folders = ['/w'], loadPath: readonly string[] = []): PortMap {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath });
  host.apply(
    Object.entries(files).map(([path, file]) =>
      typeof file === 'string' ? { path, layer: 'disk', text: file } : { path, layer: 'disk', ...file },
    ),
  );
  return portMap(host.snapshot(), (path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

const socket = (...lines: readonly string[]): string => `[Socket]\n${lines.join('\n')}\n`;

it('lists what all sockets listen on, by port, with the service that is started', () => {
  const { rows } = mapOf({
    '/w/b.socket': socket('ListenStream=8443', 'ListenStream=/run/b.sock', 'Service=web.service'),
    '/w/a.socket': socket('ListenDatagram=127.0.0.1:53', 'Accept=no'),
    '/w/c.socket': socket('ListenStream=[::1]:9000', 'Accept=yes'),
    '/w/c@.service': '[Service]\nExecStart=/bin/cat\n',
  });
  expect(
    rows.map(({ unit, protocol, port, address, reach, privileged, service, serviceFile, accept }) =>
      [unit, protocol, port, address, reach, privileged, service, serviceFile, accept].join(' '),
    ),
  ).toEqual([
    'a.socket UDP 53 127.0.0.1:53 loopback true a.service  false',
    'b.socket TCP 8443 8443 world false web.service  false',
    'c.socket TCP 9000 [::1]:9000 loopback false c@.service /w/c@.service true',
    'b.socket   /run/b.sock local false web.service  false',
  ]);
  expect(english(rows[1]!.description)).toBe('TCP port 8443 on all addresses, IPv6 and IPv4');
});

it.each([
  ['0.0.0.0:80', 'world'],
  ['[::]:80', 'world'],
  ['192.0.2.1:80', 'network'],
  ['[2001:db8::1]:80', 'network'],
  ['127.9.9.9:80', 'loopback'],
  ['[::1]:80', 'loopback'],
  ['vsock:2:80', 'vsock'],
  ['@name', 'local'],
])('%s is reached from: %s', (address, reach) => {
  expect(mapOf({ '/w/a.socket': socket(`ListenStream=${address}`) }).rows.map((row) => row.reach)).toEqual([reach]);
});

it.each([
  ['BindToDevice=lo', 'loopback'],
  ['PrivateNetwork=yes', 'isolated'],
])('with %s it is %s', (line, reach) => {
  expect(mapOf({ '/w/a.socket': socket('ListenStream=80', line) }).rows[0]?.reach).toBe(reach);
});

it('counts drop-ins, and leads to the line', () => {
  const { rows } = mapOf({
    '/w/a.socket': socket('ListenStream=80'),
    '/w/a.socket.d/port.conf': socket('ListenStream=', 'ListenStream=8081'),
  });
  expect(rows.map(({ port, place }) => [port, place.file.path])).toEqual([[8081, '/w/a.socket.d/port.conf']]);
});

it('shows the instances that links stand for, and a template with its specifiers', () => {
  const text = socket('ListenStream=%i');
  const { rows } = mapOf({ '/w/a@.socket': text, '/w/a@8085.socket': { link: '/w/a@.socket', text } });
  expect(rows.map(({ unit, address, port }) => [unit, address, port])).toEqual([
    ['a@8085.socket', '8085', 8085],
    ['a@.socket', '%i', undefined],
  ]);
});

it('tells which addresses clash on one machine, also with an installed socket', () => {
  const { rows, free } = mapOf(
    {
      '/w/a.socket': socket('ListenStream=8080'),
      '/w/b.socket': socket('ListenStream=127.0.0.1:8080'),
      '/w/c.socket': socket('ListenDatagram=8080'),
      '/elsewhere/d.socket': socket('ListenStream=8080'),
      '/w/other/e.socket': socket('ListenStream=8080'),
      '/w/f.socket': socket('ListenStream=/run/f', 'Service=a.service'),
      '/w/g.socket': socket('ListenStream=/run/f', 'Service=a.service'),
    },
    ['/w'],
  );
  expect(rows.map((row) => [row.unit, row.clash?.unit, row.clash?.kind])).toEqual([
    ['a.socket', 'b.socket', 'fail'],
    ['b.socket', 'a.socket', 'fail'],
    ['c.socket', undefined, undefined],
    ['e.socket', undefined, undefined],
    ['f.socket', 'g.socket', 'shadow'],
    ['g.socket', 'f.socket', 'shadow'],
  ]);
  expect(free).toBe(8081);
});
