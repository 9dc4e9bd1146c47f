import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { SKELETONS } from '../new-units/skeletons.ts';
import { english, type Message } from '../text/message.ts';
import { plainSnippet } from '../text/snippet.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { hardeningCompletions, skeletonCompletions } from './complete-skeletons.ts';
import type { Completion } from './completion-entry.ts';

const HERE = { from: 0, to: 0 };

function opened(files: Readonly<Record<string, string>>) {
  const host = createHost(DEFAULT_SETTINGS);
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'editor' as const, text })));
  return host.snapshot();
}

function offered(path: string, text = ''): readonly Completion[] {
  const snapshot = opened({ [path]: text });
  return skeletonCompletions(snapshot, snapshot.file(path)!, HERE);
}

const names = (found: readonly Completion[]): string[] => found.map(({ label }) => label);

function filled(path: string, name: string): string {
  return plainSnippet(offered(path).find(({ label }) => label === name)!.insert);
}

describe('a file without sections', () => {
  it.each([
    ['/w/demo.socket', '', ['socket-accept', 'socket']],
    ['/w/demo.socket', '# About it.\n\n', ['socket-accept', 'socket']],
    ['/w/demo.socket', '[Unit]\n', []],
    ['/w/demo.service', '', ['service-accept', 'service-socket', 'service', 'oneshot', 'socket-proxyd']],
    ['/w/demo.timer', '', ['timer']],
    ['/w/demo.path', '', ['path']],
    ['/w/mnt-data.mount', '', ['mount']],
    ['/w/demo.slice', '', []],
    ['/w/demo.service.d/10.conf', '', ['override-exec']],
    ['/w/demo.socket.d/10.conf', '', []],
    ['/untitled:/Untitled-1', '', names(offered('/untitled:/Untitled-1'))],
  ])('%s with %j is offered %j', (path, text, wanted) => {
    expect(names(offered(path, text))).toEqual(wanted);
  });

  it('that was never saved can become any of them', () => {
    expect(names(offered('/untitled:/Untitled-1'))).toEqual(SKELETONS.map(({ name }) => name));
    expect(filled('/untitled:/Untitled-1', 'service-socket')).toContain('Requires=NAME.socket\nAfter=NAME.socket\n');
  });
});

const TOGETHER: readonly (readonly [string, string][])[] = [
  [
    ['demo.socket', 'socket-accept'],
    ['demo@.service', 'service-accept'],
  ],
  [
    ['demo.socket', 'socket'],
    ['demo.service', 'service-socket'],
  ],
  [
    ['demo.socket', 'socket'],
    ['demo.service', 'socket-proxyd'],
  ],
  [
    ['demo.timer', 'timer'],
    ['demo.service', 'oneshot'],
  ],
  [
    ['demo.path', 'path'],
    ['demo.service', 'oneshot'],
  ],
  [['demo.service', 'service']],
  [['srv-big\\x2ddata.mount', 'mount']],
];

describe.each(['/etc/systemd/system', '/etc/systemd/user'])('in %s, as they are', (folder) => {
  // A user manager mounts nothing for most people, and its mounts are wanted by what it has.
  const possible = TOGETHER.filter(([[, name] = ['', '']]) => name !== 'mount' || folder.endsWith('system'));

  it.each(possible.map((units) => [units.map(([, name]) => name).join(' and '), units] as const))(
    'nothing is found in %s',
    (_, units) => {
      const texts = Object.fromEntries(
        units.map(([file, name]) => [`${folder}/${file}`, filled(`${folder}/${file}`, name)]),
      );
      const snapshot = opened(texts);
      const found = Object.keys(texts).flatMap((path) => diagnose(snapshot, snapshot.file(path)!));
      expect(found.map(({ code, message }) => `${code}: ${english(message)}`)).toEqual([]);
    },
  );
});

it('all of them are tried with what they go with', () => {
  const tried = new Set(TOGETHER.flat().map(([, name]) => name));
  expect(SKELETONS.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

it('a service is started by what its manager has', () => {
  expect(filled('/etc/systemd/system/demo.service', 'service')).toContain('WantedBy=multi-user.target\n');
  expect(filled('/etc/systemd/user/demo.service', 'service')).toContain('WantedBy=default.target\n');
});

it('a mount is where its name says', () => {
  expect(filled('/w/srv-big\\x2ddata.mount', 'mount')).toContain('\nWhere=/srv/big-data\n');
});

it.each([
  ['mnt-\\x24\\x7bHOME\\x7d', '/mnt/${HOME}'],
  ['mnt-a\\x5cb', '/mnt/a\\b'],
  ['mnt-100\\x25', '/mnt/100%%'],
  ['mnt-a\\x0ab', '/mnt/data'],
  ['mnt-a\\x5c', '/mnt/data'],
  ['mnt-a\\x20', '/mnt/data'],
])('where %s.mount is, is no snippet, no specifier and one line', (prefix, where) => {
  const path = `/w/${prefix}.mount`;
  expect(filled(path, 'mount')).toContain(`\nWhere=${where}\n`);
  const offer = offered(path).find(({ label }) => label === 'mount')!;
  // A variable or a tab stop that nothing escapes would be filled in by the editor.
  expect(offer.insert.replace(/\\[\\$}]/g, '')).not.toMatch(/\$\{?[A-Za-z]/);
  expect(english(offer.documentation as Message)).toContain(`\nWhere=${where}\n`);
});

it('a service is offered lines to harden it, once', () => {
  const at = (path: string, text: string, section = 'Service') => {
    const snapshot = opened({ [path]: text });
    return names(hardeningCompletions(snapshot, snapshot.file(path)!, section, HERE));
  };
  expect(at('/w/demo.service', '[Service]\n')).toEqual(['hardening']);
  expect(at('/w/demo.service.d/10.conf', '[Service]\n')).toEqual(['hardening']);
  expect(at('/w/demo.service', '[Unit]\n', 'Unit')).toEqual([]);
  expect(at('/w/demo.socket', '[Service]\n')).toEqual([]);
  expect(at('/w/demo.service', '[Service]\nPrivateTmp=yes\n')).toEqual([]);
});

it('VS Code has no snippets of its own for unit files, which would be offered twice', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'));
  expect(manifest.contributes.snippets).toBeUndefined();
});
