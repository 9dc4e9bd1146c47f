import { type Disposable, EventEmitter, type Terminal, ThemeIcon, window } from 'vscode';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import type { AgreedDryRun } from '../deploy/dry-run-question.ts';
import type { Translate } from '../l10n.ts';
import { type Outcome, outputText, type Ran } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { childEnd } from './reply-text.ts';

/** Sockets that are being tried, each in a terminal of its own; closing the terminal or Ctrl+C stops it. */
export interface DryRuns extends Disposable {
  /** Starts one, in place of one that runs for the same unit, and waits until it listens or has failed. */
  start(target: Target, unit: string, command: AgreedDryRun): Promise<DryRun>;
  running(unit: string): boolean;
  /** What one that runs listens on, in the order of the unit's listeners. */
  listeners(unit: string): readonly Listener[] | undefined;
  /** What one has written so far. */
  output(unit: string): readonly string[];
  /** What one has written since, once it has told how its child ended, or after a moment. */
  said(unit: string, since: number): Promise<readonly string[]>;
  stop(unit: string): void;
}

export type DryRun =
  | { readonly kind: 'listening' }
  | { readonly kind: 'ended'; readonly outcome: Outcome<Ran>; readonly lines: readonly string[] };

interface Running {
  readonly stop: AbortController;
  readonly lines: string[];
  readonly listeners: readonly Listener[];
  readonly ended: Promise<void>;
}

export function createDryRuns(t: Translate, changed: () => void): DryRuns {
  const all = new Map<string, Running>();
  /** The last of each unit, also after it has stopped. */
  const terminals = new Map<string, Terminal>();
  const stop = (unit: string) => all.get(unit)?.stop.abort();

  return {
    start: async (target, unit, command) => {
      stop(unit);
      // Until it is gone it has the address.
      await all.get(unit)?.ended;
      terminals.get(unit)?.dispose();
      const controller = new AbortController();
      const write = new EventEmitter<string>();
      const close = new EventEmitter<void>();
      const lines: string[] = [];
      // What is written before the terminal is there would be lost.
      let early: string[] | undefined = [];
      const show = (text: string) => {
        if (early === undefined) write.fire(text);
        else early.push(text);
      };
      const terminal = window.createTerminal({
        name: t('Dry Run {0}', unit),
        iconPath: new ThemeIcon('beaker'),
        pty: {
          onDidWrite: write.event,
          onDidClose: close.event,
          open: () => {
            const first = `${t('Trying {0}. Ctrl+C or closing this terminal stops it.', unit)}\r\n\r\n`;
            write.fire([first, ...(early ?? [])].join(''));
            early = undefined;
          },
          close: () => controller.abort(),
          handleInput: (keys: string) => {
            if (keys.includes('\x03')) controller.abort();
          },
        },
      });
      terminals.set(unit, terminal);
      terminal.show(true);

      let settle: (run: DryRun) => void = () => {};
      const started = new Promise<DryRun>((resolve) => {
        settle = resolve;
      });
      const onOutput = (chunk: Uint8Array) => {
        const text = new TextDecoder().decode(chunk);
        for (const line of text.split('\n')) if (line !== '') lines.push(line);
        show(text.replaceAll('\n', '\r\n'));
        if (text.includes('Listening on ')) settle({ kind: 'listening' });
      };
      const ended = keepRunning(target, command, controller.signal, onOutput).then((outcome) => {
        show(`\r\n${t('Stopped.')}\r\n`);
        all.delete(unit);
        settle({ kind: 'ended', outcome, lines });
        changed();
      });
      all.set(unit, { stop: controller, lines, listeners: command.listeners, ended });
      return started;
    },
    running: (unit) => all.has(unit),
    listeners: (unit) => all.get(unit)?.listeners,
    output: (unit) => all.get(unit)?.lines ?? [],
    said: async (unit, since) => {
      const said = () => all.get(unit)?.lines.slice(since) ?? [];
      for (
        let pause = 0;
        pause < 10 && all.has(unit) && !said().some((line) => childEnd(line) !== undefined);
        pause++
      ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return said();
    },
    stop,
    dispose: () => {
      for (const { stop: controller } of all.values()) controller.abort();
    },
  };
}

/**
 * Without Accept=yes systemd-socket-activate becomes the service on the first connection, and ends with it. systemd would
 * listen again, so it is started again, unless it ends faster than any service could have done something.
 */
async function keepRunning(
  target: Target,
  command: AgreedDryRun,
  signal: AbortSignal,
  onOutput: (chunk: Uint8Array) => void,
): Promise<Outcome<Ran>> {
  for (;;) {
    const outcome = await target.run(command.argv, {
      cwd: command.folder,
      timeout: 0,
      limit: 64 * 1024,
      signal,
      onOutput,
    });
    const triggered =
      outcome.kind === 'ok' && `${outcome.value.stderr}${outputText(outcome.value)}`.includes('Execing ');
    const again = command.endsOnce && triggered && outcome.value.milliseconds > 500;
    if (!again || signal.aborted) return outcome;
  }
}
