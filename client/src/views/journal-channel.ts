import { commands, type Disposable, type OutputChannel, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { concernsSubject, type Subject } from '../explain/gather.ts';
import { listed, type Translate } from '../l10n.ts';
import { followCommand, journalEnd, journalOf, parseEntry } from '../manager/journal.ts';
import { lineReader } from '../manager/line-reader.ts';
import type { Failure } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { endText, journalLine } from './journal-text.ts';

/** The journal of a socket and all its instances, in an output channel that follows it. */
export interface JournalChannels extends Disposable {
  /** Shows the journal and follows it; undefined, or why it cannot be read. */
  follow(target: Target, subject: Subject): Promise<Failure | undefined>;
  /** Stops following, in all channels. */
  stop(): void;
}

const HISTORY = 200;

export function createJournalChannels(t: Translate): JournalChannels {
  const channels = new Map<string, OutputChannel>();
  const following = new Map<string, AbortController>();
  let status: StatusBarItem | undefined;

  const showStatus = () => {
    void commands.executeCommand('setContext', 'systemd.followingJournal', following.size > 0);
    if (following.size === 0) {
      status?.hide();
      return;
    }
    status ??= window.createStatusBarItem('systemd.journal', StatusBarAlignment.Left, 0);
    status.name = t('systemd Journal');
    status.text = `$(debug-stop) ${t('Journal: {0}', listed([...following.keys()], t))}`;
    status.tooltip = t('Stop following the journal');
    status.command = 'systemd.stopJournal';
    status.show();
  };

  return {
    follow: async (target, subject) => {
      following.get(subject.unit)?.abort();
      const channel = channels.get(subject.unit) ?? window.createOutputChannel(`systemd: ${subject.unit}`, 'log');
      channels.set(subject.unit, channel);
      channel.clear();

      const end = await journalEnd(target);
      if (end.kind !== 'ok') return end;
      const past = await journalOf(target, patterns(subject), HISTORY);
      for (const entry of past.kind === 'ok' ? past.value.entries : []) channel.appendLine(journalLine(entry));
      if (past.kind === 'ok' && past.value.restricted) {
        channel.appendLine(t('You may not read system messages. Members of the group systemd-journal may.'));
      }
      channel.appendLine(t('--- Following the journal of {0} on {1} ---', subject.unit, subject.place));
      channel.show(true);

      const stop = new AbortController();
      following.set(subject.unit, stop);
      showStatus();
      const concerns = concernsSubject(subject);
      const running = target.run(followCommand(end.value), {
        timeout: 0,
        limit: 0,
        signal: stop.signal,
        onOutput: lineReader((line) => {
          const entry = parseEntry(line);
          if (entry !== undefined && concerns(entry.unit)) channel.appendLine(journalLine(entry));
        }),
      });
      void running.then((outcome) => {
        channel.appendLine(endText(outcome, stop.signal.aborted, t));
        if (following.get(subject.unit) === stop) following.delete(subject.unit);
        showStatus();
      });
      return undefined;
    },
    stop: () => {
      for (const controller of following.values()) controller.abort();
    },
    dispose: () => {
      for (const controller of following.values()) controller.abort();
      for (const channel of channels.values()) channel.dispose();
      status?.dispose();
    },
  };
}

/** The units to ask the journal for: the socket, the service, and for a template its instances. */
function patterns({ unit, service }: Subject): string[] {
  return [unit, ...(service === undefined ? [] : [service.replace('@.', '@*.')])];
}
