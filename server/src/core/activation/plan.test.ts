import { describe, expect, it } from 'vitest';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { plan } from './plan.ts';
import type { Plan } from './plan-types.ts';

/** The plan for the first of some files, which lie in /w unless they say otherwise; /lib/units is the load path. */
function planFor(files: Readonly<Record<string, string>>): Plan {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath: ['/lib/units'] });
  const path = (name: string): string => (name.startsWith('/') ? name : `/w/${name}`);
  host.apply(Object.entries(files).map(([name, text]) => ({ path: path(name), layer: 'disk', text })));
  const snapshot = host.snapshot();
  return plan(snapshot, snapshot.file(path(Object.keys(files)[0]!))!, 'user', ['/w'])!;
}

const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';
const TEMPLATE =
  '[Service]\nExecStart=-/usr/bin/python3 "/w/my handler.py" --port 1\nStandardInput=socket\nStandardError=journal\n';

describe('plan', () => {
  it('installs the service before the socket, and starts the socket', () => {
    const made = planFor({ 'web.socket': SOCKET, 'web@.service': TEMPLATE });
    expect(made.files.map((file) => file.destination)).toEqual(['web@.service', 'web.socket']);
    expect(made).toMatchObject({
      unit: 'web.socket',
      start: 'web.socket',
      accept: true,
      service: 'web@.service',
      blockers: [],
      installable: true,
    });
  });

  it('asked for the template, plans for its socket', () => {
    const made = planFor({ 'web@.service': TEMPLATE, 'web.socket': SOCKET });
    expect(made).toMatchObject({ unit: 'web@.service', start: 'web.socket' });
    expect(made.files).toHaveLength(2);
  });

  it('takes drop-ins along, into folders of their own', () => {
    const made = planFor({
      'web.socket': SOCKET,
      'web@.service': TEMPLATE,
      'web.socket.d/port.conf': '[Socket]\nListenStream=\nListenStream=8888\n',
    });
    expect(made.files.map((file) => file.destination)).toEqual([
      'web@.service',
      'web.socket',
      'web.socket.d/port.conf',
    ]);
    expect(made.listeners.map((one) => one.value)).toEqual(['8888']);
  });

  it('leaves out what is installed already', () => {
    const made = planFor({ 'web.socket': SOCKET, '/lib/units/web@.service': TEMPLATE });
    expect(made.files.map((file) => file.destination)).toEqual(['web.socket']);
    expect(made.service).toBe('web@.service');
  });

  it('names scripts of the workspace, and whether systemd runs them itself', () => {
    const handlers = (exec: string) =>
      planFor({ 'a.service': `[Service]\nExecStart=${exec}\n` }).handlers.map(({ path, executed }) => [path, executed]);
    expect(handlers('-/usr/bin/python3 "/w/my handler.py" --port 1')).toEqual([['/w/my handler.py', false]]);
    expect(handlers('/w/run.sh /w/data')).toEqual([
      ['/w/run.sh', true],
      ['/w/data', false],
    ]);
    expect(handlers('/usr/bin/true')).toEqual([]);
  });

  it('says what blocks it, and what stops it', () => {
    expect(planFor({ 'web.socket': SOCKET }).blockers).toMatchObject([
      { code: 'accept-without-template', stop: false },
    ]);
    expect(planFor({ 'a.service': '[Service]\n' }).blockers).toMatchObject([
      { code: 'service-without-exec', stop: true },
    ]);
  });

  it.each<[string, string, object]>([
    [
      'ListenStream=9999',
      'TCP port 9999 on all addresses, IPv6 and IPv4',
      { family: 'inet', host: undefined, port: 9999 },
    ],
    [
      'ListenStream=127.0.0.1:80',
      'TCP port 80 on 127.0.0.1, this machine only',
      { family: 'inet', host: '127.0.0.1', port: 80 },
    ],
    [
      'ListenStream=[::1]:80',
      'TCP port 80 on ::1, this machine only',
      { family: 'inet', host: '::1', port: 80, v6: true },
    ],
    ['ListenDatagram=53', 'UDP port 53 on all addresses, IPv6 and IPv4', { family: 'inet', port: 53 }],
    ['ListenStream=/run/a.sock', 'the Unix socket /run/a.sock', { family: 'unix', path: '/run/a.sock' }],
    ['ListenStream=@a', 'the abstract Unix socket @a', { family: 'abstract', name: 'a' }],
    ['ListenFIFO=/run/fifo', 'the FIFO /run/fifo', { family: 'unix', path: '/run/fifo' }],
    ['ListenStream=vsock:2:1234', 'vsock port 1234 for CID 2', { family: 'vsock', cid: '2', port: 1234 }],
  ])('%s is %s', (line, description, address) => {
    const [listener] = planFor({
      'a.socket': `[Socket]\n${line}\n`,
      'a.service': '[Service]\nExecStart=/bin/cat\n',
    }).listeners;
    expect(listener).toMatchObject({ description, address });
  });
});
