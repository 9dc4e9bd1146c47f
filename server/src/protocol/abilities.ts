import type { Method } from './requests.ts';

/**
 * What a client can do beyond LSP, announced as `capabilities.experimental.systemd` of its `initialize` request. A client that announces
 * nothing is served as any editor is.
 */
export interface ClientAbilities {
  /** Ids of commands that it runs: those of commands.ts, or those of the editor. The server names no other. */
  readonly commands?: readonly string[];
  /** It shows pages of RULE_PAGE_SCHEME: the code of each diagnostic links to `systemd-rule:/<code>.md`. */
  readonly rulePages?: boolean;
  /** It takes `systemd/unitsChanged`. */
  readonly unitsChanged?: boolean;
  /** It sends `systemd/diskFiles` to a server that has no disk. */
  readonly diskFiles?: boolean;
}

/** What the server can do beyond LSP, announced as `capabilities.experimental.systemd` of its answer to `initialize`. */
export interface ServerAbilities {
  /** The requests of requests.ts that it answers. */
  readonly requests: readonly Method[];
  /** It has no disk, and takes `systemd/diskFiles`. */
  readonly diskFiles: boolean;
}

/** The scheme of the pages that `systemd/rulePage` answers. */
export const RULE_PAGE_SCHEME = 'systemd-rule';
