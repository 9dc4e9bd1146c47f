/**
 * The requests that client and server have between them beyond LSP. Plain data both ways; a method name and a type for
 * what goes in and what comes out, so that either side can be replaced.
 */
import type { ManagerKind, Plan } from '../core/activation/plan-types.ts';
import type { Comparison, Remark, UnitFiles } from '../core/features/comparison-types.ts';
import type { Manual } from '../core/features/manual.ts';

export type * from '../core/activation/plan-types.ts';
export type * from '../core/features/comparison-types.ts';

/** A unit file's plan for one kind of manager; null where the document is no unit. */
export const PLAN_METHOD = 'systemd/plan';
export interface PlanParams {
  readonly uri: string;
  readonly manager: ManagerKind;
}
/** In the answer every `source` and `file` is a URI. */
export type PlanResult = Plan | null;

/** What the sockets view shows: every socket that the workspace holds. */
export const SOCKETS_METHOD = 'systemd/sockets';
export type SocketsResult = readonly SocketSummary[];
export interface SocketSummary {
  readonly uri: string;
  readonly unit: string;
  readonly description: string | undefined;
  readonly listeners: readonly { readonly directive: string; readonly value: string; readonly description: string }[];
  readonly service: string | undefined;
  readonly serviceUri: string | undefined;
  readonly accept: boolean;
  /** Whether something about it is an error. */
  readonly broken: boolean;
}

/** The unit as systemd sees it, fragment and drop-ins merged, with the origin of each line. */
export const EFFECTIVE_UNIT_METHOD = 'systemd/effectiveUnit';
export interface EffectiveUnitParams {
  readonly uri: string;
}
export interface EffectiveUnitResult {
  readonly unit: string;
  readonly lines: readonly EffectiveLine[];
}
export interface EffectiveLine {
  readonly text: string;
  readonly uri: string | undefined;
  /** Zero-based line in that document. */
  readonly line: number | undefined;
}

/** What a unit is made of, for a program that reads the files itself; null where the document belongs to no one unit. Files are URIs, folders paths. */
export const UNIT_FILES_METHOD = 'systemd/unitFiles';
export interface UnitFilesParams {
  readonly uri: string;
}
export type UnitFilesResult = UnitFiles<string> | null;

/** What `systemd-analyze verify` said of a unit, held against the findings of ours; null where the document belongs to no one unit. */
export const COMPARE_METHOD = 'systemd/compare';
export interface CompareParams {
  readonly uri: string;
  readonly remarks: readonly Remark[];
}
export type CompareResult = Comparison<DocumentPlace> | null;
/** A stretch of a document, in LSP's terms. */
export interface DocumentPlace {
  readonly uri: string;
  readonly range: { readonly start: DocumentPosition; readonly end: DocumentPosition };
}
export interface DocumentPosition {
  readonly line: number;
  readonly character: number;
}

/** Where systemd's manual tells about what stands at a position; null where the document is no unit. */
export const MANUAL_METHOD = 'systemd/manual';
export interface ManualParams {
  readonly textDocument: { readonly uri: string };
  readonly position: DocumentPosition;
}
export type ManualResult = Manual | null;

/** The page of a diagnostic's code, as Markdown; null where there is none. The client shows it for addresses of this scheme. */
export const RULE_PAGE_METHOD = 'systemd/rulePage';
export const RULE_PAGE_SCHEME = 'systemd-rule';
export interface RulePageParams {
  readonly code: string;
}
export type RulePageResult = string | null;

/** Sent by the server when something the sockets view or an effective unit shows has changed. */
export const UNITS_CHANGED_METHOD = 'systemd/unitsChanged';

/**
 * Sent by a client that reads files for a server without a disk, a web worker say, and that has said so with `givesFiles`: what has
 * become of the unit files on its disk. The server takes the news of one notification over at once.
 */
export const DISK_FILES_METHOD = 'systemd/diskFiles';
export interface DiskFilesParams {
  readonly files: readonly DiskFile[];
  /**
   * The folders, as URIs, of which the server now has every unit file; each time the whole list. Until a folder is in it, its units are
   * judged by their own lines only, so that nothing is called missing that has merely not come yet.
   */
  readonly whole: readonly string[];
}
export interface DiskFile {
  readonly uri: string;
  /** The bytes in base64, as not all of them need be UTF-8; null where the file is gone. */
  readonly content: string | null;
  /** Whether it is a symbolic link. Where it leads, editors do not tell. */
  readonly link: boolean;
}

/** Commands that lenses and fixes of the server name and the client carries out. Their argument is one document URI. */
export const COMMANDS = {
  deploy: 'systemd.deployUnit',
  activate: 'systemd.activateSocket',
  request: 'systemd.sendTestRequest',
  stop: 'systemd.stopSocket',
  journal: 'systemd.showJournal',
  effectiveUnit: 'systemd.showEffectiveUnit',
} as const;

/** The command of a fix that creates files: opens one of them. Its argument is a document URI. */
export const OPEN_FILE = 'systemd.openFile';

/** What the client sends as the `systemd` section of the configuration, and at the start. */
export interface Settings {
  /** The systemd version to judge by: a number, `newest`, or `installed` for that of the machine the server runs on. */
  readonly version: string;
  /** The manager that units belong to when their folder does not tell. */
  readonly manager: ManagerKind;
  /** Directories to look for other units in, besides the workspace, first one first. Undefined: the machine's own load path. */
  readonly unitPath: readonly string[] | undefined;
  /** Whether the client can show pages of RULE_PAGE_SCHEME: then each diagnostic's code links to `systemd-rule:/<code>.md`. */
  readonly rulePages: boolean;
  /** Whether the client has VS Code's command that asks for completions: then a directive that is taken shows its values at once. */
  readonly suggestsAgain: boolean;
  /** Whether the client carries out COMMANDS and OPEN_FILE: without that there are no lenses, and fixes only edit. */
  readonly runsCommands: boolean;
  /** Whether the workspace is trusted; without it the server runs nothing. */
  readonly trusted: boolean;
}

/** What the client sends as `initializationOptions`. */
export interface InitializationOptions extends Settings {
  /** Whether the client will send DISK_FILES_METHOD where the server has no disk of its own. */
  readonly givesFiles?: boolean;
}
