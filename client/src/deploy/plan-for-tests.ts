import type { Listener, Plan, PlannedFile } from '../../../server/src/protocol/plan.ts';

/** The listener of `ListenStream=9999`. */
export const LISTENER: Listener = {
  directive: 'ListenStream',
  value: '9999',
  description: 'TCP port 9999',
  kind: 'stream',
  address: { family: 'inet', host: undefined, port: 9999, v6: true },
};

/** A plan as the server makes it of `a.socket` with Accept=yes, but for what a test wants otherwise. */
export function planOf(part: Partial<Plan>): Plan {
  return {
    unit: 'a.socket',
    start: 'a.socket',
    manager: 'user',
    files: [],
    packaged: [],
    commands: [],
    handlers: [],
    listeners: [LISTENER],
    blockers: [],
    accept: true,
    service: 'a@.service',
    socketAsInput: true,
    descriptorName: 'connection',
    dryRun: { kind: 'no-exec' },
    installable: false,
    ...part,
  };
}

/** A file of a plan, which belongs to the unit of its own name unless it is a drop-in. */
export function plannedFile(destination: string, text: string, unit = destination): PlannedFile {
  return { source: `file:///workspace/${destination}`, destination, text, mode: 0o644, unit };
}
