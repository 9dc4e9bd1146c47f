import { type Disposable, window } from 'vscode';
import type { Recorder } from '../manager/recorded.ts';
import { commandLine, isGood } from './command-text.ts';

/** The output channel with every command that was run. It is made by the first one. */
export function createCommandLog(): Disposable & { readonly note: Recorder } {
  let channel: ReturnType<typeof open> | undefined;
  return {
    note: (run) => {
      channel ??= open();
      if (run.routine) channel.trace(commandLine(run));
      else if (isGood(run)) channel.info(commandLine(run));
      else channel.warn(commandLine(run));
    },
    dispose: () => channel?.dispose(),
  };
}

function open() {
  return window.createOutputChannel('systemd', { log: true });
}
