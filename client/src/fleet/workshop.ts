import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from './order.ts';
import { playbookText } from './playbook.ts';
import callback from './systemd_units.py';

/** A private folder with what Ansible needs for one order: the playbook, the files, our callback. */
export interface Workshop {
  readonly folder: string;
  /** The file that has a playbook that runs stop and put everything back, once it exists. */
  readonly cancelFile: string;
  /** Has a playbook that runs stop before its next step, and put everything back. */
  cancel(): Promise<void>;
  dispose(): Promise<void>;
}

/** What makes the files for Ansible. */
export interface Fleet {
  open(order: Order): Promise<Workshop>;
  save(folder: string, order: Order): Promise<void>;
}

export async function openWorkshop(order: Order): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'systemd-fleet-'));
  await writeOrder(folder, order, true);
  await mkdir(join(folder, 'callback'));
  await writeFile(join(folder, 'callback/systemd_units.py'), callback);
  const cancelFile = join(folder, 'cancel');
  return {
    folder,
    cancelFile,
    cancel: () => writeFile(cancelFile, ''),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes playbook and files into a folder of the person's, to be kept and run by hand. */
export async function saveOrder(folder: string, order: Order): Promise<void> {
  await writeOrder(folder, order, false);
}

async function writeOrder(folder: string, order: Order, cancellable: boolean): Promise<void> {
  await mkdir(join(folder, 'files'), { recursive: true });
  const token = `systemd-units-${randomBytes(4).toString('hex')}`;
  await writeFile(join(folder, 'playbook.yml'), playbookText(order, token, cancellable));
  for (const { source, bytes } of order.files) await writeFile(join(folder, source), bytes);
}
