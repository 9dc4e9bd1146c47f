import type { Comparison, Remark } from './comparison.ts';
import type { DiskFilesParams } from './disk-files.ts';
import type { JudgedBy } from './judged-by.ts';
import type { DocumentParams, Location, PositionParams, Uri } from './lsp.ts';
import type { ConvertedEntry, NewFiles, NewService } from './new-service.ts';
import type { ManagerKind, Plan } from './plan.ts';
import type { PortMap } from './ports.ts';
import type { ServiceSecurity } from './security.ts';

/**
 * Every request beyond LSP: its method, what goes in and what comes out. The server's handlers and the client's calls are both typed by
 * this table, so that a request without a handler, or one of another shape, does not compile. A result is null where the document is
 * no unit file, or belongs to no one unit.
 */
export interface Requests {
  /** What has to be installed and started to put a unit to work with one kind of manager. */
  'systemd/plan': {
    params: DocumentParams & { readonly manager: ManagerKind };
    result: Plan | null;
  };
  /** Every socket of the workspace, as the sockets view shows it. */
  'systemd/sockets': {
    params: undefined;
    result: readonly SocketSummary[];
  };
  /** What the sockets of the workspace listen on. */
  'systemd/ports': {
    params: undefined;
    result: PortMap;
  };
  /** The unit as systemd holds it, fragment and drop-ins merged, with the origin of each line, and what does not count any more. */
  'systemd/effectiveUnit': {
    params: DocumentParams;
    result: EffectiveUnit | null;
  };
  /** How exposed a service is; null for other units, and for services that systemd would not load. */
  'systemd/security': {
    params: DocumentParams;
    result: ServiceSecurity | null;
  };
  /**
   * The drop-in that gives directives the values that they have, to be edited then; null also where there is no folder to write to. Without
   * directives it has the unit's own section alone.
   */
  'systemd/dropIn': {
    params: DocumentParams & { readonly directives: readonly DirectiveName[] };
    result: NewDropIn | null;
  };
  /** What a copy of a packaged unit changes, as a drop-in of that; null for what is no fragment of a unit. Nothing is written. */
  'systemd/dropInOfCopy': {
    params: DocumentParams & { readonly packaged: string };
    result: DropInOfCopy | null;
  };
  /** What a unit starts, is started by and depends on, written for a program that draws graphs. */
  'systemd/graph': {
    params: DocumentParams & { readonly format: 'dot' | 'mermaid' };
    result: DependencyGraph | null;
  };
  /** The files that a unit is made of, for a program that reads them itself. */
  'systemd/unitFiles': {
    params: DocumentParams;
    result: UnitFiles | null;
  };
  /** What `systemd-analyze verify` said of a unit, compared with the diagnostics of this server. */
  'systemd/compare': {
    params: DocumentParams & { readonly remarks: readonly Remark[] };
    result: Comparison | null;
  };
  /** The systemd version and the kind of manager that the document is judged by. */
  'systemd/judgedBy': {
    params: DocumentParams;
    result: JudgedBy | null;
  };
  /** Where systemd's manual describes what stands at a position. */
  'systemd/manual': {
    params: PositionParams;
    result: Manual | null;
  };
  /** The files of a new service that a socket starts; null where there is no such service. Nothing is written. */
  'systemd/newService': {
    params: { readonly service: NewService };
    result: NewFiles | null;
  };
  /** The entries of an inetd.conf or a file of xinetd, each as units that go into a folder. Nothing is written. */
  'systemd/convertInetd': {
    params: { readonly inetd: { readonly text: string; readonly folder: Uri } };
    result: readonly ConvertedEntry[];
  };
  /** The page of a diagnostic's code, as Markdown; null where there is none. */
  'systemd/rulePage': {
    params: { readonly code: string };
    result: string | null;
  };
}

export type Method = keyof Requests;
export type Params<M extends Method> = Requests[M]['params'];
export type Result<M extends Method> = Requests[M]['result'];

/** Every notification beyond LSP that the server sends, with its parameters: only to a client that has announced it. */
export interface ServerNotifications {
  /** Something that `systemd/sockets` or `systemd/effectiveUnit` answers has changed. */
  'systemd/unitsChanged': undefined;
}

/** Every notification beyond LSP that the client sends, with its parameters: only to a server that takes it. */
export interface ClientNotifications {
  'systemd/diskFiles': DiskFilesParams;
}

export interface SocketSummary {
  readonly uri: Uri;
  readonly unit: string;
  readonly description: string | undefined;
  readonly listeners: readonly { readonly directive: string; readonly value: string; readonly description: string }[];
  readonly service: string;
  /** Undefined where the service is in no file that the server knows. */
  readonly serviceUri: Uri | undefined;
  readonly accept: boolean;
  /** Whether it has an error among its diagnostics. */
  readonly broken: boolean;
}

export interface EffectiveUnit {
  readonly unit: string;
  readonly lines: readonly EffectiveLine[];
}

export interface EffectiveLine {
  readonly text: string;
  /** The directive that the line assigns, and the place of the assignment; undefined for section headers and blank lines. */
  readonly directive: string | undefined;
  readonly origin: Location | undefined;
  /** For an assignment that does not count any more, and stands in a comment: whether another one counts instead, and which. */
  readonly replaced: { readonly how: 'overridden' | 'reset'; readonly by: Location | undefined } | undefined;
}

export interface DirectiveName {
  readonly section: string;
  readonly key: string;
}

export interface NewDropIn {
  readonly unit: string;
  readonly uri: Uri;
  /** The whole file. */
  readonly text: string;
  /** Whether the file is there already, with other lines. */
  readonly exists: boolean;
}

export interface DropInOfCopy {
  readonly unit: string;
  readonly uri: Uri;
  /** The whole file, which is new; empty where the copy changes nothing that a drop-in can. */
  readonly text: string;
  /** The lines of the packaged unit that the copy has not, and that no drop-in takes away. */
  readonly kept: readonly string[];
}

export interface DependencyGraph {
  readonly unit: string;
  readonly text: string;
  /** Whether there are more units than are in it. */
  readonly cut: boolean;
}

export interface UnitFiles {
  readonly unit: string;
  readonly manager: ManagerKind;
  /** Undefined where only drop-ins are known. */
  readonly fragment: Uri | undefined;
  readonly dropIns: readonly Uri[];
  /** The folders of the workspace that hold the units which this one names, without its own folder. */
  readonly folders: readonly Uri[];
}

export interface Manual {
  /** The page, of section 5: `systemd.socket`. */
  readonly page: string;
  readonly directive: string | undefined;
  /** The same on the web, of the version that units are judged by. */
  readonly url: string;
}
