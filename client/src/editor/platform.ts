import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { DeploymentBook } from '../deploy/deployment-book.ts';
import type { Guards } from '../deploy/guards.ts';
import type { Fleet } from '../fleet/workshop.ts';
import type { Reach } from '../manager/detect.ts';
import { type Recorder, recorded, recordedRun } from '../manager/recorded.ts';
import type { Hosts } from '../manager/ssh/hosts.ts';
import type { Target } from '../manager/target.ts';

/**
 * The id of the language client, and the section of its trace setting. Other extensions have taken `systemd.trace.server`, and VS Code
 * keeps a setting for the first that declares it.
 */
export const CLIENT = 'systemd-socket-units';

/** What differs between the extension hosts. */
export interface Platform {
  readonly createClient: (context: ExtensionContext, options: LanguageClientOptions) => Promise<BaseLanguageClient>;
  /** How units are deployed from here; undefined if no program can be run, as in a browser. */
  readonly machine: Machine | undefined;
}

export interface Machine {
  /** All targets to choose from, the preferred one first. */
  readonly targets: () => Promise<readonly Target[]>;
  /** Machines that are reached over ssh. Their targets are not among `targets`, as looking for one costs a log-in. */
  readonly hosts: Hosts;
  /** Runs a program on this machine, as the person. */
  readonly run: Target['run'];
  /** Deployments to many machines, through Ansible. */
  readonly fleet: Fleet;
  readonly guards: Guards;
  readonly book: DeploymentBook;
  readonly detect: (target: Target) => Promise<Reach>;
  /** Where the person's manager has its sockets: $XDG_RUNTIME_DIR. */
  readonly runtimeDirectory: () => string;
  readonly dispose: () => void;
}

/** The same machine, with each command that its targets and itself run recorded. */
export function recordedMachine(machine: Machine, note: Recorder): Machine {
  const { hosts } = machine;
  const withRecord = (target: Target) => recorded(target, note);
  return {
    ...machine,
    run: recordedRun('', machine.run, note),
    targets: async () => (await machine.targets()).map(withRecord),
    hosts: {
      ...hosts,
      targets: (host) => hosts.targets(host).map(withRecord),
      byId: (id) => {
        const target = hosts.byId(id);
        return target && withRecord(target);
      },
    },
  };
}
