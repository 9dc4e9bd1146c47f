import { outputText, succeeded } from './outcome.ts';
import { systemctl } from './systemctl.ts';
import type { Target } from './target.ts';

/** The journal identifier of a service's process: SyslogIdentifier=, else its program's name. */
export async function identifierOf(target: Target, unit: string): Promise<string | undefined> {
  // Asked alone and read as a whole: the arguments of a command may hold line ends, and what looks like other properties.
  const argv = systemctl(target, 'show', [unit], ['--property=SyslogIdentifier,ExecStart']);
  const shown = succeeded(await target.run(argv));
  if (shown.kind !== 'ok') return undefined;
  const text = outputText(shown.value);
  const program = /^ExecStart=\{ path=(?:[^ ]*\/)?([^ /]+) ;/m.exec(text)?.[1];
  return /^SyslogIdentifier=(.+)$/m.exec(text)?.[1] ?? program;
}
