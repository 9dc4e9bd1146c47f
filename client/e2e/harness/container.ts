import { mustRun } from '../../tools/program.ts';
import type { Machine } from './machine.ts';
import { waitFor } from './wait.ts';

/** Where a machine must show the root file system that its containers are made of. */
export const CONTAINER_ROOT = '/opt/container';

/** Boots a container inside a throw-away machine, over a copy-on-write view, known to the machine's systemd-machined. */
export async function startContainer(machine: Machine, name: string): Promise<void> {
  const inside = (...argv: string[]) => mustRun(machine.command(argv));
  const folder = `/run/containers/${name}`;
  await inside('mkdir', '-p', folder);
  await inside('mount', '-t', 'tmpfs', 'tmpfs', folder);
  await inside('mkdir', `${folder}/upper`, `${folder}/work`, `${folder}/root`);
  const layers = `lowerdir=${CONTAINER_ROOT},upperdir=${folder}/upper,workdir=${folder}/work`;
  await inside('mount', '-t', 'overlay', 'overlay', '-o', layers, `${folder}/root`);
  const nspawn = ['systemd-nspawn', '--boot', `--directory=${folder}/root`, `--machine=${name}`, '--keep-unit'];
  await inside('systemd-run', '--quiet', `--unit=container-${name}`, '--property=Delegate=yes', ...nspawn);
  await waitFor(
    'the container to boot',
    async () => {
      const { stdout } = await machine.run(['systemctl', `--machine=${name}`, 'is-system-running']);
      return ['running', 'degraded'].includes(stdout.trim());
    },
    { within: 60_000, every: 200 },
  );
}
