import { execFileSync } from 'node:child_process';

/** Runs npm in a folder, the one that runs this program where there is one, and gives what it prints. Throws where it fails. */
export function npm(cwd: string, ...args: readonly string[]): string {
  const script = process.env['npm_execpath'];
  const [program = '', ...before] = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  return execFileSync(program, [...before, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
