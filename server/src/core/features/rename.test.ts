import { describe, expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { folderOf, join } from '../workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { type NewName, partners, rename, renameable } from './rename.ts';

type Files = Readonly<Record<string, string>>;

const SETTINGS = { ...DEFAULT_SETTINGS, loadPath: ['/etc/systemd/system', '/usr/lib/systemd/system'] };
const PAIR: Files = {
  '/w/web.socket': '[Socket]\nListenStream=80\n',
  '/w/web.service': '[Unit]\nRequires=web.socket\n[Service]\nExecStart=/bin/a\n',
};
const ACCEPTING: Files = {
  '/w/echo.socket': '[Socket]\nListenStream=80\nAccept=yes\n',
  '/w/echo@.service': '[Service]\nExecStart=/bin/a\n',
};

/** A disk with these files, whose folders can be listed. */
function worldOf(files: Files) {
  const paths = Object.keys(files);
  return {
    directory(folder: string): string[] {
      const below = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      return [...new Set(below.map((path) => path.replace(/\/.*/, '/')))];
    },
    kind: (path: string) =>
      paths.includes(path)
        ? ('file' as const)
        : paths.some((one) => one.startsWith(`${path}/`))
          ? 'directory'
          : 'nothing',
  } as const;
}

function snapshotOf(files: Files, links: Files = {}) {
  const host = createHost(SETTINGS);
  host.apply(
    Object.entries(files).map(([path, text]) => {
      return { path, layer: 'disk' as const, text, ...(links[path] !== undefined && { link: links[path] }) };
    }),
  );
  return host.snapshot();
}

/** The files after a renaming, or why there is none. */
function renamed(files: Files, names: readonly NewName[], together = false, links: Files = {}): Files | string {
  const snapshot = snapshotOf(files, links);
  const changes = rename(snapshot, names, { folders: ['/w'], world: worldOf(files), together });
  if ('refused' in changes) return english(changes.refused);
  const after = new Map(Object.entries(files));
  for (const change of changes) {
    if (change.kind === 'edit') after.set(change.file, applyEdits(after.get(change.file)!, change.edits));
    if (change.kind !== 'rename') continue;
    for (const [path, text] of [...after]) {
      if (path !== change.file && !path.startsWith(`${change.file}/`)) continue;
      after.delete(path);
      after.set(change.to + path.slice(change.file.length), text);
    }
  }
  return Object.fromEntries([...after].sort());
}

const one = (path: string, to: string): NewName[] => [{ path, to }];

describe('what can be renamed', () => {
  const others = {
    ...PAIR,
    '/w/db@.service': '[Service]\n',
    '/w/box.container': '[Container]\n',
    '/usr/lib/systemd/system/sshd.service': '[Service]\n',
  };
  it.each([
    ['/w/a.service', '[Ser^vice]\n', 'Service', '/w/a.service'],
    ['/w/a.service', '[Unit]\nAfter=x.service web.^socket\n', 'web.socket', '/w/web.socket'],
    ['/w/a.service', '[Unit]\nAfter=db@^1.service\n', 'db@1.service', '/w/db@.service'],
    ['/w/web.socket', '[Socket]\nService=%p^.service\n', '%p.service', '/w/web.service'],
    ['/w/web.service.d/a.conf', '[Ser^vice]\n', 'Service', '/w/web.service'],
  ])('of %s, in %j, is the unit of %s', (path, marked, word, expected) => {
    const scene = sceneOf(path, marked, others, SETTINGS);
    const found = renameable(scene.snapshot, scene.file, scene.marks[0]!, ['/w']);
    expect(found && 'path' in found && [textIn(scene, found.range), found.path]).toEqual([word, expected]);
  });

  it.each([
    ['[Unit]\nDescription=web.^socket\n', undefined],
    ['[Unit]\nAft^er=web.socket\n', undefined],
    ['[Unit]\nAfter=gone.^service\n', 'There is no file of gone.service in the workspace that could be renamed.'],
    [
      '[Unit]\nAfter=box.^service\n',
      'box.service is made of box.container. Rename that file: the names in other units follow.',
    ],
    [
      '[Unit]\nAfter=sshd.^service\n',
      'sshd.service is a unit of this machine, in /usr/lib/systemd/system. Only units of the workspace are renamed.',
    ],
  ])('is not at %j: %s', (marked, expected) => {
    const { snapshot, file, marks } = sceneOf('/w/a.service', marked, others, SETTINGS);
    const found = renameable(snapshot, file, marks[0]!, ['/w']);
    expect(found && 'refused' in found ? english(found.refused) : found).toBe(expected);
  });
});

describe('renaming', () => {
  it.each<[string, Files, NewName[], Files]>([
    [
      'a unit with all names of it, and not those of its namesake in another system',
      {
        '/w/a.service':
          '[Unit]\nAfter=b.service xb.service\nWants=b.service\n[Install]\nAlso=b.service\nAlias="b.service"\n',
        '/w/b.service': '[Service]\nSlice=c.slice\n',
        '/w/roles/x/b.service': '[Unit]\nAfter=b.service\n',
      },
      one('/w/b.service', 'd.service'),
      {
        '/w/a.service':
          '[Unit]\nAfter=d.service xb.service\nWants=d.service\n[Install]\nAlso=d.service\nAlias="d.service"\n',
        '/w/d.service': '[Service]\nSlice=c.slice\n',
        '/w/roles/x/b.service': '[Unit]\nAfter=b.service\n',
      },
    ],
    [
      'a template with its instances, their drop-ins, and what it pulls in and is pulled in by',
      {
        '/w/a@.service': '[Service]\nExecStart=/bin/a\n',
        '/w/a@1.service': '[Service]\nExecStart=/bin/b\n',
        '/w/a@.service.d/x.conf': '[Unit]\nAfter=a@0.service\n',
        '/w/a@2.service.d/x.conf': '[Unit]\n',
        '/w/a@.service.wants/b.service': '',
        '/w/b.target': '[Unit]\nWants=a@1.service a@%H.service\n',
        '/w/b.target.wants/a@3.service': '',
      },
      one('/w/a@.service', 'c@.service'),
      {
        '/w/b.target': '[Unit]\nWants=c@1.service c@%H.service\n',
        '/w/b.target.wants/c@3.service': '',
        '/w/c@.service': '[Service]\nExecStart=/bin/a\n',
        '/w/c@.service.d/x.conf': '[Unit]\nAfter=c@0.service\n',
        '/w/c@.service.wants/b.service': '',
        '/w/c@1.service': '[Service]\nExecStart=/bin/b\n',
        '/w/c@2.service.d/x.conf': '[Unit]\n',
      },
    ],
    [
      'a socket alone, which then has to say what it starts',
      PAIR,
      one('/w/web.socket', 'api.socket'),
      {
        '/w/api.socket': '[Socket]\nListenStream=80\nService=web.service\n',
        '/w/web.service': '[Unit]\nRequires=api.socket\n[Service]\nExecStart=/bin/a\n',
      },
    ],
    [
      'a service alone, whose socket and timer then have to say it',
      { ...PAIR, '/w/web.timer': '[Timer]\nOnBootSec=1\n' },
      one('/w/web.service', 'api.service'),
      {
        '/w/api.service': PAIR['/w/web.service']!,
        '/w/web.socket': '[Socket]\nListenStream=80\nService=api.service\n',
        '/w/web.timer': '[Timer]\nOnBootSec=1\nUnit=api.service\n',
      },
    ],
    [
      'a template of a socket alone',
      { '/w/a@.socket': '[Socket]\nListenStream=/run/%i\n', '/w/a@.service': '[Service]\n' },
      one('/w/a@.socket', 'b@.socket'),
      { '/w/b@.socket': '[Socket]\nListenStream=/run/%i\nService=a@%i.service\n', '/w/a@.service': '[Service]\n' },
    ],
    [
      'a socket with Accept=yes, with the template that it starts',
      ACCEPTING,
      one('/w/echo.socket', 'say.socket'),
      { '/w/say.socket': ACCEPTING['/w/echo.socket']!, '/w/say@.service': ACCEPTING['/w/echo@.service']! },
    ],
    [
      'a unit whose own name was in specifiers',
      {
        '/w/a.service': '[Unit]\nAfter=%p-db.service\nOnFailure=fail@%n.service\n',
        '/w/a-db.service': '[Service]\n',
        '/w/fail@.service': '[Service]\n',
      },
      one('/w/a.service', 'b.service'),
      {
        '/w/a-db.service': '[Service]\n',
        '/w/b.service': '[Unit]\nAfter=a-db.service\nOnFailure=fail@%n.service\n',
        '/w/fail@.service': '[Service]\n',
      },
    ],
    [
      'a name with a backslash, which a list that unquotes has twice',
      {
        '/w/a\\x2db.socket': '[Socket]\nListenStream=80\nService=c.service\n',
        '/w/c.service': '[Unit]\nAfter=a\\x2db.socket\n[Service]\nSockets=a\\\\x2db.socket\n',
      },
      one('/w/a\\x2db.socket', 'a\\x2dd.socket'),
      {
        '/w/a\\x2dd.socket': '[Socket]\nListenStream=80\nService=c.service\n',
        '/w/c.service': '[Unit]\nAfter=a\\x2dd.socket\n[Service]\nSockets=a\\\\x2dd.socket\n',
      },
    ],
    [
      'the source of a unit, and what is made of it by Quadlet',
      {
        '/w/a.service.in': '[Service]\nExecStart=@bindir@/a\n',
        '/w/box.container': '[Container]\n',
        '/w/b.service': '[Unit]\nAfter=a.service box.service\n',
      },
      [
        { path: '/w/a.service.in', to: 'c.service' },
        { path: '/w/box.container', to: 'chest.service' },
      ],
      {
        '/w/b.service': '[Unit]\nAfter=c.service chest.service\n',
        '/w/c.service.in': '[Service]\nExecStart=@bindir@/a\n',
        '/w/chest.container': '[Container]\n',
      },
    ],
    [
      'what the text of Quadlet names, in the sections that it copies',
      {
        '/w/a.service': '[Service]\n',
        '/w/box.container':
          '[Unit]\nAfter=a.service \\\n  b.service\nRequires=a.service\n\n[Container]\nImage=a.service\nExec=a.service\n\n[Install]\nWantedBy=a.service\n',
        '/w/plain.volume': '[Volume]\n',
      },
      one('/w/a.service', 'c.service'),
      {
        '/w/box.container':
          '[Unit]\nAfter=c.service \\\n  b.service\nRequires=c.service\n\n[Container]\nImage=a.service\nExec=a.service\n\n[Install]\nWantedBy=c.service\n',
        '/w/c.service': '[Service]\n',
        '/w/plain.volume': '[Volume]\n',
      },
    ],
    [
      'files of Quadlet that name one another, and the unit of the one that is renamed',
      {
        '/w/data.volume': '[Volume]\n',
        '/w/web.container':
          '[Unit]\nAfter=data-volume.service data.volume x-data.volume\n[Container]\nVolume=data.volume:/data:Z\nVolume=/data.volume:/data\nMount=type=volume,source=data.volume,destination=/d\nExec=cat data.volume\n',
      },
      one('/w/data.volume', 'store-volume.service'),
      {
        '/w/store.volume': '[Volume]\n',
        '/w/web.container':
          '[Unit]\nAfter=store-volume.service store.volume x-data.volume\n[Container]\nVolume=store.volume:/data:Z\nVolume=/data.volume:/data\nMount=type=volume,source=store.volume,destination=/d\nExec=cat data.volume\n',
      },
    ],
    [
      'what the file that is renamed says of itself, as the service that is made of it does',
      {
        '/w/a.service': '[Service]\n',
        '/w/box.container': '[Unit]\nAfter=%p.service box.service a.service\n',
      },
      one('/w/box.container', 'chest.service'),
      {
        '/w/a.service': '[Service]\n',
        '/w/chest.container': '[Unit]\nAfter=%p.service chest.service a.service\n',
      },
    ],
    [
      'over a continued line, a comment in it and other line ends',
      {
        '/w/a.service': '[Service]\r\n',
        '/w/b.service': '[Unit]\r\nAfter=x.service \\\r\n# a.service\r\n  a.service\r\n',
      },
      one('/w/a.service', 'abc.service'),
      {
        '/w/abc.service': '[Service]\r\n',
        '/w/b.service': '[Unit]\r\nAfter=x.service \\\r\n# a.service\r\n  abc.service\r\n',
      },
    ],
  ])('%s', (_name, files, names, expected) => {
    expect(renamed(files, names)).toEqual(Object.fromEntries(Object.entries(expected).sort()));
  });

  it('leaves the text of Quadlet alone where it is not of the workspace, or names nothing that is renamed', () => {
    const installed = '/usr/lib/systemd/system/x.container';
    const files = {
      '/w/a.service': '[Service]\n',
      [installed]: '[Unit]\nAfter=a.service\n',
      '/w/y.container': '[Unit]\nAfter=aa.service a.servicee\n# a.service\n',
    };
    const after = renamed(files, one('/w/a.service', 'b.service'));
    expect(after).toEqual({ ...files, '/w/a.service': undefined, '/w/b.service': '[Service]\n' });
  });

  it('reads the text of Quadlet as it is now, and an older snapshot as it was', () => {
    const host = createHost(SETTINGS);
    const write = (text: string | undefined) => host.apply([{ path: '/w/x.container', layer: 'disk', text }]);
    write('[Unit]\nAfter=a.service\n');
    const before = host.snapshot();
    write('[Unit]\nAfter=b.service\n');
    expect(host.snapshot().quadlets().get('/w/x.container')).toContain('b.service');
    expect(before.quadlets().get('/w/x.container')).toContain('a.service');
    write(undefined);
    expect(host.snapshot().quadlets().size).toBe(0);
  });

  it('renames units together that belong to one another by name', () => {
    const files = { ...PAIR, '/w/web.timer': '[Timer]\nOnBootSec=1\n' };
    const named = one('/w/web.socket', 'api.socket');
    const options = { folders: ['/w'], world: worldOf(files) };
    expect(partners(snapshotOf(files), named, options).map(({ full }) => full)).toEqual(['web.service', 'web.timer']);
    expect(renamed(files, named, true)).toEqual({
      '/w/api.service': '[Unit]\nRequires=api.socket\n[Service]\nExecStart=/bin/a\n',
      '/w/api.socket': PAIR['/w/web.socket'],
      '/w/api.timer': '[Timer]\nOnBootSec=1\n',
    });
  });

  it('leaves files of the machine alone', () => {
    const files = { ...PAIR, '/usr/lib/systemd/system/x.service': '[Unit]\nAfter=web.service\n' };
    expect(renamed(files, one('/w/web.service', 'api.service'))).toMatchObject({
      '/usr/lib/systemd/system/x.service': '[Unit]\nAfter=web.service\n',
    });
  });
});

describe('a name is refused', () => {
  const files = {
    ...PAIR,
    ...ACCEPTING,
    '/w/db.service': '[Service]\n',
    '/w/old.service.d/a.conf': '[Unit]\n',
    '/w/srv.mount': '[Mount]\nWhat=/dev/a\nWhere=/srv\n',
    '/w/same.service': '[Service]\n',
  };
  const links = { '/w/same.service': '/w/db.service' };
  it.each([
    ['/w/web.service', 'echo@.service', 'web.service is no template: its new name cannot contain "@".'],
    ['/w/web.service', 'api.socket', 'web.service is a .service unit, and its new name has to end in .service.'],
    ['/w/web.service', 'api', '"api" has no unit suffix. Write api.service.'],
    ['/w/web.service', '.service', '".service" is no unit name: something has to stand before the "@" or the suffix.'],
    ['/w/web.service', '', 'A unit needs a name.'],
    ['/w/web.service', `${'a'.repeat(250)}.service`, 'The name has 258 characters; a unit name has at most 255.'],
    ['/w/web.service', '../x.service', 'A unit name cannot contain "/". Use letters, digits and : - _ . \\ @ only.'],
    ['/w/echo@.service', 'x.service', 'echo@.service is a template: its new name needs "@" before .service.'],
    ['/w/web.service', 'same.service', 'There is already a unit same.service, in /w.'],
    ['/w/web.service', 'old.service', 'There is already old.service.d in /w.'],
    ['/w/srv.mount', 'srv-x.mount', 'The unit for /srv can only be called srv.mount. Change Where= first.'],
    [
      '/w/db.service',
      'x.service',
      'same.service is a symbolic link to db.service, which an editor cannot change. Remove the link first.',
    ],
  ])('for %s: %j', (path, to, expected) => {
    const dropIns = path === '/w/web.service' && to === 'old.service' ? { '/w/web.service.d/b.conf': '[Unit]\n' } : {};
    expect(renamed({ ...files, ...dropIns }, one(path, to), false, links)).toBe(expected);
  });

  it('where the other half of a pair that nothing but the name holds together is taken', () => {
    const taken = { ...ACCEPTING, '/w/say@.service': '[Service]\n' };
    expect(renamed(taken, one('/w/echo.socket', 'say.socket'))).toBe('There is already a unit say@.service, in /w.');
  });
});

/** Workspaces made of a few parts each, numbered. */
function* workspaces(): Iterable<Files> {
  const lines = ['After=%NAME', 'Wants=x.service %NAME \\\n\n', 'BindsTo=  %NAME   y.service', 'OnFailure=%NAME'];
  const pairs: Files[] = [
    PAIR,
    ACCEPTING,
    { '/w/web.timer': '[Timer]\nOnBootSec=1\n', '/w/web.service': '[Service]\n' },
  ];
  for (const [index, line] of lines.entries()) {
    for (const pair of pairs) {
      for (const path of Object.keys(pair)) {
        const name = path.slice(3).replace('@.', `@${index}.`);
        yield {
          ...pair,
          [`${path}.d/${index}.conf`]: `[Unit]\n${line.replace('%NAME', name)}\n`,
          [`${path}.wants/${name}`]: '',
          '/w/other.service': `# ${name}\n[Unit]\n${line.replace('%NAME', name)}\n[Install]\nAlso=${name}`,
          [join(folderOf(path), 'sub/other.target')]: `[Unit]\n${line.replace('%NAME', `${name} ${name}`)}\n`,
        };
      }
    }
  }
}

it('there and back gives the same bytes', () => {
  for (const files of workspaces()) {
    for (const path of Object.keys(files).filter((one) => /^\/w\/(?:web|echo)@?\.[a-z]+$/.test(one))) {
      const [before, after] = [path.slice(3), path.slice(3).replace(/web|echo/, 'much-longer')];
      const there = renamed(files, one(path, after), true);
      expect(there).not.toEqual(files);
      expect(Object.values(there).join('')).not.toMatch(/(?<!# )\b(?:web|echo)@?\./);
      const back = renamed(there as Files, one(`/w/${after}`, before), true);
      expect(back).toEqual(Object.fromEntries(Object.entries(files).sort()));
    }
  }
});
