import { join } from 'node:path';
import { readText, writeEntry } from '../manager/local-files.ts';
import type { Outcome } from '../manager/outcome.ts';
import { type Deployed, readDeployed, writeDeployed } from './deployed.ts';
import { recordName } from './record-name.ts';

/** What was deployed where from this machine, kept between sessions. */
export interface DeploymentBook {
  get(target: string, unit: string): Promise<Deployed | undefined>;
  put(deployed: Deployed): Promise<Outcome<void>>;
  remove(deployed: Deployed): Promise<Outcome<void>>;
}

export function createDeploymentBook(folder: string): DeploymentBook {
  const fileOf = (target: string, unit: string) => join(folder, `${recordName(target, unit)}.json`);
  return {
    get: async (target, unit) => readDeployed((await readText(fileOf(target, unit))) ?? ''),
    put: (deployed) => {
      const bytes = new TextEncoder().encode(writeDeployed(deployed));
      return writeEntry(fileOf(deployed.target, deployed.unit), { kind: 'file', bytes, mode: 0o600 }, 'anything');
    },
    remove: ({ target, unit }) => writeEntry(fileOf(target, unit), { kind: 'absent' }, 'anything'),
  };
}
