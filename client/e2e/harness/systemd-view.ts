import type { Manager } from './manager.ts';

// What systemd and the kernel themselves say, to hold the editor against.

/** The properties of a unit, by name. */
export async function stateOf(manager: Manager, unit: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await manager.systemctl('show', unit);
  return Object.fromEntries(stdout.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** The line of ss about who listens on a TCP port; undefined where nobody does. */
export async function listener({ machine }: Pick<Manager, 'machine'>, port: number): Promise<string | undefined> {
  // As root, because others may not see whose a socket is.
  const { code, stdout, stderr } = await machine.run(['ss', '-Hltnp', 'sport', '=', `:${port}`]);
  if (code !== 0) throw new Error(`ss: ${stderr}`);
  return stdout.trim() || undefined;
}

/** The units that are loaded and match a pattern, one line each. */
export async function unitsLike(manager: Manager, pattern: string): Promise<string[]> {
  const { code, stdout, stderr } = await manager.systemctl('list-units', '--all', '--plain', '--no-legend', pattern);
  if (code !== 0) throw new Error(`systemctl: ${stderr}`);
  return stdout.split('\n').filter((line) => line.trim() !== '');
}
