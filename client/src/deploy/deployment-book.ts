import { join } from 'node:path';
import { listFolder, readText, writeEntry } from '../manager/local-files.ts';
import { type Deployed, readDeployed, writeDeployed } from './deployed.ts';
import { recordName } from './record-name.ts';

/** What was deployed where from this machine, kept between sessions. */
export interface DeploymentBook {
  get(target: string, unit: string): Promise<Deployed | undefined>;
  all(): Promise<readonly Deployed[]>;
  put(deployed: Deployed): Promise<void>;
  remove(deployed: Deployed): Promise<void>;
}

export function createDeploymentBook(folder: string): DeploymentBook {
  const fileOf = (target: string, unit: string) => join(folder, `${recordName(target, unit)}.json`);
  const read = async (path: string): Promise<Deployed | undefined> => {
    return readDeployed((await readText(path)) ?? '');
  };
  return {
    get: (target, unit) => read(fileOf(target, unit)),
    all: async () => {
      const names = await listFolder(folder);
      if (names.kind !== 'ok') return [];
      const records = names.value.filter((name) => name.endsWith('.json'));
      const found = await Promise.all(records.map((name) => read(join(folder, name))));
      return found.filter((one) => one !== undefined);
    },
    put: async (deployed) => {
      const bytes = new TextEncoder().encode(writeDeployed(deployed));
      await writeEntry(fileOf(deployed.target, deployed.unit), { kind: 'file', bytes, mode: 0o600 }, 'anything');
    },
    remove: async ({ target, unit }) => {
      await writeEntry(fileOf(target, unit), { kind: 'absent' }, 'anything');
    },
  };
}
