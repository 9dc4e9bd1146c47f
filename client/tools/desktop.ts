import { findProgram, isExecutable, runProgram } from './program.ts';

const APPLICATION = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/**
 * The command of a VS Code with windows of its own, or undefined where there is none that could open one here: no display, or a
 * terminal of a remote window, whose `code` only tells that window what to open.
 */
export function desktopProgram(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  if (env['VSCODE_IPC_HOOK_CLI']) return undefined;
  for (const name of ['code', 'codium', 'code-insiders']) {
    const found = findProgram(name, env['PATH']);
    if (found) return found;
  }
  return isExecutable(APPLICATION) ? APPLICATION : undefined;
}

/** Ends what still runs on a data folder: a desktop VS Code leaves the process group of the command that started it. */
export async function endProcessesOn(dataFolder: string): Promise<void> {
  const { stdout } = await runProgram(['ps', '-A', '-o', 'pid=', '-o', 'args=']);
  for (const line of stdout.split('\n')) {
    const pid = Number.parseInt(line, 10);
    if (!line.includes(dataFolder) || pid === process.pid) continue;
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It ended in this moment.
    }
  }
}
