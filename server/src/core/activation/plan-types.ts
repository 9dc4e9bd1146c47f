import type { Location } from '../diagnostic.ts';
import type { Message } from '../text/message.ts';

/**
 * How a unit is installed and started on a target, as plain data: made by `plan`, shown to a person, run by the client.
 * Nothing in it has happened yet.
 */
export interface Plan {
  /** The unit that the person asked for; for a template, socket and service pair the socket is what gets started. */
  readonly unit: string;
  /** The unit that is started: the socket, timer or path where one triggers `unit`, otherwise `unit` itself. */
  readonly start: string;
  readonly manager: ManagerKind;
  /** What must be installed, in the order to install it: services before the sockets that start them. */
  readonly files: readonly PlannedFile[];
  /** The units that packages have installed. They are started as they are. */
  readonly packaged: readonly PackagedUnit[];
  /** What the units run, once their drop-ins are merged. */
  readonly commands: readonly PlannedCommand[];
  /** The files of the workspace that the commands run, and that are to be where these name them. */
  readonly handlers: readonly Handler[];
  readonly listeners: readonly Listener[];
  /** Reasons why this cannot work as it stands. `stop` means that running the plan is pointless. */
  readonly blockers: readonly Blocker[];
  /** Whether each connection gets an instance of its own (Accept=yes). */
  readonly accept: boolean;
  /** The service behind the socket: `foo.service`, or the template `foo@.service`. */
  readonly service: string | undefined;
  /** Whether the service has the connection or the socket as its standard input (StandardInput=socket). */
  readonly socketAsInput: boolean;
  /** What the descriptors that are handed over are called (sd_listen_fds_with_names). */
  readonly descriptorName: string;
  readonly dryRun: DryRun;
  /** Whether [Install] names something, so that enabling at boot means anything. */
  readonly installable: boolean;
}

export type ManagerKind = 'system' | 'user';

export interface PlannedFile {
  /** The file in the workspace. */
  readonly source: string;
  /** Where it goes, below the target's unit directory: `foo.socket`, or `foo.socket.d/override.conf`. */
  readonly destination: string;
  readonly text: string;
  /** Octal file mode as a number, 0o644 for units. */
  readonly mode: number;
  /** The unit this file belongs to. */
  readonly unit: string;
}

export interface PackagedUnit {
  readonly unit: string;
  readonly path: string;
  /** The manager whose unit it is. */
  readonly manager: ManagerKind;
}

export interface PlannedCommand {
  readonly unit: string;
  readonly directive: string;
  /** As it is written, prefixes included. */
  readonly text: string;
  /**
   * The executable and its arguments, as systemd splits them. Variables are left for systemd to replace, and so are the specifiers that
   * depend on the machine.
   */
  readonly argv: readonly string[];
  /** Whether its failure counts as success (prefix `-`). */
  readonly ignoresFailure: boolean;
}

export interface Handler {
  /** The file in the workspace. */
  readonly file: string;
  /** The path that the unit names: absolute, or relative to the home directory of the user whose manager it is. */
  readonly path: string;
  readonly belowHome: boolean;
  /** systemd runs it itself, so it must be executable; otherwise it is handed to an interpreter. */
  readonly executed: boolean;
  readonly unit: string;
}

/** One address that the socket will listen on, taken apart for showing and for testing. */
export interface Listener {
  readonly directive: string;
  /** As written, specifiers expanded. */
  readonly value: string;
  /** In words: `TCP port 9999 on all addresses, IPv6 and IPv4`. */
  readonly description: Message;
  readonly kind:
    | 'stream'
    | 'datagram'
    | 'seqpacket'
    | 'fifo'
    | 'special'
    | 'netlink'
    | 'message-queue'
    | 'usb-function';
  readonly address: ListenerAddress;
}

export type ListenerAddress =
  | { readonly family: 'inet'; readonly host: string | undefined; readonly port: number; readonly v6: boolean }
  | { readonly family: 'unix'; readonly path: string }
  | { readonly family: 'abstract'; readonly name: string }
  | { readonly family: 'vsock'; readonly cid: string; readonly port: number }
  | { readonly family: 'other'; readonly text: string };

/** How a socket is tried with systemd-socket-activate on the machine of the server, or why it cannot be. */
export type DryRun =
  | {
      readonly kind: 'command';
      readonly argv: readonly string[];
      /** The same where only this machine can connect; undefined where that is so already. */
      readonly loopback: { readonly argv: readonly string[]; readonly listeners: readonly Listener[] } | undefined;
      /** The working directory. */
      readonly folder: string;
      /** Whether it ends with the first activation, so that it has to be started again for the next, as systemd would. */
      readonly endsOnce: boolean;
    }
  /** The service is in no file that is known. */
  | { readonly kind: 'no-service' }
  | { readonly kind: 'no-exec' }
  /** systemd-socket-activate opens stream, datagram and sequential-packet sockets, all of one type. */
  | { readonly kind: 'listener'; readonly value: string };

export interface Blocker {
  /** The code of the diagnostic. */
  readonly code: string;
  readonly stop: boolean;
  /** What is wrong, and the next step. */
  readonly message: Message;
  /** The title of the fix that is offered first at the place. */
  readonly remedy: Message | undefined;
  readonly place: Location;
}
