import { expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { NO_WORLD } from '../testing/values.ts';
import { links } from './links.ts';

const WORLD = {
  ...NO_WORLD,
  kind: (path: string) => (/\.(conf|sh|txt)$|bin\/cat$/.test(path) ? ('file' as const) : ('nothing' as const)),
};

it.each([
  [
    'Unit',
    'Documentation=https://a.example/b man:nginx(8)',
    ['https://a.example/b > https://a.example/b', 'man:nginx(8) > https://manpages.debian.org/nginx.8'],
  ],
  [
    'Unit',
    'Documentation=man:systemd.socket(5)',
    ['man:systemd.socket(5) > https://www.freedesktop.org/software/systemd/man/262/systemd.socket.html'],
  ],
  ['Unit', 'Documentation=file:///usr/share/doc/a.txt info:a', ['file:///usr/share/doc/a.txt > /usr/share/doc/a.txt']],
  ['Service', 'EnvironmentFile=-/etc/a.conf', ['/etc/a.conf > /etc/a.conf']],
  ['Service', 'EnvironmentFile=%E/a.conf', ['%E/a.conf > /etc/a.conf']],
  [
    'Service',
    'ExecStart=/srv/run.sh --config=/etc/a.conf /etc/b.conf',
    ['/srv/run.sh > /srv/run.sh', '/etc/a.conf > /etc/a.conf', '/etc/b.conf > /etc/b.conf'],
  ],
  ['Service', 'ExecStart=/usr/bin/cat "/etc/a.conf" $X', []],
  ['Service', 'ReadWritePaths=/nowhere', []],
])('in [%s] %s there are %j', (section, line, expected) => {
  const scene = sceneOf('/w/a.service', `[${section}]\n${line}\n`);
  const found = links(scene.snapshot, scene.file, WORLD).map(
    ({ range, target }) => `${textIn(scene, range)} > ${'url' in target ? target.url : target.path}`,
  );
  expect(found).toEqual(expected);
});
