import { describe, expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { planFor } from './plan-for-tests.ts';

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

  it('leaves out what a package has installed, whichever manager is planned for', () => {
    const path = '/usr/lib/systemd/user/web.socket';
    for (const manager of ['user', 'system'] as const) {
      const made = planFor({ [path]: SOCKET, '/usr/lib/systemd/user/web@.service': TEMPLATE }, manager);
      expect(made.files).toEqual([]);
      expect(made.packaged).toContainEqual({ unit: 'web.socket', path, manager: 'user' });
    }
    const changed = planFor({ 'web.socket.d/port.conf': '[Socket]\nListenStream=8888\n', [path]: SOCKET });
    expect(changed.files.map((file) => file.destination)).toEqual(['web.socket.d/port.conf']);
    expect(planFor({ 'lib/systemd/user/web.socket': SOCKET }).packaged).toEqual([]);
  });

  it('has the commands of all its units, as their drop-ins make them', () => {
    const made = planFor({
      'web.socket': `${SOCKET}[Socket]\nExecStartPre=/bin/mkdir -p %t/web\n`,
      'web@.service': `${TEMPLATE}ExecStopPost=@/bin/echo end "a b" ; /bin/true \\; $X\n`,
      'web@.service.d/x.conf': '[Service]\nExecStart=\nExecStart=@-/usr/bin/%p web %h/%i \\x41\n',
    });
    expect(made.commands.map(({ ignoresFailure }) => ignoresFailure)).toEqual([true, false, false, false]);
    expect(made.commands.map(({ unit, directive, text, argv }) => [unit, directive, text, argv])).toEqual([
      ['web@.service', 'ExecStart', '@-/usr/bin/%p web %h/%i \\x41', ['/usr/bin/web', '%h/%i', 'A']],
      ['web@.service', 'ExecStopPost', '@/bin/echo end "a b"', ['/bin/echo', 'a b']],
      ['web@.service', 'ExecStopPost', '/bin/true \\; $X', ['/bin/true', ';', '$X']],
      ['web.socket', 'ExecStartPre', '/bin/mkdir -p %t/web', ['/bin/mkdir', '-p', '%t/web']],
    ]);
  });

  it.each([
    ['ListenStream=1\n', 'a.socket'],
    ['ListenStream=1\nFileDescriptorName=%p-fd\n', 'a-fd'],
    ['ListenStream=1\nFileDescriptorName=x\nAccept=yes\n', 'connection'],
  ])('calls the descriptors of %j %s', (socket, name) => {
    expect(planFor({ 'a.socket': `[Socket]\n${socket}` }).descriptorName).toBe(name);
  });

  it('expands what the kind of manager decides', () => {
    const units = { 'a.socket': '[Socket]\nListenStream=%t/%N.sock\n', 'a.service': '[Service]\nExecStart=%h/x\n' };
    const of = (manager: 'system' | 'user') => {
      const { listeners, commands } = planFor(units, manager);
      return [listeners[0]?.value, listeners[0]?.address, commands[0]?.argv];
    };
    expect(of('system')).toEqual(['/run/a.sock', { family: 'unix', path: '/run/a.sock' }, ['/root/x']]);
    expect(of('user')).toEqual(['%t/a.sock', { family: 'unix', path: '%t/a.sock' }, ['%h/x']]);
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
    expect(listener && english(listener.description)).toBe(description);
    expect(listener?.address).toMatchObject(address);
  });
});
