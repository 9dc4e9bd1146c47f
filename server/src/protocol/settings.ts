import type { ManagerKind } from './plan.ts';

/**
 * What a client sends as `initializationOptions`, and later as the `systemd` section of `workspace/didChangeConfiguration`. Each field
 * may be left out.
 */
export interface Settings {
  /**
   * The systemd version to judge by: a number, `newest`, `installed` for that of the machine the server runs on, or `auto`, as where it is
   * left out: that of the target, else the installed one, else the newest.
   */
  readonly version?: string | number;
  /** The manager that units belong to when their folder does not tell; `auto`, as where it is left out, is that of the target, else the system's. */
  readonly manager?: ManagerKind | 'auto';
  /** Where the person has chosen to deploy units to, with its systemd version where that is known. */
  readonly target?: { readonly manager: ManagerKind; readonly version?: number | undefined } | undefined;
  /** Directories to look for other units in, besides the workspace, first one first. Undefined: the machine's own load path. */
  readonly unitPath?: readonly string[] | undefined;
  /** What the names of files end in, besides the usual suffixes, of which something else makes units: `.tt` for `foo.service.tt`. */
  readonly sourceSuffixes?: readonly string[] | undefined;
  /** Folders that hold the units of one system each, `roles/*` say. Undefined: those that are usual. */
  readonly systems?: readonly string[] | undefined;
  /** Which findings are wanted: `default`, `strict`, or `systemd` for what systemd itself says. Undefined: as the project file says. */
  readonly preset?: string | undefined;
  /** Severities by the codes of findings: `off`, `error`, `warning`, `information`, `hint`, `default`. They override a project file. */
  readonly rules?: Readonly<Record<string, string>> | undefined;
  /** Which files have diagnostics; `auto`, as where it is left out, is the workspace unless it is large. */
  readonly diagnosticMode?: DiagnosticMode;
  /** How much is shown in the lines of what values come to; nothing where it is left out. */
  readonly inlayHints?: HintMode;
  /** What this server leaves to others; nothing where it is left out. */
  readonly featuresOff?: readonly FeatureName[];
}

/** Which files have diagnostics: those that are open, all of the workspace, or all of it up to so many files. */
export type DiagnosticMode = (typeof DIAGNOSTIC_MODES)[number];
export const DIAGNOSTIC_MODES = ['auto', 'openFiles', 'workspace'] as const;

/** How many inlay hints are shown: none, what the text does not say at all, or also what can be worked out from it. */
export type HintMode = (typeof HINT_MODES)[number];
export const HINT_MODES = ['off', 'some', 'all'] as const;

/** What can be left to another extension or server, by the names of LSP's requests. */
export type FeatureName = (typeof FEATURE_NAMES)[number];
export const FEATURE_NAMES = [
  'callHierarchy',
  'codeAction',
  'codeLens',
  'completion',
  'definition',
  'diagnostics',
  'documentHighlight',
  'documentLink',
  'documentSymbol',
  'foldingRange',
  'formatting',
  'hover',
  'implementation',
  'inlayHint',
  'references',
  'rename',
  'selectionRange',
  'semanticTokens',
  'signatureHelp',
  'typeHierarchy',
  'workspaceSymbol',
] as const;
