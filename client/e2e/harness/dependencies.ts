import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type LoadRequest, SHOWN, type Shown } from '../../../server/src/core/testing/dependency-graph.ts';
import { DEPENDENCY_UNITS } from '../../../server/src/core/testing/dependency-units.ts';
import { createHost, type HostChange } from '../../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import { mustRun } from '../../tools/program.ts';
import { TESTER } from './machine.ts';
import type { Manager } from './manager.ts';

/** What a manager says about the dependencies of units, and what is needed to work them out ourselves. */
export interface Asked {
  readonly shown: Shown;
  readonly request: LoadRequest;
}

/** Puts the made-up units into the manager's folder, has it load them and all packaged units, and asks it about each. */
export async function askDependencies(manager: Manager, root: string, version: number): Promise<Asked> {
  for (const [path, text] of Object.entries(DEPENDENCY_UNITS)) {
    if (!text.startsWith('->')) manager.install(path, text);
  }
  for (const [path, text] of Object.entries(DEPENDENCY_UNITS)) {
    if (!text.startsWith('->')) continue;
    const file = join(manager.units, path);
    await mustRun(['mkdir', '-p', dirname(file)]);
    symlinkSync(text.slice(3), file);
  }
  const files = await unitFiles(manager, root);
  const names = [...new Set(files.changes.flatMap(({ path }) => namesOf(path)))].sort();
  // A unit that is active and names all others keeps them loaded.
  manager.install('dg-pin.service', pinning(names));
  await manager.systemctl('daemon-reload');
  const started = await manager.systemctl('start', 'dg-pin.service');
  if (started.code !== 0) throw new Error(started.stderr);
  const shown = await show(manager, names);
  const mounted = await activeMounts(manager);
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager: manager.scope, loadPath: files.folders });
  const pin: HostChange = { path: `${files.folders[0]}/dg-pin.service`, layer: 'disk', text: pinning(names) };
  host.apply([...files.changes, pin]);
  const isUser = manager.scope === 'user';
  return {
    shown,
    request: {
      snapshot: host.snapshot(),
      folder: files.folders[0]!,
      links: files.links,
      mounted,
      about: {
        version,
        manager: manager.scope,
        devices: false,
        container: true,
        ...(isUser && { home: '/home/tester', runtimeDirectory: `/run/user/${TESTER}` }),
      },
      roots: ['dg-pin.service', ...names],
    },
  };
}

/** Whether a unit is one of those that were made up, or is made for one of them. */
export function isMadeUp(name: string): boolean {
  return /^(dg|srv-dg|sys-dg|dev-dg)\b/.test(name) && name !== 'dg-pin.service';
}

function pinning(names: readonly string[]): string {
  const lines = names.map((name) => `After=${name}\n`).join('');
  return `[Unit]\nDefaultDependencies=no\n${lines}[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n`;
}

/** The names that a unit file can be loaded by: a template is loaded for an instance. */
function namesOf(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (path.includes('.d/') || name.endsWith('.conf')) return [];
  return [name.replace(/@\./, '@x.')];
}

async function show(manager: Manager, names: readonly string[]): Promise<Shown> {
  const shown: Record<string, Record<string, string[]>> = {};
  for (let at = 0; at < names.length; at += 100) {
    const properties = ['Id', 'LoadState', ...SHOWN].join(',');
    const { stdout } = await manager.systemctl('show', `--property=${properties}`, '--', ...names.slice(at, at + 100));
    for (const block of stdout.split(/\n\n+/)) {
      const fields = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      const id = fields.get('Id');
      if (!id || fields.get('LoadState') !== 'loaded') continue;
      const values = SHOWN.map((property) => [property, wordsOf(fields.get(property) ?? '')] as const);
      shown[id] = Object.fromEntries(values.filter(([, some]) => some.length > 0));
    }
  }
  return shown;
}

/** The words of a list as systemctl prints it: in quotes, and escaped, where there is anything odd about one. */
function wordsOf(list: string): string[] {
  const words = list.match(/"(?:\\.|[^"\\])*"|[^ ]+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word)).sort();
}

async function activeMounts(manager: Manager): Promise<string[]> {
  const { stdout } = await manager.systemctl('list-units', '--all', '--type=mount', '--plain', '--no-legend');
  return stdout.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []);
}

interface UnitFiles {
  readonly folders: readonly string[];
  readonly changes: readonly HostChange[];
  readonly links: readonly string[];
}

/** The unit files that the manager loads from, as it sees them. */
async function unitFiles(manager: Manager, root: string): Promise<UnitFiles> {
  const folders =
    manager.scope === 'system'
      ? ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system']
      : ['/home/tester/.config/systemd/user', '/etc/systemd/user', '/usr/lib/systemd/user'];
  const { stdout } = await manager.machine.run([
    'find',
    ...folders,
    '(',
    '-type',
    'f',
    '-o',
    '-type',
    'l',
    ')',
    '-printf',
    '%p\t%l\n',
  ]);
  const found = new Map(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]),
  );
  const follow = (path: string): string => {
    const target = found.get(path);
    return target ? follow(resolve(dirname(path), target).replace(/^\/lib\//, '/usr/lib/')) : path;
  };
  const textOf = async (path: string): Promise<string> => {
    if (path === '/dev/null') return '';
    if (path.startsWith('/usr/')) return readFileSync(join(root, path), 'utf8');
    return (await manager.machine.run(['cat', path])).stdout;
  };
  const changes: HostChange[] = [];
  const links: string[] = [];
  for (const [path, target] of found) {
    if (/\.(wants|requires|upholds)\//.test(path)) links.push(path);
    else {
      const real = follow(path);
      if (real.startsWith('/dev/null') || found.has(real))
        changes.push({ path, layer: 'disk', text: await textOf(real), ...(target && { link: real }) });
    }
  }
  return { folders, changes, links };
}
