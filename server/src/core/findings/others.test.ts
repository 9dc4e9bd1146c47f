import { describe, expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { type Example, readPage } from './rule-page.ts';
import { RULES } from './rules.generated.ts';
import { diagnose } from './run.ts';

/** The files of an example, one of which ends in a line for which systemd refuses it, or of a drop-in reads no further. */
function withFatalEnd({ files }: Example, fatal: string): Record<string, string> {
  return Object.fromEntries(
    files.map(({ name, text }) => [`/w/${name}`, name === fatal ? `${text}\n[Unclosed\n` : text]),
  );
}

function found(files: Readonly<Record<string, string>>) {
  const host = createHost();
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return [...snapshot.files()].flatMap((file) =>
    diagnose(snapshot, file)
      .filter(({ scope }) => scope === 'workspace')
      .map((one) => ({ ...one, message: english(one.message) })),
  );
}

const CASES = RULES.filter(({ scope }) => scope === 'workspace').flatMap(({ code }) =>
  readPage(code)!
    .examples.filter(({ bad, files }) => bad && files.length > 1)
    .flatMap((example) =>
      example.files
        .filter(({ text }) => text !== '')
        .map(({ name }) => ({ code, title: example.title, name, files: withFatalEnd(example, name) })),
    ),
);

describe('nothing is concluded from a unit that is refused or only half read', () => {
  it.each(CASES)('$code, $title: $name', ({ name, files }) => {
    const unit = name.replace(/\.d\/.*$/, '');
    const named = new RegExp(`(^|[^\\w@-])${unit.replace('.', '\\.')} (also|has|starts|is)`);
    const concluded = found(files).filter(
      ({ file, message, related }) =>
        file.startsWith(`/w/${unit}`) || named.test(message) || related.some((one) => one.file === `/w/${name}`),
    );
    expect(concluded).toEqual([]);
  });

  it('also where a rule, and not a line, is what it is refused for', () => {
    const refused = '[Socket]\nListenStream=8080\nAccept=yes\nService=other.service\n';
    const sound = '[Socket]\nListenStream=8080\n';
    const service = '[Service]\nExecStart=/usr/bin/a\n';
    const files = { '/w/a.socket': refused, '/w/b.socket': sound, '/w/b.service': service };
    expect(found(files).map(({ code }) => code)).not.toContain('address-conflict');
    const both = { ...files, '/w/a.socket': sound, '/w/a.service': service };
    expect(found(both).map(({ code }) => code)).toContain('address-conflict');
  });

  it('a template whose socket has a fatal line before Accept=yes', () => {
    const files = {
      '/w/s.socket': '[Socket]\nExecStartPre=bin/mkdir -p /run/s\nListenStream=22\nAccept=yes\n',
      '/w/s@.service': '[Service]\nExecStart=-/usr/sbin/sshd -i\nStandardInput=socket\nStandardError=journal\n',
    };
    expect(found(files)).toEqual([]);
  });
});

describe('one wrong name is told as one failure', () => {
  const fails = (files: Readonly<Record<string, string>>) =>
    found(files).flatMap(({ code, effect }) => (effect === 'fail' ? [code] : []));
  const socket = '[Socket]\nListenStream=8080\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n';
  const service = '[Service]\nExecStart=/usr/bin/demo\nStandardInput=socket\nStandardError=journal\n';

  it.each([
    ['demo.socket', 'demo.service'],
    ['demo.socket', 'dmeo@.service'],
    ['demmo.socket', 'demo@.service'],
  ])('%s and %s', (socketName, serviceName) => {
    expect(fails({ [`/w/${socketName}`]: socket, [`/w/${serviceName}`]: service })).toEqual([
      'accept-without-template',
    ]);
  });

  it('a socket and a service that have nothing in common are two', () => {
    expect(fails({ '/w/demo.socket': socket, '/w/other@.service': service })).toEqual([
      'accept-without-template',
      'socket-input-without-socket',
    ]);
  });
});

describe('a unit that comes from elsewhere is not missing', () => {
  const socket = '[Socket]\nListenStream=/run/a\nService=al.service\n';
  it.each<[string, Record<string, string>]>([
    [
      'an alias that enabling another unit makes',
      {
        '/w/a.socket': socket,
        '/w/real.service': '[Service]\nExecStart=/usr/bin/real\n\n[Install]\nAlias=x.service al.service\n',
      },
    ],
    [
      'the service of syslog.socket',
      { '/w/syslog.socket': '[Socket]\nListenDatagram=/run/systemd/journal/syslog\nService=syslog.service\n' },
    ],
    ['the service of dbus.socket', { '/w/dbus.socket': '[Socket]\nListenStream=/run/dbus/system_bus_socket\n' }],
    [
      'the sockets that a generator makes for sshd@.service',
      {
        '/w/sshd@.service': '[Service]\nExecStart=-/usr/sbin/sshd -i\nStandardInput=socket\nStandardError=journal\n',
      },
    ],
  ])('%s', (_, files) => {
    expect(found(files).filter(({ effect }) => effect === 'fail')).toEqual([]);
  });

  it('a service that nothing brings is', () => {
    expect(found({ '/w/a.socket': socket }).map(({ code }) => code)).toContain('socket-without-service');
  });
});
