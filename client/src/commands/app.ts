import type { Event, ExtensionContext, WebviewPanel } from 'vscode';
import type { PlacedHandler } from '../deploy/handlers.ts';
import type { Machine } from '../editor/platform.ts';
import type { Server } from '../editor/server.ts';
import type { TargetChoice } from '../editor/target-choice.ts';
import type { UnderWay } from '../editor/under-way.ts';
import type { Walkthrough } from '../editor/walkthrough.ts';
import type { CrashPlace } from '../explain/crashes/crash.ts';
import type { Remedy } from '../explain/evidence.ts';
import type { Translate } from '../l10n.ts';
import type { DryRuns } from '../views/dry-run-terminal.ts';
import type { JournalChannels } from '../views/journal-channel.ts';
import type { Composed } from '../views/request-form.ts';
import type { TextPages } from '../views/text-pages.ts';
import type { VerdictStatus } from '../views/verdict-status.ts';
import type { Verdicts } from '../views/verdicts.ts';

/** What every command works with. */
export interface App {
  readonly context: ExtensionContext;
  readonly t: Translate;
  readonly server: Server;
  /** Undefined if no program can be run, as in a browser. */
  readonly targets: TargetChoice | undefined;
  readonly machine: Machine | undefined;
  readonly pages: TextPages;
  /** What was sent, by the page that shows the reply. */
  readonly sent: Map<string, Sent>;
  readonly sentChanged: () => void;
  readonly journals: JournalChannels;
  readonly dryRuns: DryRuns;
  readonly verdicts: Verdicts;
  readonly verdictStatus: VerdictStatus;
  readonly underWay: UnderWay;
  readonly walkthrough: Walkthrough;
  /** The pictures that are open, and the documents of the units that they are about. */
  readonly pictures: Map<WebviewPanel, string>;
  /** Something on a target may have changed: views refresh. */
  readonly stateChanged: () => void;
  readonly onStateChanged: Event<void>;
}

/** A request that was sent, to be sent again, copied, or corrected. */
export interface Sent {
  /** The unit's document. */
  readonly uri: string;
  readonly composed: Composed;
  readonly remedies: readonly Remedy[];
  /** Places that the explanation names. */
  readonly places: readonly CrashPlace[];
  /** The files of the workspace that the unit runs, with their paths on the target. */
  readonly handlers: readonly PlacedHandler[];
  /** Whether the target's files are those of this machine. */
  readonly here: boolean;
  /** What was received, for the last replies. */
  readonly body: Uint8Array | undefined;
}
