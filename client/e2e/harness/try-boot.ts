import type { Manager } from './manager.ts';
import { standIn, type UnitText } from './try-units.ts';

/**
 * Installs and enables units, and has the manager of a system start everything that a boot starts, in one transaction: what a boot would make
 * of them. Takes them away again.
 *
 * @returns What went wrong, a sentence each; empty where all that was enabled is up.
 */
export async function tryBoot(manager: Manager, files: readonly UnitText[]): Promise<readonly string[]> {
  await standIn(manager, files);
  for (const { name, text } of files) manager.install(name, text);
  const enabled = files.flatMap(({ name, text }) => (text.includes('[Install]') ? [name] : []));
  const wrong: string[] = [];
  try {
    await manager.systemctl('daemon-reload');
    await manager.systemctl('enable', ...enabled);
    await manager.systemctl('stop', 'basic.target', 'sockets.target');
    const since = (await manager.run(['date', '+@%s.%N'])).stdout.trim();
    const started = await manager.systemctl('start', 'multi-user.target');
    if (started.code !== 0) wrong.push(started.stderr);
    for (const unit of [...enabled, 'sockets.target']) {
      const state = (await manager.systemctl('is-active', unit)).stdout.trim();
      if (state !== 'active') wrong.push(`${unit} is ${state}.`);
    }
    const journal = await manager.run(['journalctl', '--no-pager', '--output=cat', `--since=${since}`]);
    wrong.push(...journal.stdout.split('\n').filter((line) => line.includes('ordering cycle')));
    return wrong;
  } finally {
    await manager.systemctl('disable', ...enabled);
    await manager.systemctl('stop', ...files.map(({ name }) => name));
    for (const { name } of files) await manager.run(['rm', '-f', `${manager.units}/${name}`]);
    await manager.systemctl('daemon-reload');
    await manager.systemctl('reset-failed');
    await manager.systemctl('start', 'sockets.target', 'basic.target');
  }
}
