import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { LANGUAGES } from './languages.ts';
import { type NewService, newService, type ProgramChoice } from './new-service.ts';
import { examples } from './new-services-for-tests.ts';
import type { NewFile } from './program.ts';

const WANTED: NewService = {
  name: 'demo',
  folder: '/srv/units',
  manager: 'system',
  owner: undefined,
  type: 'stream',
  address: '127.0.0.1:8000',
  program: { kind: 'handler', language: 'python' },
};

/** What our own checker has to say of new units, for each version that is known. */
function findings(files: readonly NewFile[], manager: 'system' | 'user'): string[] {
  const units = files.filter(({ path }) => /\.(?:socket|service|conf)$/.test(path));
  return [252, 254, 257, 262].flatMap((version) => {
    const host = createHost({ ...DEFAULT_SETTINGS, version, manager, loadPath: [] });
    host.apply([
      ...units.map(({ path, text }) => ({ path, layer: 'disk' as const, text: english(text) })),
      { path: '/srv/units/app.service', layer: 'disk', text: '[Service]\nExecStart=/usr/bin/app\n' },
    ]);
    const snapshot = host.snapshot();
    return units.flatMap(({ path }) =>
      diagnose(snapshot, snapshot.file(path)!).map(({ code, effect }) => `${version} ${path}: ${code} (${effect})`),
    );
  });
}

function textOf(wanted: Partial<NewService>, suffix: string): string | undefined {
  const file = newService({ ...WANTED, ...wanted })?.files.find(({ path }) => path.endsWith(suffix));
  return file && english(file.text);
}

describe.each(['system', 'user'] as const)('for a %s manager', (manager) => {
  it.each(examples(manager).map((wanted) => ({ title: titleOf(wanted), wanted })))(
    '$title: nothing is found',
    ({ wanted }) => {
      const made = newService(wanted);
      expect(made?.files.length).toBeGreaterThan(1);
      expect(findings(made!.files, manager)).toEqual([]);
    },
  );
});

function titleOf({ program, type, address }: NewService): string {
  return `${program.kind} ${program.kind === 'proxy' ? program.to : program.language}, ${type} ${address}`;
}

it('the shell has a handler, and what is compiled comes with the command that does so', () => {
  const made = LANGUAGES.map(({ id }) => newService({ ...WANTED, program: { kind: 'server', language: id } }));
  expect(made.map((one) => one?.build?.join(' ').replaceAll('/srv/units/', ''))).toEqual([
    undefined,
    undefined,
    'go build -o demo-server demo-server.go',
    'rustc --edition=2021 -O -o demo-server demo-server.rs',
    'cc -O2 -Wall -o demo-server demo-server.c',
    undefined,
  ]);
  expect(made.at(-1)).toBeUndefined();
});

it.each<[string, Partial<NewService>]>([
  ['a handler of single datagrams', { type: 'datagram' }],
  ['a proxy of datagrams', { type: 'datagram', program: { kind: 'proxy', to: 'localhost:80', backend: undefined } }],
  ['a folder that a unit cannot name', { folder: '/srv/"units"' }],
  ['a folder that is on no machine', { folder: '/vscode-vfs:/github/me/units' }],
  ['a name that is none', { name: 'a b' }],
  ['a template’s name', { name: 'a@' }],
  ['an address with lines of its own', { address: '80\nExecStartPre=/bin/false' }],
  ['an owner with lines of their own', { owner: 'me\nExecStartPre=/bin/false' }],
  ['a proxy with lines of its own', { program: { kind: 'proxy', to: 'a\nb', backend: undefined } }],
  ['a backend outside', { program: { kind: 'proxy', to: 'localhost:80', backend: '../a.service' } }],
])('does not make %s', (_, wanted) => {
  expect(newService({ ...WANTED, ...wanted })).toBeUndefined();
});

it('lets a program in a home directory run as its owner, and any other as nobody in particular', () => {
  const home = textOf({ folder: '/home/me/units', owner: 'me' }, '.service');
  expect(home).toContain('User=me\n');
  expect(home).not.toMatch(/^DynamicUser=/m);
  expect(textOf({ folder: '/tmp/units' }, '.service')).not.toMatch(/^(?:DynamicUser|User|PrivateTmp)=/m);
  expect(textOf({}, '.service')).toMatch(/^DynamicUser=yes$/m);
  expect(textOf({}, '.service')).not.toContain('User=me');
});

it('tells Node.js the family of the address', () => {
  const program: ProgramChoice = { kind: 'server', language: 'node' };
  const family = (address: string) =>
    /const FAMILY = '(\w+)'/.exec(textOf({ type: 'datagram', program, address }, '.mjs')!)?.[1];
  expect(['127.0.0.1:53', '5353', '[::1]:5353'].map(family)).toEqual(['udp4', 'udp6', 'udp6']);
});

it('has the service behind a proxy end with it', () => {
  const program: ProgramChoice = { kind: 'proxy', to: '127.0.0.1:8080', backend: 'app.service' };
  expect(textOf({ program }, '/demo.service')).toContain('Requires=app.service\nAfter=app.service\n');
  expect(textOf({ program }, '/app.service.d/stop-when-unneeded.conf')).toContain('StopWhenUnneeded=yes\n');
});
