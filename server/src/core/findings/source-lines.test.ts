import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { diagnose } from './run.ts';

const codes = (path: string, text: string): string[] => {
  const { snapshot, file } = sceneOf(path, text);
  return diagnose(snapshot, file).map(({ code }) => code);
};

it.each([
  ['/w/a.service.in', '[Service]\nExecStart=@bindir@/a --x\nUser=@user@\nLimitNOFILE=@limit@\n'],
  [
    '/w/a.service.j2',
    '{# ours #}\n[Service]\n{% if a %}\nExecStart={{ bin }} -x\n{% else %}\nExecStart=b\n{% endif %}\nRestart={{ r }}\n'.replace(
      'ExecStart=b',
      'ExecStart=/b',
    ),
  ],
  ['/w/a.service.erb', '[Service]\n<% if @x -%>\nUser=<%= @user %>\n<% end -%>\nExecStart=/bin/a\nNice=<%= @nice %>\n'],
  ['/w/a.socket.tmpl', '[Socket]\nListenStream={{ .Port }}\n{{- range .More }}\nListenStream={{ . }}\n{{- end }}\n'],
  ['/w/a.timer.m4', "dnl ours\nifdef(`X', `[Timer]')\n[Timer]\nOnCalendar=`X'\n"],
  ['/w/a@.service.cmake', '[Service]\nExecStart=${CMAKE_INSTALL_FULL_BINDIR}/a\nType=${TYPE}\n'],
  ['/w/a.service.d/b.conf.j2', '[Service]\nUser={{ user }}\n{% if x %}\nNice={{ nice }}\n{% endif %}\n'],
  ['/w/a.service.in.in', '[Service]\nUser=@user@\n'],
  ['/w/a.service.dist', '[Service]\nType=oneshot\n'],
])('in %s no placeholder is judged, nor the unit as a whole', (path, text) => {
  expect(codes(path, text)).toEqual([]);
});

it('what has no placeholder is', () => {
  expect(codes('/w/a.service.in', '[Service]\nExecStart=@bindir@/a\nRestart=sometimes\nRestrat=no\n')).toEqual([
    'bad-keyword',
    'unknown-directive',
  ]);
});

it('further suffixes are those of the settings', () => {
  const host = createHost({ ...DEFAULT_SETTINGS, sourceSuffixes: ['.ours'] });
  host.apply([
    { path: '/w/a.service.ours', layer: 'disk', text: '[Service]\nUser=@user@\nRestart=sometimes\n' },
    { path: '/w/a.service.in', layer: 'disk', text: '' },
  ]);
  const snapshot = host.snapshot();
  expect(snapshot.file('/w/a.service.in')).toBeUndefined();
  expect(diagnose(snapshot, snapshot.file('/w/a.service.ours')!).map(({ code }) => code)).toEqual(['bad-keyword']);
});
