import { listenersOf } from '../activation/listeners.ts';
import { diagnose } from '../findings/run.ts';
import type { Message } from '../text/message.ts';
import { setting } from '../workspace/effective-unit.ts';
import { repeatsLinkedUnit } from '../workspace/links.ts';
import { findPath } from '../workspace/load-path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, allSockets, serviceOf } from '../workspace/sockets.ts';

/** A socket of the workspace, as a list of sockets shows it. */
export interface SocketSummary {
  readonly file: string;
  readonly unit: string;
  readonly description: string | undefined;
  readonly listeners: readonly { readonly directive: string; readonly value: string; readonly description: Message }[];
  readonly service: string;
  readonly serviceFile: string | undefined;
  readonly accept: boolean;
  readonly broken: boolean;
}

/** The sockets that lie in the given folders, by name. */
export function socketSummaries(snapshot: Snapshot, folders: readonly string[]): readonly SocketSummary[] {
  return allSockets(snapshot)
    .flatMap((socket): SocketSummary[] => {
      const { fragment } = socket;
      if (!fragment || !folders.some((folder) => fragment.path.startsWith(`${folder}/`))) return [];
      if (repeatsLinkedUnit(snapshot, fragment)) return [];
      const service = serviceOf(socket);
      return [
        {
          file: fragment.path,
          unit: socket.name.full,
          description: setting(socket, 'Unit', 'Description')?.text,
          listeners: listenersOf(socket, socket.manager).map(({ directive, value, description }) => ({
            directive,
            value,
            description,
          })),
          service,
          serviceFile: findPath(snapshot, service, fragment.path),
          accept: accepts(socket),
          broken: diagnose(snapshot, fragment).some(({ severity }) => severity === 'error'),
        },
      ];
    })
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
